package io.parkapp.tariffs;

import static io.parkapp.lots.Places.adminOf;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.parkapp.ParkappTest;
import io.parkapp.TestClock;
import io.parkapp.accounts.Caller;
import io.parkapp.lots.Lot;
import io.parkapp.lots.LotChanges;
import io.parkapp.lots.Operator;
import io.parkapp.lots.Operators;
import io.parkapp.lots.Places;
import io.parkapp.lots.Refused;
import io.parkapp.lots.SpotKind;
import io.parkapp.pricing.Documents;
import io.parkapp.pricing.Tariff;
import io.parkapp.values.Money;
import io.parkapp.values.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParkappTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishATariffTest {
    private final Operators operators;
    private final LotChanges lotChanges;
    private final TariffChanges changes;
    private final Tariffs tariffs;
    private final TariffController controller;
    private final JdbcClient jdbc;
    private final TestClock clock;

    private Operator operator = new Operator(UUID.randomUUID(), "none yet", null, null, null, null, null);
    private Caller admin = adminOf(operator);

    PublishATariffTest(
            Operators operators,
            LotChanges lotChanges,
            TariffChanges changes,
            Tariffs tariffs,
            TariffController controller,
            JdbcClient jdbc,
            TestClock clock) {
        this.operators = operators;
        this.lotChanges = lotChanges;
        this.changes = changes;
        this.tariffs = tariffs;
        this.controller = controller;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeAll
    void an_operator() {
        operator = Places.operator(operators, "City Parking");
        admin = adminOf(operator);
    }

    @Test
    void a_stay_is_priced_by_the_version_in_force_when_it_begins() {
        var lot = lot("Dated");
        var now = clock.instant();
        var tomorrow = now.plus(Duration.ofDays(1));
        Refused.because(TariffsRefusal.NO_TARIFF, () -> quote(lot, hourFrom(now)));

        var first = changes.add(admin, lot.id(), hourly("5.00"), null);
        changes.add(admin, lot.id(), hourly("7.00"), tomorrow);

        var today = quote(lot, hourFrom(now.plusSeconds(60)));
        assertThat(today.price()).isEqualTo(Money.of(500, "INR"));
        assertThat(today.version()).isEqualTo(1);
        assertThat(today.versionId()).isEqualTo(first.id());
        assertThat(quote(lot, hourFrom(tomorrow)).price()).isEqualTo(Money.of(700, "INR"));
        assertThat(quote(lot, hourFrom(tomorrow.minusSeconds(1))).price()).isEqualTo(Money.of(500, "INR"));
        assertThat(tariffs.prices(List.of(lot.id())).find(lot, SpotKind.STANDARD, hourFrom(now.minusSeconds(3_600))))
                .isEmpty();
        var without = lot("Without");
        var both = tariffs.prices(List.of(lot.id(), without.id()));
        assertThat(both.find(lot, SpotKind.STANDARD, hourFrom(tomorrow))).isPresent();
        assertThat(both.find(without, SpotKind.STANDARD, hourFrom(tomorrow))).isEmpty();
    }

    @Test
    void an_accepted_version_prices_for_ever() {
        var lot = lot("Pinned");
        var pinned = changes.add(admin, lot.id(), hourly("5.00"), null);
        changes.add(admin, lot.id(), hourly("9.00"), clock.instant().plusSeconds(30));
        var later = hourFrom(clock.instant().plusSeconds(60));
        assertThat(quote(lot, later).price()).isEqualTo(Money.of(900, "INR"));
        assertThat(tariffs.reprice(pinned.id(), lot, SpotKind.STANDARD, later, Tariffs.Circumstances.UNKNOWN)
                        .price())
                .isEqualTo(Money.of(500, "INR"));
    }

    @Test
    void versions_are_listed_with_where_they_stand() {
        var lot = lot("Listed");
        var now = clock.instant();
        changes.add(admin, lot.id(), hourly("5.00"), now);
        changes.add(admin, lot.id(), hourly("7.00"), now.plusSeconds(3_600));
        changes.add(admin, lot.id(), hourly("6.00"), now.plusSeconds(60));
        clock.push(Duration.ofMinutes(2));

        assertThat(listed(lot))
                .extracting(TariffVersion::version, TariffVersion::state, TariffVersion::effectiveUntil)
                .containsExactly(
                        tuple(1, TariffState.PAST, now.plusSeconds(60)),
                        tuple(3, TariffState.IN_FORCE, now.plusSeconds(3_600)),
                        tuple(2, TariffState.UPCOMING, null));
    }

    @Test
    void a_date_is_given_once_and_never_in_the_past() {
        var lot = lot("Date");
        var from = clock.instant().plusSeconds(600);
        changes.add(admin, lot.id(), hourly("5.00"), from);
        Refused.because(TariffsRefusal.TARIFF_DATE_TAKEN, () -> changes.add(admin, lot.id(), hourly("6.00"), from));
        Refused.field(
                "effectiveFrom",
                () -> changes.add(
                        admin, lot.id(), hourly("6.00"), clock.instant().minusSeconds(61)));
        changes.add(admin, lot.id(), hourly("6.00"), clock.instant().minusSeconds(30));
    }

    @Test
    void of_eight_versions_for_one_date_at_once_exactly_one_is_published() throws InterruptedException {
        var lot = lot("Raced");
        var from = clock.instant().plusSeconds(600);
        assertThat(race(lot, from)).isEqualTo(1);
    }

    /// The negative control of the race above, and a check that numbers have no gap.
    @Test
    void eight_versions_for_eight_dates_at_once_are_all_published() throws InterruptedException {
        var lot = lot("All");
        assertThat(race(lot, null)).isEqualTo(8);
        assertThat(tariffs.versions(lot.id()))
                .extracting(Version::number)
                .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
    }

    private int race(Lot lot, @Nullable Instant from) throws InterruptedException {
        var made = new AtomicInteger();
        var start = clock.instant().plusSeconds(1_000);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(IntStream.range(0, 8)
                    .mapToObj(number -> Executors.callable(() -> {
                        changes.add(
                                admin,
                                lot.id(),
                                hourly(number + ".00"),
                                from == null ? start.plusSeconds(number) : from);
                        made.incrementAndGet();
                    }))
                    .toList());
        }
        return made.get();
    }

    @Test
    void only_a_version_to_come_can_be_withdrawn() {
        var lot = lot("Withdrawn");
        var inForce = changes.add(admin, lot.id(), hourly("5.00"), null);
        var upcoming =
                changes.add(admin, lot.id(), hourly("7.00"), clock.instant().plusSeconds(600));

        changes.withdraw(admin, upcoming.id());
        assertThat(tariffs.versions(lot.id())).extracting(Version::id).containsExactly(inForce.id());
        Refused.because(TariffsRefusal.TARIFF_IN_FORCE, () -> changes.withdraw(admin, inForce.id()));
        Refused.asAbsent(() -> changes.withdraw(admin, upcoming.id()));
    }

    @Test
    void not_even_by_hand_is_a_version_edited_or_deleted_once_in_force() {
        var lot = lot("By hand");
        var version =
                changes.add(admin, lot.id(), hourly("5.00"), clock.instant().minusSeconds(30));
        assertThatThrownBy(() -> jdbc.sql("update tariffs.version set document = '{}' where id = :id")
                        .param("id", version.id())
                        .update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> jdbc.sql("delete from tariffs.version where id = :id")
                        .param("id", version.id())
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void another_operators_tariffs_cannot_be_touched() {
        var lot = lot("Mine");
        var version =
                changes.add(admin, lot.id(), hourly("5.00"), clock.instant().plusSeconds(600));
        var stranger = adminOf(Places.operator(operators, "Stranger"));
        Refused.asAbsent(() -> changes.add(stranger, lot.id(), hourly("1.00"), null));
        Refused.asAbsent(() -> changes.withdraw(stranger, version.id()));
    }

    @Test
    void publishing_is_audited() {
        var lot = lot("Audited");
        changes.add(admin, lot.id(), hourly("5.00"), null);
        assertThat(jdbc.sql(
                                "select details -> 'tariff' -> 'rates' -> 0 ->> 'name' from audit.entry where subject_id = :id and action = 'tariff.published'")
                        .param("id", lot.id())
                        .query(String.class)
                        .list())
                .containsExactly("Parking");
    }

    @Test
    void without_three_examples_that_come_out_right_nothing_is_published() {
        var lot = lot("Unproven");
        var document = Documents.json(hourly("5.00"));
        var wrong = Documents.of(document.replace("\"price\":\"10.00\"", "\"price\":\"9.99\""));
        Refused.because(TariffsRefusal.TARIFF_NOT_PUBLISHABLE, () -> changes.add(admin, lot.id(), wrong, null));
        var none = Documents.of(document.replaceAll("\"examples\":\\[[^]]*]", "\"examples\":[]"));
        Refused.because(TariffsRefusal.TARIFF_NOT_PUBLISHABLE, () -> changes.add(admin, lot.id(), none, null));
        assertThat(tariffs.versions(lot.id())).isEmpty();
    }

    @Test
    void a_version_that_is_ended_holds_until_then_and_is_ended_once() {
        var lot = lot("Ended");
        var version = changes.add(admin, lot.id(), hourly("5.00"), null);
        var end = clock.instant().plusSeconds(600);
        Refused.field(
                "endsAt", () -> changes.end(admin, version.id(), clock.instant().minusSeconds(61)));
        changes.end(admin, version.id(), end);
        assertThat(quote(lot, hourFrom(end.minusSeconds(1))).version()).isEqualTo(1);
        Refused.because(TariffsRefusal.NO_TARIFF, () -> quote(lot, hourFrom(end)));
        assertThat(tariffs.reprice(version.id(), lot, SpotKind.STANDARD, hourFrom(end), Tariffs.Circumstances.UNKNOWN)
                        .price())
                .isEqualTo(Money.of(500, "INR"));
        Refused.because(TariffsRefusal.TARIFF_ENDED, () -> changes.end(admin, version.id(), end.plusSeconds(60)));
        assertThat(listed(lot).getFirst().effectiveUntil()).isEqualTo(end);
    }

    private List<TariffVersion> listed(Lot lot) {
        return requireNonNull(controller.tariffVersions(lot.id()).getBody()).items();
    }

    private Lot lot(String name) {
        return lotChanges.create(admin, Places.lot(name));
    }

    private static Tariff hourly(String price) {
        return Documents.hourly(price);
    }

    private Quote quote(Lot lot, TimeWindow window) {
        return tariffs.quote(lot, SpotKind.STANDARD, window, Tariffs.Circumstances.UNKNOWN);
    }

    private static TimeWindow hourFrom(Instant from) {
        return new TimeWindow(from, from.plusSeconds(3_600));
    }
}
