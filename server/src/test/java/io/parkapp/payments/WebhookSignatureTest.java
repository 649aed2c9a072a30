package io.parkapp.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {
    private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");
    private static final byte[] BODY = bytes("{\"id\":\"evt_1\"}");

    private final WebhookSignature signature = new WebhookSignature(bytes("a secret of at least thirty-two bytes"));

    @Test
    void a_fresh_one_verifies() {
        assertThat(signature.verifies(BODY, signature.sign(BODY, NOW), NOW)).isTrue();
    }

    @Test
    void it_is_the_scheme_that_stripe_made_common() {
        // Computed with openssl: printf '1764579600.{"a":1}' | openssl dgst -sha256 -hmac secret
        assertThat(new WebhookSignature(bytes("secret")).sign(bytes("{\"a\":1}"), Instant.ofEpochSecond(1764579600)))
                .isEqualTo("t=1764579600,v1=c41b8fbf2899a5e25df3b5baa4aa6302067b38af728a675ab2e846894e9050df");
    }

    @Test
    void another_body_does_not_verify() {
        assertThat(signature.verifies(bytes("{\"id\":\"evt_2\"}"), signature.sign(BODY, NOW), NOW))
                .isFalse();
    }

    @Test
    void another_time_does_not_verify() {
        var header = signature.sign(BODY, NOW).replace("t=" + NOW.getEpochSecond(), "t=" + (NOW.getEpochSecond() + 1));
        assertThat(signature.verifies(BODY, header, NOW)).isFalse();
    }

    @Test
    void another_secret_does_not_verify() {
        var other = new WebhookSignature(bytes("another secret of at least 32 bytes"));
        assertThat(signature.verifies(BODY, other.sign(BODY, NOW), NOW)).isFalse();
    }

    @Test
    void an_old_one_is_a_recording() {
        var header = signature.sign(BODY, NOW);
        assertThat(signature.verifies(BODY, header, NOW.plus(WebhookSignature.TOLERANCE)))
                .isTrue();
        assertThat(signature.verifies(
                        BODY, header, NOW.plus(WebhookSignature.TOLERANCE).plusSeconds(1)))
                .isFalse();
    }

    @Test
    void one_from_the_future_does_not_verify() {
        var later = NOW.plus(WebhookSignature.TOLERANCE).plus(Duration.ofSeconds(1));
        assertThat(signature.verifies(BODY, signature.sign(BODY, later), NOW)).isFalse();
    }

    @Test
    void while_a_secret_is_replaced_either_signature_will_do() {
        var other = new WebhookSignature(bytes("another secret of at least 32 bytes"));
        var both = other.sign(BODY, NOW) + "," + signature.sign(BODY, NOW).split(",", -1)[1];
        assertThat(signature.verifies(BODY, both, NOW)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "t=,v1=", "v1=abc", "t=1764579600", "t=99999999999999999999,v1=abc", "t=-1,v1=a", "💥"})
    void what_is_no_signature_does_not_verify(String header) {
        assertThat(signature.verifies(BODY, header, NOW)).isFalse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
