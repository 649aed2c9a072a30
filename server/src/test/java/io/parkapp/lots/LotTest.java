package io.parkapp.lots;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parkapp.values.GeoPosition;
import io.parkapp.values.TimeWindow;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LotTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    // 2026-11-23 is a Monday.
    private static final String MONDAY_DATE = "2026-11-23T";
    private static final String TUESDAY_DATE = "2026-11-24T";

    @Test
    void a_lot_without_opening_hours_is_always_open() {
        var lot = lot(List.of(), List.of());
        assertThat(lot.isOpenAt(berlin(MONDAY_DATE + "03:00"))).isTrue();
        assertThat(lot.accepts(window(MONDAY_DATE + "03:00", TUESDAY_DATE + "03:00")))
                .isTrue();
    }

    @Test
    void opening_is_included_and_closing_is_not() {
        var lot = lot(List.of(hours("06:00", "22:00", MONDAY)), List.of());
        assertThat(lot.isOpenAt(berlin(MONDAY_DATE + "05:59"))).isFalse();
        assertThat(lot.isOpenAt(berlin(MONDAY_DATE + "06:00"))).isTrue();
        assertThat(lot.isOpenAt(berlin(MONDAY_DATE + "21:59"))).isTrue();
        assertThat(lot.isOpenAt(berlin(MONDAY_DATE + "22:00"))).isFalse();
        assertThat(lot.isOpenAt(berlin(TUESDAY_DATE + "12:00"))).isFalse();
    }

    @Test
    void hours_past_midnight_belong_to_the_day_on_which_they_began() {
        var lot = lot(List.of(hours("18:00", "02:00", SUNDAY)), List.of());
        assertThat(lot.isOpenAt(berlin("2026-11-22T23:00"))).isTrue();
        assertThat(lot.isOpenAt(berlin(MONDAY_DATE + "01:59"))).isTrue();
        assertThat(lot.isOpenAt(berlin(MONDAY_DATE + "02:00"))).isFalse();
        assertThat(lot.isOpenAt(berlin("2026-11-22T01:00"))).isFalse();
    }

    @Test
    void from_and_until_alike_mean_a_whole_day() {
        var lot = lot(List.of(hours("08:00", "08:00", MONDAY)), List.of());
        assertThat(lot.isOpenAt(berlin(TUESDAY_DATE + "07:59"))).isTrue();
        assertThat(lot.isOpenAt(berlin(TUESDAY_DATE + "08:00"))).isFalse();
    }

    @Test
    void a_stay_begins_and_ends_while_open_and_may_last_over_night() {
        var lot = lot(List.of(hours("06:00", "22:00", MONDAY, TUESDAY)), List.of());
        assertThat(lot.accepts(window(MONDAY_DATE + "20:00", TUESDAY_DATE + "07:00")))
                .isTrue();
        assertThat(lot.accepts(window(MONDAY_DATE + "20:00", MONDAY_DATE + "22:00")))
                .isTrue();
        assertThat(lot.accepts(window(MONDAY_DATE + "20:00", MONDAY_DATE + "22:01")))
                .isFalse();
        assertThat(lot.accepts(window(MONDAY_DATE + "22:00", TUESDAY_DATE + "07:00")))
                .isFalse();
        assertThat(lot.accepts(window(MONDAY_DATE + "05:00", MONDAY_DATE + "07:00")))
                .isFalse();
    }

    @Test
    void a_stay_that_touches_a_closure_is_accepted_and_one_that_overlaps_is_not() {
        var closure =
                new Closure(UUID.randomUUID(), berlin(MONDAY_DATE + "10:00"), berlin(MONDAY_DATE + "12:00"), null);
        var lot = lot(List.of(), List.of(closure));
        assertThat(lot.isOpenAt(berlin(MONDAY_DATE + "10:00"))).isFalse();
        assertThat(lot.isOpenAt(berlin(MONDAY_DATE + "12:00"))).isTrue();
        assertThat(lot.accepts(window(MONDAY_DATE + "09:00", MONDAY_DATE + "10:00")))
                .isTrue();
        assertThat(lot.accepts(window(MONDAY_DATE + "12:00", MONDAY_DATE + "13:00")))
                .isTrue();
        assertThat(lot.accepts(window(MONDAY_DATE + "11:59", MONDAY_DATE + "13:00")))
                .isFalse();
        assertThat(lot.accepts(window(MONDAY_DATE + "09:00", MONDAY_DATE + "13:00")))
                .isFalse();
    }

    @Test
    void the_clock_on_the_wall_counts_across_both_clock_changes() {
        var lot = lot(List.of(hours("02:30", "04:00", SUNDAY)), List.of());
        // Clocks go from 02:00 to 03:00 on 2026-03-29: there is no 02:30, so it opens at 03:00.
        assertThat(lot.isOpenAt(Instant.parse("2026-03-29T00:59:59Z"))).isFalse();
        assertThat(lot.isOpenAt(Instant.parse("2026-03-29T01:00:00Z"))).isTrue();
        // Clocks go from 03:00 back to 02:00 on 2026-10-25: 02:30 comes twice, 02:00 to 02:29 the second time is
        // closed.
        assertThat(lot.isOpenAt(Instant.parse("2026-10-25T00:30:00Z"))).isTrue();
        assertThat(lot.isOpenAt(Instant.parse("2026-10-25T01:10:00Z"))).isFalse();
        assertThat(lot.isOpenAt(Instant.parse("2026-10-25T01:30:00Z"))).isTrue();
        assertThat(lot.isOpenAt(Instant.parse("2026-10-25T03:00:00Z"))).isFalse();
    }

    @Test
    void entries_that_only_touch_do_not_overlap() {
        assertThat(hours("06:00", "12:00", MONDAY).overlaps(hours("12:00", "18:00", MONDAY)))
                .isFalse();
        assertThat(hours("06:00", "12:01", MONDAY).overlaps(hours("12:00", "18:00", MONDAY)))
                .isTrue();
        assertThat(hours("22:00", "02:00", SUNDAY).overlaps(hours("02:00", "04:00", MONDAY)))
                .isFalse();
        assertThat(hours("22:00", "02:00", SUNDAY).overlaps(hours("01:00", "04:00", MONDAY)))
                .isTrue();
        assertThat(hours("00:00", "24:00", FRIDAY).overlaps(hours("00:00", "24:00", SATURDAY)))
                .isFalse();
    }

    @Test
    void impossible_hours_are_refused() {
        assertThatThrownBy(() -> hours("24:00", "02:00", MONDAY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hours("06:00", "24:01", MONDAY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hours("6:00", "08:00", MONDAY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hours("06:00", "08:00")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hours("06:00", "08:00", MONDAY, MONDAY)).isInstanceOf(IllegalArgumentException.class);
    }

    private static OpeningHours hours(String from, String until, DayOfWeek... days) {
        return new OpeningHours(List.of(days), from, until);
    }

    private static Instant berlin(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }

    private static TimeWindow window(String from, String until) {
        return new TimeWindow(berlin(from), berlin(until));
    }

    private static Lot lot(List<OpeningHours> hours, List<Closure> closures) {
        return new Lot(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "Lot",
                "Street",
                "Berlin",
                "10115",
                new GeoPosition(52.5, 13.4),
                BERLIN,
                "EUR",
                hours,
                null,
                PaymentPolicy.PAY_ON_LEAVING,
                CancellationPolicy.USUAL,
                60,
                false,
                1,
                closures);
    }
}
