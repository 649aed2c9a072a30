package io.parkapp.accounts;

import io.parkapp.accounts.Sessions.Tokens;
import io.parkapp.platform.Refusal;
import io.parkapp.platform.Refuses;
import io.parkapp.values.Language;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/auth")
@Tag(name = "auth", description = "Sign in and stay signed in")
class AuthController {
    private final SignIn signIn;
    private final Sessions sessions;
    private final SignedInAnswers answers;
    private final RefreshCookie cookie;

    AuthController(SignIn signIn, Sessions sessions, SignedInAnswers answers, RefreshCookie cookie) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.answers = answers;
        this.cookie = cookie;
    }

    record Registration(
            @NotNull @Schema(example = "Uma Driver", minLength = 1, maxLength = PersonName.LENGTH_MAX)
            PersonName name,

            @NotNull @Schema(example = "uma@example.com", maxLength = EmailAddress.LENGTH_MAX)
            EmailAddress email,

            @NotNull
            @Schema(
                    example = "seven sleepy zebras",
                    minLength = PasswordStrength.LENGTH_MIN,
                    maxLength = PasswordStrength.LENGTH_MAX)
            String password) {
        @Override
        public String toString() {
            return "Registration of " + email;
        }
    }

    record Credentials(
            @NotNull @Size(max = EmailAddress.LENGTH_MAX) @Schema(example = "user@parkapp.com")
            String email,

            @NotNull @Size(max = 2 * PasswordStrength.LENGTH_MAX) @Schema(example = "user123")
            String password) {
        @Override
        public String toString() {
            return "Credentials of " + email;
        }
    }

    record PasswordResetRequest(
            @NotNull @Schema(example = "user@parkapp.com", maxLength = EmailAddress.LENGTH_MAX)
            EmailAddress email) {}

    record PasswordReset(
            @NotNull
            @Size(max = Links.TOKEN_LENGTH_MAX)
            @Schema(example = "mJ0b3VuZCB0byBiZSBzZWNyZXQgZm9yIGV2ZXIgLi4u")
            String token,

            @NotNull
            @Schema(
                    example = "seven sleepy zebras",
                    minLength = PasswordStrength.LENGTH_MIN,
                    maxLength = PasswordStrength.LENGTH_MAX)
            String password) {
        @Override
        public String toString() {
            return "PasswordReset";
        }
    }

    record EmailConfirmation(
            @NotNull
            @Size(max = Links.TOKEN_LENGTH_MAX)
            @Schema(example = "mJ0b3VuZCB0byBiZSBzZWNyZXQgZm9yIGV2ZXIgLi4u")
            String token) {
        @Override
        public String toString() {
            return "EmailConfirmation";
        }
    }

    @PostMapping("/register")
    @ResponseStatus(HttpStatus.CREATED)
    @Public
    @Refuses({"FORBIDDEN", "EMAIL_TAKEN", "WEAK_PASSWORD", "TOO_MANY_REQUESTS"})
    @Operation(
            summary = "Make an account, and sign in to it",
            description = "Receipts are written in the language of `Accept-Language` that fits best.")
    SignedInAnswer register(
            @Valid @RequestBody Registration registration, HttpServletRequest request, HttpServletResponse response) {
        cookie.requireOwnPage(request);
        return answers.answer(
                signIn.register(
                        registration.name(),
                        registration.email(),
                        registration.password(),
                        Language.accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)),
                        request.getRemoteAddr()),
                request,
                response);
    }

    @PostMapping("/login")
    @Public
    @Refuses({"WRONG_CREDENTIALS", "FORBIDDEN", "TOO_MANY_REQUESTS"})
    @Operation(summary = "Sign in by e-mail address and password")
    SignedInAnswer login(
            @Valid @RequestBody Credentials credentials, HttpServletRequest request, HttpServletResponse response) {
        cookie.requireOwnPage(request);
        return answers.answer(
                signIn.signIn(credentials.email(), credentials.password(), request.getRemoteAddr()), request, response);
    }

    @PostMapping("/refresh")
    @Public
    @Refuses({"SESSION_ENDED", "FORBIDDEN"})
    @Operation(
            summary = "Get the next access token by the refresh cookie",
            description = "Each refresh token works once. A second use ends the session.")
    SignedInAnswer refresh(HttpServletRequest request, HttpServletResponse response) {
        cookie.requireOwnPage(request);
        var token = RefreshCookie.read(request);
        if (token == null) {
            throw new Refusal(AccountsRefusal.SESSION_ENDED);
        }
        return answers.answer(refresh(token, request, response), request, response);
    }

    private Tokens refresh(RefreshToken token, HttpServletRequest request, HttpServletResponse response) {
        try {
            return sessions.refresh(token);
        } catch (Refusal refusal) {
            response.addHeader(HttpHeaders.SET_COOKIE, cookie.clear(request));
            throw refusal;
        }
    }

    @PostMapping("/password-reset")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Public
    @Refuses("TOO_MANY_REQUESTS")
    @Operation(
            summary = "Ask for a mail by which to set a new password",
            description =
                    "The same answer, whether or not somebody has this address. The link works once, for an hour.")
    void askForPasswordReset(@Valid @RequestBody PasswordResetRequest asked, HttpServletRequest request) {
        signIn.askForReset(asked.email(), request.getRemoteAddr());
    }

    @PostMapping("/password-reset/confirm")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Public
    @Refuses({"LINK_INVALID", "WEAK_PASSWORD", "TOO_MANY_REQUESTS"})
    @Operation(
            summary = "Set a new password by the link of a mail",
            description = "Ends all sessions, and opens none: sign in with the new password.")
    void resetPassword(@Valid @RequestBody PasswordReset reset, HttpServletRequest request) {
        signIn.resetPassword(reset.token(), reset.password(), request.getRemoteAddr());
    }

    @PostMapping("/email-confirmation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Public
    @Refuses({"LINK_INVALID", "TOO_MANY_REQUESTS"})
    @Operation(summary = "Confirm one's e-mail address by the link of a mail")
    void confirmEmail(@Valid @RequestBody EmailConfirmation confirmation, HttpServletRequest request) {
        signIn.confirmEmail(confirmation.token(), request.getRemoteAddr());
    }

    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Public
    @Refuses("FORBIDDEN")
    @Operation(summary = "Sign out of this session")
    void logout(@Nullable Caller caller, HttpServletRequest request, HttpServletResponse response) {
        cookie.requireOwnPage(request);
        sessions.end(caller, RefreshCookie.read(request));
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.clear(request));
    }
}
