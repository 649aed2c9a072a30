package io.parkapp.accounts;

import io.swagger.v3.oas.annotations.media.Schema;

/// What a sign-in answers. The refresh token travels beside it, in a cookie.
///
/// @param expiresIn seconds
@Schema(name = "SignedIn")
record SignedInAnswer(
        @Schema(example = "eyJhbGciOiJIUzI1NiJ9.…") String accessToken,
        @Schema(example = "Bearer") String tokenType,
        @Schema(example = "900") int expiresIn,
        CurrentUser user) {
    @Override
    public String toString() {
        return "SignedIn as " + user.id();
    }
}
