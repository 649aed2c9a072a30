package io.parkapp.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.People.Person;
import io.parkapp.platform.CannotStart;
import io.parkapp.platform.Secrets;
import io.parkapp.platform.Settings;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ParkappTest
class SecurityTest {
    private final Http http;
    private final People people;
    private final Settings settings;
    private final Secrets secrets;

    SecurityTest(Http http, People people, Settings settings, Secrets secrets) {
        this.http = http;
        this.people = people;
        this.settings = settings;
        this.secrets = secrets;
    }

    @Test
    void without_a_token_the_answer_is_a_problem_that_says_how_to_sign_in() {
        var answer = http.get("/api/me");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.problem()).isEqualTo("unauthenticated");
    }

    @Test
    void a_bad_token_is_refused_on_public_doors_too() {
        for (var path : new String[] {"/api/me", "/api/info"}) {
            var answer = http.as("nonsense").get(path);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).contains("invalid_token");
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.json().has("properties")).isFalse();
        }
    }

    @Test
    void only_our_own_kind_of_token_is_believed() throws Exception {
        var person = people.driver();
        var good = claims(person).build();
        var at = new JOSEObjectType(AccessTokens.TYPE);
        assertThat(status(signed(JWSAlgorithm.HS256, at, good))).isEqualTo(200);
        assertThat(status(signed(JWSAlgorithm.HS256, JOSEObjectType.JWT, good))).isEqualTo(401);
        assertThat(status(signed(JWSAlgorithm.HS256, null, good))).isEqualTo(401);
        assertThat(status(new PlainJWT(good).serialize())).isEqualTo(401);
        assertThat(status(signed(
                        at, claims(person).issuer("https://other.example").build())))
                .isEqualTo(401);
        assertThat(status(signed(at, claims(person).audience("other").build()))).isEqualTo(401);
        assertThat(status(signed(at, claims(person).expirationTime(past()).build())))
                .isEqualTo(401);
        assertThat(status(signed(at, claims(person).expirationTime(null).build())))
                .isEqualTo(401);
        assertThat(status(signed(
                        at,
                        claims(person)
                                .claim("sid", UUID.randomUUID().toString())
                                .build())))
                .isEqualTo(401);
        assertThat(status(signed(
                        at,
                        claims(person).subject(people.driver().id().toString()).build())))
                .isEqualTo(401);
        var token = signed(at, good);
        assertThat(status(token.substring(0, token.length() - 4) + "AAAA")).isEqualTo(401);
    }

    @Test
    void a_token_of_another_hash_is_not_believed_even_under_our_key() throws Exception {
        var header = new JWSHeader.Builder(JWSAlgorithm.HS512)
                .type(new JOSEObjectType(AccessTokens.TYPE))
                .build();
        var jwt = new SignedJWT(header, claims(people.driver()).build());
        var long512 = Arrays.copyOf(key(), 64);
        jwt.sign(new MACSigner(long512));
        assertThat(status(jwt.serialize())).isEqualTo(401);
    }

    @Test
    void browsers_are_told_what_the_page_may_do() {
        var answer = http.get("/api/info");
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'self'", "frame-ancestors 'none'", "base-uri 'self'", "form-action 'self'")
                .doesNotContain("unsafe-eval");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("strict-origin-when-cross-origin");
        assertThat(answer.header("Permissions-Policy")).contains("microphone=()");
        assertThat(http.with("Origin", "https://evil.example").get("/api/info").header("Access-Control-Allow-Origin"))
                .isNull();
    }

    @Test
    void the_tile_host_is_let_in_and_nothing_else() {
        assertThat(Security.policy("https://{s}.tile.example.com/{z}/{x}/{y}.png?key=1"))
                .contains("img-src 'self' data: blob: https://*.tile.example.com;")
                .contains("connect-src 'self' https://*.tile.example.com;");
        assertThat(Security.policy("")).contains("connect-src 'self';");
    }

    @Test
    void the_documentation_works_without_scripts_in_its_page() {
        var page = http.get("/api/swagger-ui/index.html");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text().replaceAll("<script[^>]*src=[^>]*>\\s*</script>", ""))
                .doesNotContain("<script");
        assertThat(http.get("/api/docs").status()).isEqualTo(302);
        var document = http.get("/api/openapi.json");
        assertThat(document.status()).as(document.toString()).isEqualTo(200);
        assertThat(document.at("paths")
                        .path("/api/me")
                        .path("get")
                        .path("parameters")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void a_large_body_is_refused_whether_or_not_it_says_its_size() throws Exception {
        var large = "{\"email\": \"" + "x".repeat(300_000) + "\"}";
        var told = http.post("/api/auth/login", large);
        assertThat(told.status()).isEqualTo(413);
        assertThat(told.problem()).isEqualTo("payload-too-large");
        assertThat(chunked(large)).contains("413", "payload-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/info?x=%00", "/api/info?x=%FF", "/api/lots?q=%C3%28", "/api//info", "/api/info;x=1"})
    void odd_addresses_are_refused_as_problems(String path) {
        var answer = http.get(path);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("malformed-request");
    }

    @Test
    void a_form_that_is_no_text_is_refused_as_a_problem() {
        var form = http.with("Content-Type", "application/x-www-form-urlencoded");
        var answer = form.post("/api/auth/login", "email=%FF");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("malformed-request");
    }

    @Test
    void a_secret_that_is_too_short_to_keep_one_is_refused_by_its_name() {
        assertThatThrownBy(() -> secrets.secret("sandbox-webhook", "x".repeat(31)))
                .isInstanceOf(CannotStart.class)
                .hasMessage("PARKAPP_SANDBOX_WEBHOOK_SECRET is shorter than 32 bytes.");
    }

    @Test
    void what_is_not_there_is_a_problem_too() {
        assertThat(http.get("/api/nothing").problem()).isEqualTo("not-found");
        assertThat(http.get("/error").problem()).isEqualTo("not-found");
        assertThat(http.post("/api/info", Map.of()).problem()).isEqualTo("method-not-allowed");
    }

    @Test
    void whoever_asks_learns_that_the_server_is_well_and_no_more() {
        for (var path : new String[] {"/api/health", "/api/health/liveness", "/api/health/readiness"}) {
            var answer = http.get(path);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("{\"status\":\"UP\"}");
        }
        assertThat(http.get("/api/info").at("demo").asBoolean()).isTrue();
        var asProgram = http.with("Accept", "application/json");
        assertThat(asProgram.get("/actuator/health").status()).isEqualTo(404);
    }

    private byte[] key() {
        return secrets.secret("jwt", settings.secrets().jwt());
    }

    private JWTClaimsSet.Builder claims(Person person) {
        return new JWTClaimsSet.Builder()
                .issuer(settings.publicUrl().toString())
                .audience(AccessTokens.AUDIENCE)
                .subject(person.id().toString())
                .claim(AccessTokens.SESSION, person.caller().session().toString())
                .expirationTime(Date.from(Instant.now().plusSeconds(60)));
    }

    private static Date past() {
        return Date.from(Instant.now().minusSeconds(5));
    }

    private String signed(JOSEObjectType type, JWTClaimsSet claims) throws Exception {
        return signed(JWSAlgorithm.HS256, type, claims);
    }

    private String signed(JWSAlgorithm algorithm, @Nullable JOSEObjectType type, JWTClaimsSet claims) throws Exception {
        var jwt = new SignedJWT(new JWSHeader.Builder(algorithm).type(type).build(), claims);
        jwt.sign(new MACSigner(key()));
        return jwt.serialize();
    }

    private int status(String token) {
        return http.as(token).get("/api/me").status();
    }

    private String chunked(String body) throws Exception {
        var address = http.address("/api/auth/login");
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            OutputStream out = socket.getOutputStream();
            var head = "POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length())
                    + "\r\n";
            out.write((head + body + "\r\n0\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
