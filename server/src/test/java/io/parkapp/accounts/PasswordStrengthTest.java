package io.parkapp.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parkapp.platform.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordStrengthTest {
    private final PasswordStrength strength = new PasswordStrength();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short1!",
                "password",
                "Password1",
                "iloveyou",
                "12345678",
                "aaaaaaaaaaaa",
                "qwertyuiop",
                "abcdefgh",
                "umadriver",
                "umadriver1",
                "uma.driver@example.com"
            })
    void what_is_quickly_guessed_is_refused(String password) {
        assertThatThrownBy(() -> strength.require("password", password, "Uma Driver", "uma.driver@example.com"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.reason()).isEqualTo(AccountsRefusal.WEAK_PASSWORD);
                    assertThat(refusal.errors().getFirst().field()).isEqualTo("password");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seven sleepy zebras",
                "kV9#xq2L",
                "blaue Kuh im Regen",
                "tractor cloud pepper window",
                "पार्किंग की जगह"
            })
    void what_is_not_is_accepted_without_rules_about_its_characters(String password) {
        assertThatCode(() -> strength.require("password", password, "Uma Driver", "uma.driver@example.com"))
                .doesNotThrowAnyException();
    }

    @Test
    void a_common_one_is_called_so() {
        assertThatThrownBy(() -> strength.require("password", "iloveyou"))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.errors().getFirst().message())
                                .contains("one of the most common"));
    }

    @Test
    void the_length_is_bounded_on_both_sides() {
        assertThatThrownBy(() -> strength.require("password", "x7#kQ2!")).isInstanceOf(Refusal.class);
        var longest = "seven sleepy zebras ".repeat(7).substring(0, PasswordStrength.LENGTH_MAX);
        assertThatCode(() -> strength.require("password", longest)).doesNotThrowAnyException();
        assertThatThrownBy(() -> strength.require("password", longest + "x")).isInstanceOf(Refusal.class);
    }

    @Test
    void a_hostile_password_of_full_length_is_estimated_in_bounded_time() {
        strength.require("password", "warm the dictionaries up");
        var start = System.nanoTime();
        assertThatCode(() -> strength.require("password", "p4ssw0rd1qazxsw2".repeat(8)))
                .satisfiesAnyOf(
                        none -> assertThat(none).isNull(),
                        thrown -> assertThat(thrown).isInstanceOf(Refusal.class));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
}
