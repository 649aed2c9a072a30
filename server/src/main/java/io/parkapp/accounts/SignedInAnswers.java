package io.parkapp.accounts;

import io.parkapp.accounts.Sessions.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/// Hands out tokens: the access token in the body, the refresh token in its cookie, and neither to any cache.
@Component
class SignedInAnswers {
    private final Accounts accounts;
    private final RefreshCookie cookie;

    SignedInAnswers(Accounts accounts, RefreshCookie cookie) {
        this.accounts = accounts;
        this.cookie = cookie;
    }

    SignedInAnswer answer(Tokens tokens, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.set(tokens.refreshToken(), request));
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        return new SignedInAnswer(
                tokens.accessToken(), "Bearer", (int) AccessTokens.LIFETIME.toSeconds(), accounts.me(tokens.caller()));
    }
}
