package io.parkapp.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class QuietHoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final QuietHours night = new QuietHours(BERLIN, LocalTime.of(22, 0), LocalTime.of(7, 0));

    @Test
    void over_midnight_both_evening_and_morning_are_quiet() {
        var morning = Instant.parse("2026-11-24T06:00:00Z");
        assertThat(night.endIfQuiet(Instant.parse("2026-11-23T21:00:00Z"))).contains(morning);
        assertThat(night.endIfQuiet(Instant.parse("2026-11-24T05:59:59Z"))).contains(morning);
        assertThat(night.endIfQuiet(Instant.parse("2026-11-23T20:59:59Z"))).isEmpty();
        assertThat(night.endIfQuiet(morning)).isEmpty();
    }

    @Test
    void a_siesta_is_quiet_on_its_day_only() {
        var siesta = new QuietHours(BERLIN, LocalTime.of(13, 0), LocalTime.of(15, 0));
        assertThat(siesta.endIfQuiet(Instant.parse("2026-11-23T12:30:00Z")))
                .contains(Instant.parse("2026-11-23T14:00:00Z"));
        assertThat(siesta.endIfQuiet(Instant.parse("2026-11-23T14:30:00Z"))).isEmpty();
    }

    @Test
    void the_night_in_which_clocks_go_back_is_an_hour_longer() {
        var evening = Instant.parse("2026-10-24T20:00:00Z");
        var end = night.endIfQuiet(evening).orElseThrow();
        assertThat(Duration.between(evening, end)).isEqualTo(Duration.ofHours(10));
    }

    @Test
    void the_night_in_which_clocks_go_forward_is_an_hour_shorter() {
        var evening = Instant.parse("2026-03-28T21:00:00Z");
        var end = night.endIfQuiet(evening).orElseThrow();
        assertThat(Duration.between(evening, end)).isEqualTo(Duration.ofHours(8));
    }

    @Test
    void an_end_that_the_clocks_leave_out_comes_when_they_have_gone_on() {
        var odd = new QuietHours(BERLIN, LocalTime.of(22, 0), LocalTime.of(2, 30));
        assertThat(odd.endIfQuiet(Instant.parse("2026-03-28T23:00:00Z")))
                .contains(Instant.parse("2026-03-29T01:30:00Z"));
    }
}
