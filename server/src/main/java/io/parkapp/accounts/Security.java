package io.parkapp.accounts;

import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Problems;
import io.parkapp.platform.Settings;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import tools.jackson.databind.json.JsonMapper;

/// Who may knock. Reads the access token, refuses a bad one, and sets the headers that keep browsers from being misled.
/// Which door needs which permission is said on the doors and checked by [PermissionCheck].
@Configuration(proxyBeanMethods = false)
class Security {
    private static final Pattern TILE_ORIGIN = Pattern.compile("^(https?://[^/]+)/.*");
    private static final long HSTS_SECONDS = 365L * 24 * 60 * 60;

    @Bean
    SecurityFilterChain doors(
            HttpSecurity http,
            Settings settings,
            AccessTokens tokens,
            SessionRepository sessions,
            AuthenticationEntryPoint unauthenticated) {
        return http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // Only the refresh cookie comes by itself, and its endpoints look at where a request comes from.
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .oauth2ResourceServer(server -> server.jwt(
                                jwt -> jwt.decoder(tokens.decoder()).jwtAuthenticationConverter(callers(sessions)))
                        .authenticationEntryPoint(unauthenticated))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(unauthenticated))
                .headers(headers -> headers(headers, settings))
                .build();
    }

    /// A measurement of every filter and check in every request costs more than it tells.
    @Bean
    SecurityObservationSettings withoutObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    AuthenticationEntryPoint unauthenticated(JsonMapper json) {
        return (request, response, exception) -> {
            response.setHeader(
                    HttpHeaders.WWW_AUTHENTICATE,
                    exception instanceof InvalidBearerTokenException ? "Bearer error=\"invalid_token\"" : "Bearer");
            Problems.send(PlatformRefusal.UNAUTHENTICATED, request, response, json);
        };
    }

    /// A token is as good as its session, at this moment.
    private static Converter<Jwt, AbstractAuthenticationToken> callers(SessionRepository sessions) {
        return token -> sessions.caller(
                        UUID.fromString(token.getClaimAsString(AccessTokens.SESSION)),
                        UUID.fromString(token.getSubject()))
                .map(CallerAuthentication::new)
                .orElseThrow(() -> new InvalidBearerTokenException("the session has ended"));
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers, Settings settings) {
        var isHttps = "https".equals(settings.publicUrl().getScheme());
        headers.contentSecurityPolicy(
                        policy -> policy.policyDirectives(policy(settings.map().tileUrl())))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN))
                .permissionsPolicyHeader(policy ->
                        policy.policy("geolocation=(self), camera=(self), microphone=(), payment=(self), usb=()"))
                .httpStrictTransportSecurity(hsts -> {
                    if (isHttps) {
                        // Behind a proxy that ends TLS our own requests look plain.
                        hsts.requestMatcher(AnyRequestMatcher.INSTANCE).maxAgeInSeconds(HSTS_SECONDS);
                    } else {
                        hsts.disable();
                    }
                });
    }

    static String policy(String tileUrl) {
        var origin = TILE_ORIGIN.matcher(tileUrl);
        // {s} stands for one of several hosts.
        var tiles = origin.matches() ? " " + origin.group(1).replaceAll("\\{[^}]*}", "*") : "";
        return "default-src 'self'; img-src 'self' data: blob:" + tiles
                + "; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:; connect-src 'self'" + tiles
                + "; object-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";
    }
}
