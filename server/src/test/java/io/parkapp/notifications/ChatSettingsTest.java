package io.parkapp.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatSettingsTest {
    private final ChatSettings chat = new ChatSettings("https://chat.googleapis.com/");

    @Test
    void a_webhook_of_google_chat_is_accepted() {
        assertThat(chat.accepts("https://chat.googleapis.com/v1/spaces/AAAA/messages?key=k&token=t"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://chat.googleapis.com/v1/spaces/AAAA/messages",
                "https://chat.googleapis.com.evil.example/v1/spaces/AAAA/messages",
                "https://chat.googleapis.com@evil.example/v1/spaces/AAAA/messages",
                "https://user@chat.googleapis.com/v1/spaces/AAAA/messages",
                "https://chat.googleapis.com:8443/v1/spaces/AAAA/messages",
                "https://chat.googleapis.com/v1/spaces/../../other",
                "https://chat.googleapis.com/v1/spaces/%2e%2e/other",
                "https://chat.googleapis.com/other",
                "https://127.0.0.1/v1/spaces/AAAA/messages",
                "http://169.254.169.254/latest/meta-data",
                "file:///etc/passwd",
                "chat.googleapis.com/v1/spaces/AAAA",
                "https://chat.googleapis.com/v1/spaces/A A",
                ""
            })
    void whatever_else_one_would_have_us_call_is_not(String address) {
        assertThat(chat.accepts(address)).isFalse();
    }

    @Test
    void without_a_base_there_is_no_chat() {
        assertThat(new ChatSettings("").accepts("https://chat.googleapis.com/v1/spaces/AAAA/messages"))
                .isFalse();
    }
}
