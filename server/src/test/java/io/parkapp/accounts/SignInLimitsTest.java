package io.parkapp.accounts;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parkapp.ParkappTest;
import io.parkapp.platform.RateLimits;
import io.parkapp.platform.Refusal;
import org.junit.jupiter.api.Test;

@ParkappTest
class SignInLimitsTest {
    private static final String HOME = "192.0.2.1";

    private final SignInLimits limits;

    SignInLimitsTest(RateLimits rateLimits, AccountsSettings settings) {
        this.limits = new SignInLimits(rateLimits, settings);
    }

    @Test
    void strangers_cannot_lock_the_owner_out_where_they_signed_in_before() {
        limits.beforeSignIn("owner@example.com", HOME);
        limits.afterSignIn("owner@example.com", HOME);
        guessFromEverywhere("owner@example.com");
        assertThatCode(() -> limits.beforeSignIn("owner@example.com", HOME)).doesNotThrowAnyException();
    }

    @Test
    void guesses_from_many_addresses_at_one_account_are_limited() {
        guessFromEverywhere("target@example.com");
        assertThatThrownBy(() -> limits.beforeSignIn("target@example.com", HOME))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void guesses_from_one_address_at_many_accounts_are_limited() {
        assertThatThrownBy(() -> {
                    for (var i = 0; i <= SignInLimits.PER_ADDRESS; i++) {
                        limits.beforeSignIn("somebody" + i + "@example.com", "198.51.100.7");
                    }
                })
                .isInstanceOf(Refusal.class);
    }

    @Test
    void all_addresses_of_an_ipv6_network_count_as_one() {
        assertThatThrownBy(() -> {
                    for (var i = 0; i <= SignInLimits.PER_ACCOUNT_AND_ADDRESS; i++) {
                        limits.beforeSignIn("six@example.com", "2001:db8:1:2::" + Integer.toHexString(i));
                    }
                })
                .isInstanceOf(Refusal.class);
    }

    @Test
    void registrations_from_one_address_are_limited() {
        assertThatThrownBy(() -> {
                    for (var i = 0; i <= SignInLimits.REGISTRATIONS_PER_ADDRESS; i++) {
                        limits.beforeRegistration("203.0.113.9");
                    }
                })
                .isInstanceOf(Refusal.class);
    }

    private void guessFromEverywhere(String email) {
        for (var i = 0; i < SignInLimits.PER_ACCOUNT; i++) {
            limits.beforeSignIn(email, "203.0.113." + i);
        }
    }
}
