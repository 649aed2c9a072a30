package io.parkapp.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @Test
    void is_kept_trimmed_and_in_lower_case() {
        assertThat(new EmailAddress("  Uma.Driver+Cars@Example.CO.uk ").text())
                .isEqualTo("uma.driver+cars@example.co.uk");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "uma",
                "uma@",
                "@example.com",
                "uma@example",
                "uma@@example.com",
                "uma driver@example.com",
                "uma@exa mple.com",
                "uma@-example.com",
                "uma..driver@example.com",
                "uma@example.com\nbcc: all@example.com",
                "uma@example.com, other@example.com"
            })
    void what_is_no_address_is_refused(String text) {
        assertThatThrownBy(() -> new EmailAddress(text)).hasMessageContaining("name@example.com");
    }

    @Test
    void is_no_longer_than_mail_servers_allow() {
        var longDomain = "a".repeat(60) + "." + "b".repeat(60) + "." + "c".repeat(60) + "." + "d".repeat(60) + ".com";
        assertThat(new EmailAddress("uma.dr@" + longDomain).text()).hasSize(EmailAddress.LENGTH_MAX);
        assertThatThrownBy(() -> new EmailAddress("uma.dri@" + longDomain))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EmailAddress("u".repeat(65) + "@example.com"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
