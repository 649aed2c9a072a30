package io.parkapp.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.pricing.Finding.Code;
import io.parkapp.pricing.Finding.Severity;
import io.parkapp.values.Money;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// Each kind of finding with a tariff that has it, and with the same tariff mended.
class CheckTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    private static final String WEEKDAYS = "\"MONDAY\", \"TUESDAY\", \"WEDNESDAY\", \"THURSDAY\", \"FRIDAY\"";
    private static final String HOURLY =
            rate("Parking", "", "{\"perMinutes\": 60, \"add\": \"2.00\", \"count\": \"STARTED\"}");

    @Test
    void a_plain_hourly_tariff_has_neither_errors_nor_warnings() {
        assertThat(faults(tariff(HOURLY, ""))).isEmpty();
    }

    @Test
    void a_day_without_a_rate_is_an_error_and_named() {
        var found = only(
                Code.TIME_WITHOUT_RATE,
                tariff(rate("Parking", when(WEEKDAYS + ", \"SATURDAY\"", ""), step("2.00")), ""));
        assertThat(found.severity()).isEqualTo(Severity.ERROR);
        assertThat(found.path()).isEqualTo("rates");
        assertThat(found.message()).startsWith("No rate rules Sunday 00:00 to 24:00.");
        assertThat(example(found).from()).hasToString("2026-11-29T00:00");
        assertThat(example(found).price()).isNull();
        assertNone(
                Code.TIME_WITHOUT_RATE,
                tariff(rate("Parking", when(WEEKDAYS + ", \"SATURDAY\", \"SUNDAY\"", ""), step("2.00")), ""));
    }

    @Test
    void time_without_a_rate_is_found_to_the_minute_also_after_midnight() {
        var fridayNight = tariff(
                rate("Day", when("", "\"from\": \"06:00\", \"until\": \"20:00\""), step("2.00")) + ", "
                        + rate("Night", when("\"FRIDAY\"", "\"from\": \"20:00\", \"until\": \"05:59\""), step("1.00")),
                "");
        assertThat(only(Code.TIME_WITHOUT_RATE, fridayNight).message())
                .contains("Saturday 05:59 to 06:00 and 20:00 to 24:00", "Friday 00:00 to 06:00")
                .contains("Monday to Thursday and Sunday 00:00 to 06:00 and 20:00 to 24:00");
    }

    @Test
    void time_without_a_rate_may_be_stated_to_be_free_or_closed() {
        var mondays = tariff(rate("Parking", when("\"MONDAY\"", ""), step("2.00")), "");
        assertNone(Code.TIME_WITHOUT_RATE, mondays.replace("REFUSED", "FREE"));
        assertNone(Code.TIME_WITHOUT_RATE, mondays.replace("REFUSED", "CLOSED"));
    }

    @Test
    void a_rate_for_motorcycles_does_not_help_cars() {
        var day = rate("Day", when("", "\"from\": \"06:00\", \"until\": \"20:00\""), step("2.00"));
        var found = only(
                Code.TIME_WITHOUT_RATE,
                tariff(day + ", " + rate("Bikes", forVehicles("MOTORCYCLE"), step("1.00")), ""));
        assertThat(found.message()).contains("every day 00:00 to 06:00 and 20:00 to 24:00");
        assertThat(example(found).vehicle()).isNull();
    }

    @Test
    void a_special_day_that_no_rate_names_has_none() {
        var everyWeekday = rate("Parking", when(WEEKDAYS + ", \"SATURDAY\", \"SUNDAY\"", ""), step("2.00"));
        var found = only(Code.TIME_WITHOUT_RATE, tariff(everyWeekday, specialDays("\"12-25\"")));
        assertThat(found.message()).startsWith("No rate rules PUBLIC_HOLIDAY 00:00 to 24:00.");
        assertThat(example(found).from()).hasToString("2026-12-25T00:00");
    }

    @Test
    void a_car_park_for_holders_only_is_warned_about_and_may_be_published() {
        var found =
                only(Code.TIME_WITHOUT_RATE, tariff(rate("Residents", forConcessions("RESIDENT"), step("1.00")), ""));
        assertThat(found.severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void two_rates_of_one_rank_at_one_time_are_an_error() {
        var tie = tariff(
                HOURLY + ", "
                        + rate(
                                "Evening",
                                when("\"FRIDAY\"", "\"from\": \"18:00\", \"until\": \"20:00\""),
                                step("1.00")),
                "");
        var found = only(Code.RATES_OVERLAP, tie);
        assertThat(found.severity()).isEqualTo(Severity.ERROR);
        assertThat(found.path()).isEqualTo("rates[1].when");
        assertThat(found.message()).contains("\"Parking\" and \"Evening\" both rule Friday 18:00 to 20:00.");
        assertThat(example(found).from()).hasToString("2026-11-27T18:00");
        assertThat(example(found).price()).isEqualTo(euros(200));
        assertThat(example(found).otherwise()).isEqualTo(euros(100));
        assertNone(
                Code.RATES_OVERLAP,
                tie.replace("\"name\": \"Evening\",", "\"name\": \"Evening\", \"overrides\": true,"));
    }

    @Test
    void rates_do_not_overlap_for_drivers_who_meet_only_one_of_them() {
        var cars = rate("Cars", forVehicles("CAR"), step("2.00"));
        var bikes = rate("Bikes", forVehicles("BIKE"), step("1.00"));
        assertNone(Code.RATES_OVERLAP, tariff(HOURLY + ", " + cars + ", " + bikes, ""));
        var both = only(
                Code.RATES_OVERLAP,
                tariff(HOURLY + ", " + cars + ", " + bikes.replace("\"BIKE\"", "\"BIKE\", \"CAR\""), ""));
        assertThat(example(both).vehicle()).isEqualTo("CAR");
    }

    @Test
    void rates_do_not_overlap_where_another_goes_before_both() {
        var two = HOURLY + ", " + rate("Evening", when("\"FRIDAY\"", ""), step("1.00"));
        var fridays = rate("Fridays", "\"overrides\": true, " + when("\"FRIDAY\"", ""), step("3.00"));
        assertThat(of(Code.RATES_OVERLAP, tariff(two, ""))).hasSize(1);
        assertNone(Code.RATES_OVERLAP, tariff(two + ", " + fridays, ""));
    }

    @Test
    void holders_of_two_concessions_are_worth_a_warning() {
        var found = only(
                Code.RATES_OVERLAP,
                tariff(
                        HOURLY + ", " + rate("Staff", forConcessions("STAFF"), step("1.00")) + ", "
                                + rate("Badge", forConcessions("BADGE"), step("0.50")),
                        ""));
        assertThat(found.severity()).isEqualTo(Severity.WARNING);
        assertThat(example(found).concessions()).containsExactly("BADGE", "STAFF");
    }

    @Test
    void a_table_that_ends_is_an_error_unless_it_begins_anew_before() {
        var ends = tariff(
                        rate("Parking", "", "{\"upToMinutes\": 1440, \"total\": \"9.00\"}")
                                .replace("24", "48"),
                        "")
                .replace("1480", "1440");
        var found = only(Code.NO_PRICE_FOR_LONG_STAYS, ends);
        assertThat(found.severity()).isEqualTo(Severity.ERROR);
        assertThat(found.path()).isEqualTo("rates[0].steps");
        assertThat(found.message())
                .startsWith("A stay of 1 day 1 minute has no price: the table of \"Parking\" ends after 1 day.");
        assertThat(example(found).price()).isNull();
        assertThat(example(found).otherwise()).isEqualTo(euros(900));
        assertNone(Code.NO_PRICE_FOR_LONG_STAYS, ends.replace("\"hours\": 48", "\"hours\": 24"));
        assertNone(Code.NO_PRICE_FOR_LONG_STAYS, with(ends, "\"maximumStayMinutes\": 1440"));
        assertThat(only(Code.NO_PRICE_FOR_LONG_STAYS, with(ends, "\"maximumStayMinutes\": 1500"))
                        .path())
                .isEqualTo("maximumStayMinutes");
    }

    @Test
    void a_night_table_that_ends_before_the_night_does_is_an_error() {
        var night = HOURLY + ", "
                + rate(
                        "Night",
                        "\"overrides\": true, " + when("", "\"from\": \"20:00\", \"until\": \"06:00\""),
                        "{\"upToMinutes\": 480, \"total\": \"3.00\"}");
        var perNight = tariff(night, "").replace("\"every\": \"HOURS\", \"hours\": 24}}]", "\"every\": \"PERIOD\"}}]");
        assertThat(only(Code.NO_PRICE_FOR_LONG_STAYS, perNight).path()).isEqualTo("rates[1].steps");
        var elevenHours = only(Code.NO_PRICE_FOR_LONG_STAYS, perNight.replace("480", "600"));
        assertThat(example(elevenHours).until())
                .as("in the night in which clocks go back")
                .hasToString("2027-10-31T05:01");
        assertNone(Code.NO_PRICE_FOR_LONG_STAYS, perNight.replace("480", "660"));
    }

    @Test
    void a_rate_that_others_always_go_before_never_applies() {
        var never = tariff(
                rate("Always", "\"overrides\": true", step("2.00")) + ", "
                        + rate("Night", when("", "\"from\": \"20:00\", \"until\": \"06:00\""), step("1.00")),
                "");
        var found = only(Code.NEVER_APPLIES, never);
        assertThat(found.path()).isEqualTo("rates[1]");
        assertThat(example(found).price()).isEqualTo(euros(200));
        assertNone(
                Code.NEVER_APPLIES,
                tariff(
                        HOURLY + ", "
                                + rate(
                                        "Night",
                                        "\"overrides\": true, " + when("", "\"from\": \"20:00\", \"until\": \"06:00\""),
                                        step("1.00")),
                        ""));
    }

    @Test
    void steps_after_the_restart_never_apply() {
        var steps = "{\"upToMinutes\": 120, \"total\": \"3.00\"}, {\"total\": \"20.00\"}";
        var found = only(
                Code.NEVER_APPLIES, tariff(rate("Parking", "", steps).replace("\"hours\": 24", "\"hours\": 2"), ""));
        assertThat(found.path()).isEqualTo("rates[0].steps[1]");
        assertNone(Code.NEVER_APPLIES, tariff(rate("Parking", "", steps), ""));
    }

    @Test
    void an_offer_whose_conditions_nobody_meets_never_applies() {
        var offer = offer(
                "\"entry\": [{\"from\": \"08:00\", \"until\": \"10:00\"}],"
                        + " \"exit\": [{\"from\": \"22:00\", \"until\": \"23:00\"}], \"atMostMinutes\": 600",
                "1.00");
        assertThat(only(Code.NEVER_APPLIES, tariff(HOURLY, offer)).message())
                .contains("no stay meets all of its conditions");
        assertNone(Code.NEVER_APPLIES, tariff(HOURLY, offer.replace("600", "900")));
    }

    @Test
    void an_offer_that_is_never_lower_never_applies() {
        var offer = offer("\"atLeastMinutes\": 60, \"atMostMinutes\": 600", "25.00");
        var found = only(Code.NEVER_APPLIES, tariff(HOURLY, offer));
        assertThat(found.path()).isEqualTo("offers[0]");
        assertThat(example(found).otherwise()).isEqualTo(euros(2500));
        assertNone(Code.NEVER_APPLIES, tariff(HOURLY, offer.replace("25.00", "19.99")));
    }

    @Test
    void free_minutes_behind_others_never_apply() {
        var free = ", \"free\": [{\"minutes\": 20, \"whenExceeded\": \"TAKEN_OFF\"},"
                + " {\"minutes\": 30, \"whenExceeded\": \"TAKEN_OFF\", \"when\": [{\"days\": [\"SUNDAY\"]}]}]";
        assertThat(only(Code.NEVER_APPLIES, tariff(HOURLY, free)).path()).isEqualTo("free[1]");
        assertNone(
                Code.NEVER_APPLIES,
                tariff(
                        HOURLY,
                        free.replace("\"minutes\": 20,", "\"minutes\": 20, \"for\": {\"vehicles\": [\"CAR\"]},")));
    }

    @Test
    void discounts_and_surcharges_that_change_nothing_never_apply() {
        var rest = ", \"discounts\": [{\"name\": \"Half\", \"percentOff\": \"0\"}],"
                + " \"surcharges\": [{\"name\": \"Late\", \"entry\": [{\"days\": [\"SUNDAY\"], \"season\": {\"from\": \"02-30\", \"until\": \"02-30\"}}], \"amount\": \"1.00\"}]";
        var mended =
                rest.replace("\"percentOff\": \"0\"", "\"percentOff\": \"50\"").replace("02-30", "02-20");
        assertThat(of(
                        Code.NEVER_APPLIES,
                        tariff(
                                HOURLY,
                                rest.replace("02-30", "02-29").replace("SUNDAY", "XMAS")
                                        + specialDays("\"12-25\"").replace("PUBLIC_HOLIDAY", "XMAS"))))
                .extracting(Finding::path)
                .containsExactly("discounts[0]", "surcharges[0].entry");
        assertNone(Code.NEVER_APPLIES, tariff(HOURLY, mended.replace("\"days\": [\"SUNDAY\"], ", "")));
    }

    @Test
    void special_days_without_dates_or_without_a_difference_never_apply() {
        assertThat(only(Code.NEVER_APPLIES, tariff(HOURLY, specialDays(""))).path())
                .isEqualTo("specialDays.PUBLIC_HOLIDAY");
        assertThat(only(Code.NEVER_APPLIES, tariff(HOURLY, specialDays("\"12-25\"")))
                        .message())
                .contains("makes no difference");
        var named =
                HOURLY + ", " + rate("Holiday", "\"overrides\": true, " + when("\"PUBLIC_HOLIDAY\"", ""), step("1.00"));
        assertNone(Code.NEVER_APPLIES, tariff(named, specialDays("\"12-25\"")));
    }

    @Test
    void a_cap_that_takes_nothing_off_never_binds() {
        var cap = cap("48.00", "\"every\": \"HOURS\", \"hours\": 24");
        var found = only(Code.NEVER_BINDS, tariff(HOURLY, cap));
        assertThat(found.severity()).isEqualTo(Severity.WARNING);
        assertThat(found.path()).isEqualTo("caps[0].amount");
        assertThat(example(found).price()).isEqualTo(euros(4800));
        assertNone(Code.NEVER_BINDS, tariff(HOURLY, cap.replace("48.00", "47.99")));
        assertNone(Code.NEVER_BINDS, tariff(HOURLY, cap("800.00", "\"every\": \"STAY\"")));
    }

    @Test
    void a_cap_on_one_day_of_the_week_binds_there() {
        var cap = cap("3.99", "\"every\": \"PERIOD\"")
                .replace(
                        "\"per\"",
                        "\"when\": [{\"days\": [\"SUNDAY\"], \"from\": \"13:00\", \"until\": \"15:00\"}], \"per\"");
        assertNone(Code.NEVER_BINDS, tariff(HOURLY, cap));
        assertThat(of(Code.NEVER_BINDS, tariff(HOURLY, cap.replace("3.99", "6.00"))))
                .hasSize(1);
    }

    @Test
    void a_price_that_falls_within_a_table_is_found_at_its_minute() {
        var falls =
                tariff(rate("Parking", "", "{\"upToMinutes\": 60, \"total\": \"5.00\"}, {\"total\": \"4.00\"}"), "");
        var found = only(Code.PRICE_FALLS, falls);
        assertThat(found.path()).isEqualTo("rates[0].steps[1].total");
        assertThat(found.message())
                .contains("pays 5.00 EUR until Monday 2026-11-23 10:00, but only 4.00 EUR a minute later");
        assertThat(example(found).price()).isEqualTo(euros(400));
        assertThat(example(found).otherwise()).isEqualTo(euros(500));
        assertNone(Code.PRICE_FALLS, falls.replace("4.00", "5.00"));
        assertNone(Code.PRICE_FALLS, with(falls, "\"pricesMayFall\": true"));
    }

    @Test
    void a_price_that_falls_with_an_offer_is_found() {
        var least = offer("\"atLeastMinutes\": 300", "7.00");
        assertThat(only(Code.PRICE_FALLS, tariff(HOURLY, least)).path()).isEqualTo("offers[0]");
        assertNone(Code.PRICE_FALLS, tariff(HOURLY, least.replace("7.00", "10.00")));
        var exit = offer(
                "\"entry\": [{\"from\": \"17:00\", \"until\": \"24:00\"}],"
                        + " \"exit\": [{\"from\": \"06:00\", \"until\": \"09:00\"}], \"atMostMinutes\": 960",
                "5.00");
        var found = only(Code.PRICE_FALLS, tariff(HOURLY, exit));
        assertThat(found.path()).isEqualTo("offers[0].exit");
        assertThat(example(found).until().toLocalTime()).hasToString("06:01");
        assertNone(Code.PRICE_FALLS, tariff(HOURLY, exit.replace("5.00", "26.00")));
    }

    @Test
    void a_first_minute_that_costs_a_day_is_found_behind_the_free_minutes() {
        var free = ", \"free\": [{\"minutes\": 20, \"whenExceeded\": \"CHARGED_FROM_ENTRY\"}]";
        var found = only(Code.FIRST_MINUTE_COSTS_A_DAY, tariff(rate("Parking", "", "{\"total\": \"9.00\"}"), free));
        assertThat(found.path()).isEqualTo("rates[0].steps[0]");
        assertThat(found.message()).contains("pays 9.00 EUR for 21 minutes");
        assertThat(example(found).otherwise()).isEqualTo(euros(900));
        assertNone(Code.FIRST_MINUTE_COSTS_A_DAY, tariff(HOURLY, free));
    }

    @Test
    void weekdays_without_holidays_and_holidays_that_run_out_are_found() {
        var weekdays = rate("Week", when(WEEKDAYS, ""), step("2.00")) + ", "
                + rate("Weekend", when("\"SATURDAY\", \"SUNDAY\", \"PUBLIC_HOLIDAY\"", ""), step("1.00"));
        var found = only(Code.HOLIDAYS_MISSING, tariff(weekdays.replace(", \"PUBLIC_HOLIDAY\"", ""), ""));
        assertThat(found.path()).isEqualTo("specialDays");
        assertThat(example(found).from()).hasToString("2027-01-01T09:00");
        assertThat(only(Code.HOLIDAYS_MISSING, tariff(weekdays, specialDays("\"12-25\", \"2026-12-24\"")))
                        .path())
                .isEqualTo("specialDays.PUBLIC_HOLIDAY");
        assertNone(Code.HOLIDAYS_MISSING, tariff(weekdays, specialDays("\"12-25\", \"2027-12-24\"")));
        assertNone(Code.HOLIDAYS_MISSING, tariff(weekdays, specialDays("\"12-25\"")));
        assertNone(Code.HOLIDAYS_MISSING, tariff(HOURLY, ""));
    }

    @Test
    void other_readings_of_the_same_sign_are_noted_where_they_make_a_difference() {
        var steps =
                "{\"upToMinutes\": 60, \"total\": \"3.00\"}, {\"perMinutes\": 60, \"add\": \"1.00\", \"count\": \"STARTED\"}";
        var tariff = tariff(
                rate("Day", when("", "\"from\": \"06:00\", \"until\": \"20:00\""), steps) + ", "
                        + rate("Night", when("", "\"from\": \"20:00\", \"until\": \"06:00\""), step("0.50")),
                cap("9.00", "\"every\": \"HOURS\", \"hours\": 24")
                        + ", \"free\": [{\"minutes\": 15, \"whenExceeded\": \"CHARGED_FROM_ENTRY\"}]");
        assertThat(of(Code.TWO_READINGS, tariff))
                .extracting(Finding::path)
                .containsExactly(
                        "caps[0].per",
                        "caps[0].per",
                        "clock",
                        "free[0].whenExceeded",
                        "rates[0].restarts",
                        "rates[0].steps[1].count",
                        "whenRatesChange");
        assertThat(of(Code.TWO_READINGS, tariff))
                .allSatisfy(each -> assertThat(example(each).price())
                        .isNotEqualTo(example(each).otherwise()));
        assertThat(of(
                        Code.TWO_READINGS,
                        tariff(
                                rate("Parking", "", "{\"total\": \"3.00\"}")
                                        .replace("\"HOURS\", \"hours\": 24", "\"STAY\""),
                                "")))
                .extracting(Finding::path)
                .isEmpty();
    }

    @Test
    void an_example_that_fails_and_a_contradiction_are_errors() {
        var example =
                ", \"examples\": [{\"from\": \"2026-12-01T09:00\", \"until\": \"2026-12-01T10:00\", \"price\": \"3.00\"}]";
        var found = only(Code.EXAMPLE_FAILS, tariff(HOURLY, example));
        assertThat(found.message()).endsWith("It costs 2.00 EUR.");
        assertNone(Code.EXAMPLE_FAILS, tariff(HOURLY, example.replace("3.00", "2.00")));
        assertThat(only(Code.CONTRADICTION, tariff(HOURLY, cap("9.00", "\"every\": \"HOURS\"")))
                        .path())
                .isEqualTo("caps[0].per.hours");
    }

    @Test
    void errors_come_first_and_then_each_kind_by_its_place() {
        var rates = IntStream.range(0, 12)
                .mapToObj(each -> rate("R" + each, when(WEEKDAYS, ""), step("2.00")))
                .collect(Collectors.joining(", "));
        var found = findings(tariff(rates, ""));
        assertThat(found).extracting(Finding::severity).isSorted();
        assertThat(found).isEqualTo(findings(tariff(rates, "")));
        assertThat(of(Code.RATES_OVERLAP, tariff(rates, ""))).hasSize(20);
        assertThat(of(Code.NEVER_APPLIES, tariff(rates, "")))
                .extracting(Finding::path)
                .containsExactlyElementsOf(IntStream.range(1, 12)
                        .mapToObj(each -> "rates[" + each + "]")
                        .toList());
    }

    @TestFactory
    Stream<DynamicTest> published_tariffs_and_those_of_the_demo_have_no_errors() {
        return Stream.of("/tariffs/published", "/demo/tariffs")
                .flatMap(folder -> files(folder).stream())
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    var document = TariffDocuments.JSON.readTree(file);
                    for (var each : versions(document)) {
                        var tariff = TariffDocuments.JSON.treeToValue(each, Tariff.class);
                        var findings = Check.of(
                                tariff,
                                ZoneId.of(text(document, "timeZone", BERLIN.getId())),
                                text(document, "currency", "EUR"),
                                TODAY);
                        assertThat(findings).noneMatch(one -> one.severity() == Severity.ERROR);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> tariffs_of_the_demo_have_no_warnings() {
        return files("/demo/tariffs").stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(),
                        () -> assertThat(faults(
                                        TariffDocuments.JSON.readTree(file).toString()))
                                .isEmpty()));
    }

    @Test
    void whatever_a_tariff_says_a_check_ends_with_findings_in_order() {
        var checked = 0;
        for (var seed = 0; seed < 400; seed++) {
            var random = new RandomTariffs(seed);
            var tariff = random.tariff();
            var currency = random.currency();
            if (Faults.of(tariff, "", currency).isEmpty()) {
                checked++;
                assertThat(Check.of(tariff, BERLIN, currency, TODAY))
                        .as("seed " + seed)
                        .extracting(Finding::severity)
                        .isSorted();
            }
        }
        assertThat(checked).isGreaterThan(300);
    }

    @Test
    void rates_rule_as_a_stay_meets_them() {
        for (var seed = 0; seed < 100; seed++) {
            var pricing = Pricing.of(new RandomTariffs(seed).tariff());
            var inspection = new Inspection(pricing, BERLIN, "EUR", TODAY);
            var rates = pricing.tariff().rates();
            var rota = new Rota(
                    pricing.calendar(),
                    rates.stream().map(each -> Tariff.orNone(each.when())).toList());
            for (var pair : inspection.days().stream().limit(10).toList()) {
                var open = rota.minutes(pair.before(), pair.day());
                var plan = pricing.selection(
                                inspection.stay(Driver.ANYBODY, pair.date().atStartOfDay(), 1))
                        .dayPlan(pair.before(), pair.day());
                assertThat(plan)
                        .allSatisfy(each -> assertThat(each.owner() == Rota.NONE
                                        || open.get(each.owner()).get((int) each.from()))
                                .isTrue());
            }
        }
    }

    @Test
    void a_tariff_as_large_as_may_be_is_checked() {
        var windows = IntStream.range(0, Tariff.WINDOWS_MAX)
                .mapToObj(each -> "{\"from\": \"%02d:%02d\", \"until\": \"%02d:%02d\"}"
                        .formatted(each / 3, each % 3 * 20, each / 3, each % 3 * 20 + 13))
                .collect(Collectors.joining(", "));
        var rates = IntStream.range(0, Tariff.RATES_MAX)
                .mapToObj(each -> rate(
                        "R" + each,
                        forVehicles("V" + each % 60) + ", \"when\": [" + windows + "]",
                        "{\"upToMinutes\": 60, \"total\": \"5.00\"}, {\"upToMinutes\": 90, \"total\": \"4.00\"}"))
                .collect(Collectors.joining(", "));
        var offers = IntStream.range(0, Tariff.OFFERS_MAX)
                .mapToObj(each -> "{\"name\": \"O" + each + "\", \"atLeastMinutes\": " + (each + 300) + ", \"entry\": ["
                        + windows + "], \"steps\": [{\"total\": \"90.00\"}], \"taken\": \"IF_LOWER\"}")
                .collect(Collectors.joining(", "));
        var caps = IntStream.range(0, Tariff.CAPS_MAX)
                .mapToObj(each -> "{\"name\": \"C" + each + "\", \"amount\": \"" + (each + 900)
                        + "\", \"per\": {\"every\": \"HOURS\", \"hours\": 24}}")
                .collect(Collectors.joining(", "));
        var tariff = tariff(rates, ", \"offers\": [" + offers + "], \"caps\": [" + caps + "]");
        for (var each : List.of(tariff, tariff.replace("REFUSED", "FREE"))) {
            assertThat(findings(each)).isNotEmpty();
        }
    }

    private static List<JsonNode> versions(JsonNode document) {
        return document.has("versions")
                ? document.get("versions")
                        .valueStream()
                        .map(each -> each.get("tariff"))
                        .toList()
                : List.of(document);
    }

    private static String text(JsonNode document, String field, String otherwise) {
        var node = document.get(field);
        return node == null ? otherwise : node.asString();
    }

    private static List<Finding> findings(String tariff) {
        var read = TariffDocuments.JSON.readValue(tariff, Tariff.class);
        var found = Check.of(read, BERLIN, "EUR", TODAY);
        if (Faults.of(read, "", "EUR").isEmpty()) {
            found.forEach(each -> assertExample(Pricing.of(read), each));
        }
        return found;
    }

    /// That the stay costs what the finding says.
    private static void assertExample(Pricing pricing, Finding finding) {
        var example = finding.example();
        if (example == null) {
            return;
        }
        var stay = Stay.of(
                        example.from().atZone(BERLIN).toInstant(),
                        example.until().atZone(BERLIN).toInstant(),
                        BERLIN)
                .in(example.kind())
                .with(example.vehicle(), new HashSet<>(Tariff.orNone(example.concessions())));
        assertThat(price(pricing, stay)).as(finding.toString()).isEqualTo(example.price());
        assertThat(example.from().toLocalDate()).isAfter(TODAY);
    }

    private static @Nullable Money price(Pricing pricing, Stay stay) {
        try {
            return pricing.total(stay, "EUR");
        } catch (NoPrice none) {
            return null;
        }
    }

    private static List<Finding> faults(String tariff) {
        return findings(tariff).stream()
                .filter(each -> each.severity() != Severity.NOTE)
                .toList();
    }

    private static List<Finding> of(Code code, String tariff) {
        return findings(tariff).stream().filter(each -> each.code() == code).toList();
    }

    private static Finding only(Code code, String tariff) {
        var found = of(code, tariff);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static void assertNone(Code code, String tariff) {
        assertThat(of(code, tariff)).isEmpty();
    }

    private static Finding.ExampleStay example(Finding finding) {
        return Objects.requireNonNull(finding.example());
    }

    private static Money euros(long cents) {
        return Money.of(cents, "EUR");
    }

    private static String tariff(String rates, String rest) {
        return """
                {"clock": "ELAPSED", "seconds": "COUNTED", "whenRatesChange": "UNIT_IS_CUT", "outsideRates": "REFUSED",
                 "rounding": {"to": "0.01", "mode": "HALF_UP"}, "rates": [%s]%s}""".formatted(rates, rest);
    }

    private static String with(String tariff, String more) {
        return tariff.substring(0, tariff.length() - 1) + ", " + more + "}";
    }

    private static String rate(String name, String more, String steps) {
        return """
                {"name": "%s",%s "steps": [%s], "restarts": {"every": "HOURS", "hours": 24}}""".formatted(name, more.isEmpty() ? "" : " " + more + ",", steps);
    }

    private static String step(String hour) {
        return "{\"perMinutes\": 60, \"add\": \"" + hour + "\", \"count\": \"STARTED\"}";
    }

    private static String when(String days, String times) {
        return "\"when\": [{"
                + Stream.of(days.isEmpty() ? "" : "\"days\": [" + days + "]", times)
                        .filter(each -> !each.isEmpty())
                        .collect(Collectors.joining(", "))
                + "}]";
    }

    private static String forVehicles(String vehicle) {
        return "\"for\": {\"vehicles\": [\"" + vehicle + "\"]}";
    }

    private static String forConcessions(String concession) {
        return "\"for\": {\"concessions\": [\"" + concession + "\"]}";
    }

    private static String specialDays(String dates) {
        return ", \"specialDays\": {\"PUBLIC_HOLIDAY\": [" + dates + "]}";
    }

    private static String cap(String amount, String per) {
        return ", \"caps\": [{\"name\": \"Cap\", \"amount\": \"" + amount + "\", \"per\": {" + per + "}}]";
    }

    private static String offer(String conditions, String price) {
        return ", \"offers\": [{\"name\": \"Offer\", " + conditions + ", \"steps\": [{\"total\": \"" + price
                + "\"}], \"taken\": \"IF_LOWER\"}]";
    }

    private static List<Path> files(String folder) {
        try (var files = Files.list(Path.of(
                Objects.requireNonNull(CheckTest.class.getResource(folder)).toURI()))) {
            return files.sorted().toList();
        } catch (IOException | URISyntaxException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
