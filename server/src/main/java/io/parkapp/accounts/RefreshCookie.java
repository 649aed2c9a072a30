package io.parkapp.accounts;

import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.platform.Settings;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/// Carries the refresh token where no script can read it and no other site can send it.
@Component
class RefreshCookie {
    static final String NAME = "parkapp_refresh";
    static final String PATH = "/api/auth";
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final String publicAuthority;
    private final boolean alwaysSecure;

    RefreshCookie(Settings settings, Environment environment) {
        this.publicAuthority = authority(settings.publicUrl());
        this.alwaysSecure = environment.acceptsProfiles(Profiles.of("!demo"));
    }

    static @Nullable RefreshToken read(HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies == null
                ? null
                : Arrays.stream(cookies)
                        .filter(each -> each.getName().equals(NAME))
                        .map(Cookie::getValue)
                        .map(RefreshToken::new)
                        .findFirst()
                        .orElse(null);
    }

    String set(RefreshToken token, HttpServletRequest request) {
        return cookie(token.text(), RefreshToken.LIFETIME, request);
    }

    String clear(HttpServletRequest request) {
        return cookie("", Duration.ZERO, request);
    }

    private String cookie(String value, Duration age, HttpServletRequest request) {
        return ResponseCookie.from(NAME, value)
                .httpOnly(true)
                .secure(alwaysSecure || request.isSecure())
                .sameSite("Strict")
                .path(PATH)
                .maxAge(age)
                .build()
                .toString();
    }

    /// Refuses requests that another site's page made a browser send, also where SameSite does not: from a sister
    /// host of the same site, or in a browser that does not know it. Programs send neither header, and have no
    /// cookies that go out by themselves.
    void requireOwnPage(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if ((site != null && !OWN_SITES.contains(site)) || (origin != null && !isOwn(origin, request))) {
            throw new Refusal(PlatformRefusal.FORBIDDEN, "This comes from another site's page.");
        }
    }

    private boolean isOwn(String origin, HttpServletRequest request) {
        try {
            var from = authority(URI.create(origin));
            var host = request.getHeader(HttpHeaders.HOST);
            return from.equals(publicAuthority)
                    || (host != null && from.equals(authority(URI.create(request.getScheme() + "://" + host))));
        } catch (IllegalArgumentException notAnOrigin) {
            return false;
        }
    }

    /// Host and port, the port also where it goes without saying.
    private static String authority(URI uri) {
        if (uri.getHost() == null) {
            return "";
        }
        var port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        return uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }
}
