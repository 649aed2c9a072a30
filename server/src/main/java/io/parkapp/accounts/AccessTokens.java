package io.parkapp.accounts;

import io.parkapp.platform.Secrets;
import io.parkapp.platform.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;

/// Makes and reads access tokens: JWTs signed by HS256 and nothing else, of our issuer, for our API, of the type
/// `at+jwt` (RFC 9068). A token only says which session asks; whether that still lives is asked of the database.
@Component
class AccessTokens {
    static final Duration LIFETIME = Duration.ofMinutes(15);
    static final String AUDIENCE = "parkapp-api";
    static final String TYPE = "at+jwt";
    static final String SESSION = "sid";
    private static final MacAlgorithm ALGORITHM = MacAlgorithm.HS256;

    private final JwtEncoder encoder;
    private final JwtDecoder decoder;
    private final String issuer;
    private final Clock clock;

    AccessTokens(Settings settings, Secrets secrets, Clock clock) {
        this.clock = clock;
        this.issuer = settings.publicUrl().toString();
        var key = new SecretKeySpec(secrets.secret("jwt", settings.secrets().jwt()), "HmacSHA256");
        this.encoder = NimbusJwtEncoder.withSecretKey(key).algorithm(ALGORITHM).build();
        this.decoder = decoder(key);
    }

    String issue(UUID account, UUID session) {
        var now = clock.instant();
        var claims = JwtClaimsSet.builder()
                .issuer(issuer)
                .audience(List.of(AUDIENCE))
                .subject(account.toString())
                .claim(SESSION, session.toString())
                .issuedAt(now)
                .expiresAt(now.plus(LIFETIME))
                .id(UUID.randomUUID().toString())
                .build();
        var header = JwsHeader.with(ALGORITHM).type(TYPE).build();
        return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }

    JwtDecoder decoder() {
        return decoder;
    }

    private JwtDecoder decoder(SecretKey key) {
        var time = new JwtTimestampValidator(Duration.ZERO);
        time.setClock(clock);
        time.setAllowEmptyExpiryClaim(false);
        var decoder = NimbusJwtDecoder.withSecretKey(key)
                .macAlgorithm(ALGORITHM)
                .validateType(false)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTypeValidator(TYPE),
                time,
                new JwtIssuerValidator(issuer),
                new JwtClaimValidator<List<String>>("aud", each -> each != null && each.contains(AUDIENCE))));
        return decoder;
    }
}
