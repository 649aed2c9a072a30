package io.parkapp.pricing;

import static io.parkapp.pricing.Tariff.orNone;
import static io.parkapp.pricing.TariffDocuments.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.lots.SpotKind;
import io.parkapp.pricing.Tariff.Every;
import jakarta.validation.Validator;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Price boards of real car parks, and what their operators say a stay costs.
class PublishedTariffsTest {
    private static final Validator VALIDATOR = TariffDocuments.validator();
    /// A Tuesday that is nobody's holiday.
    private static final LocalDate TUESDAY = LocalDate.parse("2024-05-14");

    record Published(
            Source source,
            String timeZone,
            String currency,
            List<String> rules,
            List<Version> versions,
            List<Case> cases) {
        ZoneId zone() {
            return ZoneId.of(timeZone);
        }

        /// In force at entry.
        Tariff at(LocalDate entry) {
            return versions.stream()
                    .filter(each -> each.from().compareTo(entry) <= 0)
                    .max(Comparator.comparing(Version::from))
                    .orElseThrow()
                    .tariff();
        }
    }

    record Source(
            String place,
            String url,
            String publisher,
            @Nullable String asOf) {}

    record Version(@Nullable LocalDate effectiveFrom, Tariff tariff) {
        LocalDate from() {
            return Objects.requireNonNullElse(effectiveFrom, LocalDate.EPOCH);
        }
    }

    /// A stay and its price, or what is paid in advance and its credit.
    ///
    /// @param minutes of a stay that may begin at any time
    /// @param basis `printed` by the operator, or `derived` from the rules
    record Case(
            @Nullable LocalDateTime from,
            @Nullable LocalDateTime until,
            @Nullable Integer minutes,
            @Nullable SpotKind kind,
            @Nullable String vehicle,
            @Nullable List<String> concessions,
            @Nullable Boolean lostTicket,
            @Nullable BigDecimal price,
            @Nullable BigDecimal topUp,
            @Nullable BigDecimal credit,
            String basis,
            @Nullable String note) {}

    @TestFactory
    Stream<DynamicTest> every_published_case_costs_what_was_published() {
        return files().flatMap(file -> {
            var published = read(file);
            return published.cases().stream().flatMap(each -> tests(name(file), published, each));
        });
    }

    private static Stream<DynamicTest> tests(String name, Published published, Case each) {
        var topUp = each.topUp();
        if (topUp != null) {
            var pricing = Pricing.of(published.versions().getLast().tariff());
            return Stream.of(DynamicTest.dynamicTest(
                    name + ": " + topUp + " paid in advance",
                    () -> assertThat(pricing.credit(topUp)).isEqualByComparingTo(each.credit())));
        }
        return entries(published, each).map(from -> {
            var until = each.minutes() == null
                    ? Objects.requireNonNull(each.until())
                    : from.plusMinutes(each.minutes().longValue());
            var stay = stay(
                    published.zone(),
                    from,
                    until,
                    each.kind(),
                    each.vehicle(),
                    orNone(each.concessions()),
                    Boolean.TRUE.equals(each.lostTicket()));
            return DynamicTest.dynamicTest(
                    name + ": " + from + " to " + until,
                    () -> assertThat(price(published.at(from.toLocalDate()), stay, published.currency()))
                            .isEqualByComparingTo(each.price()));
        });
    }

    private static Stream<LocalDateTime> entries(Published published, Case each) {
        if (each.from() != null) {
            return Stream.of(each.from());
        }
        var times = Stream.of(TUESDAY.atTime(8, 0), TUESDAY.atTime(10, 17));
        var tariff = published.at(TUESDAY);
        return looksAtTheClock(tariff) ? times : Stream.concat(times, Stream.of(TUESDAY.atTime(23, 30)));
    }

    private static boolean looksAtTheClock(Tariff tariff) {
        return tariff.rates().stream()
                        .anyMatch(each -> each.when() != null || each.restarts().every() == Every.CLOCK)
                || orNone(tariff.caps()).stream()
                        .anyMatch(each -> each.when() != null || each.per().every() == Every.CLOCK)
                || tariff.offers() != null;
    }

    @TestFactory
    Stream<DynamicTest> every_example_in_a_published_tariff_costs_what_it_says() {
        return versions((name, published, version) -> {
            var tariff = version.tariff();
            assertThat(tariff.examples()).hasSizeGreaterThanOrEqualTo(3);
            for (var each : orNone(tariff.examples())) {
                var stay = stay(
                        published.zone(),
                        each.from(),
                        each.until(),
                        each.kind(),
                        each.vehicle(),
                        orNone(each.concessions()),
                        Boolean.TRUE.equals(each.lostTicket()));
                assertThat(price(tariff, stay, published.currency()))
                        .as("%s: %s", name, each)
                        .isEqualByComparingTo(each.price());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> no_published_tariff_has_faults() {
        return versions((name, published, version) -> {
            assertThat(VALIDATOR.validate(version.tariff())).isEmpty();
            assertThat(Faults.of(version.tariff(), "", published.currency())).isEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> a_published_tariff_stays_the_same_through_json() {
        return versions((name, published, version) -> {
            var text = JSON.writeValueAsString(version.tariff());
            assertThat(JSON.readValue(text, Tariff.class)).isEqualTo(version.tariff());
            assertThat(JSON.readTree(text)).isEqualTo(JSON.valueToTree(version.tariff()));
        });
    }

    @Test
    void all_published_tariffs_are_here() {
        assertThat(files()).hasSize(18);
        assertThat(files().mapToInt(each -> read(each).cases().size()).sum()).isGreaterThanOrEqualTo(155);
    }

    private interface Look {
        void at(String name, Published published, Version version);
    }

    private static Stream<DynamicTest> versions(Look look) {
        return files().flatMap(file -> {
            var published = read(file);
            return published.versions().stream()
                    .map(version -> DynamicTest.dynamicTest(
                            name(file) + " from " + version.from(), () -> look.at(name(file), published, version)));
        });
    }

    private static BigDecimal price(Tariff tariff, Stay stay, String currency) {
        var total = Pricing.of(tariff).price(stay, currency).total();
        return BigDecimal.valueOf(total.amountMinor(), LocalTexts.digits(currency));
    }

    private static Stay stay(
            ZoneId zone,
            LocalDateTime from,
            LocalDateTime until,
            @Nullable SpotKind kind,
            @Nullable String vehicle,
            List<String> concessions,
            boolean lostTicket) {
        var stay = Stay.of(from.atZone(zone).toInstant(), until.atZone(zone).toInstant(), zone)
                .in(kind)
                .with(vehicle, new HashSet<>(concessions));
        return lostTicket ? stay.withLostTicket() : stay;
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".json", "");
    }

    private static Published read(Path file) {
        return JSON.readValue(file, Published.class);
    }

    private static Stream<Path> files() {
        var folder = Objects.requireNonNull(PublishedTariffsTest.class.getResource("/tariffs/published"));
        try (var files = Files.list(Path.of(folder.toURI()))) {
            return files.sorted().toList().stream();
        } catch (IOException | URISyntaxException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
