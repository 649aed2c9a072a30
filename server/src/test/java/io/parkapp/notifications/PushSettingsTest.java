package io.parkapp.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parkapp.platform.CannotStart;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushSettingsTest {
    private final PushSettings push = new PushSettings("", "", List.of("fcm.googleapis.com", "*.push.apple.com"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://fcm.googleapis.com/fcm/send/abc:def",
                "https://fcm.googleapis.com:443/wp/abc",
                "https://web.push.apple.com/QK"
            })
    void an_address_of_a_push_service_is_accepted(String endpoint) {
        assertThat(push.accepts(endpoint)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://fcm.googleapis.com/fcm/send/abc",
                "https://fcm.googleapis.com.evil.example/fcm/send/abc",
                "https://fcm.googleapis.com@evil.example/fcm/send/abc",
                "https://user@fcm.googleapis.com/fcm/send/abc",
                "https://fcm.googleapis.com:8443/fcm/send/abc",
                "https://evil.example/fcm.googleapis.com",
                "https://evilpush.apple.com/QK",
                "https://push.apple.com/QK",
                "https://127.0.0.1/fcm/send/abc",
                "https://[::1]/fcm/send/abc",
                "http://169.254.169.254/latest/meta-data",
                "file:///etc/passwd",
                "fcm.googleapis.com/fcm/send/abc",
                "https://fcm.googleapis.com/a b",
                "https:fcm.googleapis.com",
                ""
            })
    void whatever_else_one_would_have_us_call_is_not(String endpoint) {
        assertThat(push.accepts(endpoint)).isFalse();
    }

    @Test
    void an_endpoint_is_no_longer_than_what_is_kept() {
        assertThat(push.accepts("https://fcm.googleapis.com/" + "a".repeat(1_000)))
                .isFalse();
    }

    @Test
    void without_services_there_is_no_push() {
        var none = new PushSettings("", "", List.of(""));
        assertThat(none.isOn()).isFalse();
        assertThat(none.accepts("https://fcm.googleapis.com/fcm/send/abc")).isFalse();
    }

    @Test
    void a_double_is_its_whole_origin() {
        var twice = new PushSettings("", "", List.of("http://127.0.0.1:4711"));
        assertThat(twice.accepts("http://127.0.0.1:4711/one")).isTrue();
        assertThat(twice.accepts("http://127.0.0.1:4712/one")).isFalse();
        assertThat(twice.accepts("https://127.0.0.1:4711/one")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tooShort", "not base64 at all", "c2hvcnQ="})
    void a_key_that_is_none_is_refused_at_the_start(String key) {
        var settings = new PushSettings(key, "", List.of());
        assertThatThrownBy(settings::check).isInstanceOf(CannotStart.class).hasMessageContaining("PARKAPP_PUSH_KEY");
    }

    @Test
    void a_key_is_taken_in_both_alphabets_of_base64() {
        var plain = new PushSettings("+/8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "", List.of());
        var forLinks = new PushSettings("-_8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "", List.of());
        plain.check();
        assertThat(plain.keyBytes()).hasSize(PushSettings.KEY_BYTES).isEqualTo(forLinks.keyBytes());
    }

    @Test
    void a_contact_is_an_address_that_a_push_service_can_use() {
        var settings = new PushSettings("", "somebody", List.of());
        assertThatThrownBy(settings::check).isInstanceOf(CannotStart.class).hasMessageContaining("mailto:");
    }
}
