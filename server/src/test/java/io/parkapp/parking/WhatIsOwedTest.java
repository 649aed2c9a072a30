package io.parkapp.parking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parkapp.ParkappTest;
import io.parkapp.Proof;
import io.parkapp.TestClock;
import io.parkapp.payments.QuietScheduler;
import io.parkapp.pricing.Documents;
import io.parkapp.values.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// From the price of a stay to the ledger.
@ParkappTest
@ExtendWith(QuietScheduler.class)
class WhatIsOwedTest {
    private final Reservations reservations;
    private final ReservationChanges changes;
    private final Stays stays;
    private final Purse purse;
    private final JdbcClient jdbc;
    private final TestClock clock;
    private final Proof proof;
    private Instant noon = Instant.EPOCH;

    WhatIsOwedTest(
            Reservations reservations,
            ReservationChanges changes,
            Stays stays,
            Purse purse,
            JdbcClient jdbc,
            TestClock clock,
            Proof proof) {
        this.reservations = reservations;
        this.changes = changes;
        this.stays = stays;
        this.purse = purse;
        this.jdbc = jdbc;
        this.clock = clock;
        this.proof = proof;
    }

    @BeforeEach
    void tomorrow() {
        clock.reset();
        noon = clock.instant().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.HOURS);
    }

    @Test
    void each_event_of_a_stay_adds_an_item_and_the_ledger_follows() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var driver = park.driver();
        var id = reservations
                .reserve(driver, park.anySpot(noon, noon.plus(Duration.ofHours(2))))
                .id();
        assertThat(purse.items(id)).isEmpty();

        purse.pay(reservations.found(id));
        assertThat(purse.items(id)).containsExactly("STAY 1000");
        assertThat(balances(id)).isEqualTo(Map.of("RECEIVABLE", 0L, "CLEARING", 1000L, "REVENUE", -1000L));

        changes.change(driver, id, null, null, noon.plus(Duration.ofHours(3)), false, null);
        assertThat(purse.items(id)).containsExactly("STAY 1000", "CHANGE 500");
        assertThat(reservations.found(id).due()).isEqualTo(Money.of(500, "EUR"));
        assertThat(balances(id)).containsEntry("RECEIVABLE", 500L);
        purse.pay(reservations.found(id));

        clock.push(Duration.between(clock.instant(), noon));
        stays.checkIn(driver, id);
        clock.push(Duration.ofMinutes(200));
        stays.checkOut(driver, id, false);
        assertThat(purse.items(id)).containsExactly("STAY 1000", "CHANGE 500", "OVERSTAY 500");
        purse.pay(reservations.found(id));
        assertThat(balances(id)).isEqualTo(Map.of("RECEIVABLE", 0L, "CLEARING", 2000L, "REVENUE", -2000L));
    }

    @Test
    void what_a_cancellation_takes_back_is_a_reduction_and_a_refund() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var driver = park.driver();
        var id = reservations
                .reserve(driver, park.anySpot(noon, noon.plus(Duration.ofHours(2))))
                .id();
        purse.pay(reservations.found(id));
        clock.push(Duration.between(clock.instant(), noon.minus(Duration.ofMinutes(5))));

        var cancelled = changes.cancel(driver, id, null);

        assertThat(purse.items(id)).containsExactly("STAY 1000", "CANCELLATION -500");
        assertThat(cancelled.owed()).isEqualTo(Money.of(500, "EUR"));
        assertThat(cancelled.surplus().isZero()).isTrue();
        carryOutRefunds(id);
        assertThat(balances(id))
                .isEqualTo(Map.of("RECEIVABLE", 0L, "CLEARING", 500L, "REVENUE", -1000L, "REFUNDS", 500L));
    }

    @Test
    void who_does_not_come_is_asked_for_nothing_that_is_not_paid_yet() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var driver = park.driver();
        var until = noon.plus(Duration.ofHours(2));
        var id = reservations.reserve(driver, park.anySpot(noon, until)).id();
        purse.pay(reservations.found(id));
        var longer = changes.change(driver, id, null, null, until.plus(Duration.ofHours(1)), false, null);
        assertThat(longer.due()).isEqualTo(Money.of(500, "EUR"));

        clock.moveTo(until);
        stays.releaseNoShows();

        var after = reservations.found(id);
        assertThat(after.status()).isEqualTo(ReservationStatus.NO_SHOW);
        assertThat(after.due().isZero()).isTrue();
        assertThat(after.actions(clock.instant())).doesNotContain(ReservationAction.PAY);
        assertThat(after.balance()).isEqualTo(Money.of(1000, "EUR"));
        assertThat(purse.items(id)).containsExactly("STAY 1000", "CHANGE 500", "CANCELLATION -500");
        assertThat(balances(id))
                .isEqualTo(Map.of("RECEIVABLE", 0L, "CLEARING", 1000L, "REVENUE", -1500L, "REFUNDS", 500L));
        proof.assertGreen(park.operator());
    }

    @Test
    void tax_inside_the_price_goes_to_its_own_account() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        tax(park, "VAT", "19");
        var driver = park.driver();
        var held = reservations.reserve(driver, park.anySpot(noon, noon.plus(Duration.ofHours(2))));
        purse.pay(held);
        clock.push(Duration.between(clock.instant(), noon.minus(Duration.ofMinutes(5))));

        assertThat(balances(held.id())).containsEntry("REVENUE", -840L).containsEntry("TAX", -160L);
        changes.cancel(driver, held.id(), null);

        assertThat(balances(held.id()))
                .as("half of 10.00 is kept, and 0.80 of that is tax")
                .containsEntry("TAX", -80L)
                .containsEntry("REVENUE", -840L)
                .containsEntry("REFUNDS", 420L);
    }

    @Test
    void late_money_that_finds_no_spot_is_never_owed() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var held = reservations.reserve(park.driver(), park.anySpot(noon, noon.plus(Duration.ofHours(1))));
        clock.push(Reservations.HOLD.plusSeconds(1));
        reservations.lapseHolds();
        reservations.reserve(park.driver(), park.anySpot(noon, noon.plus(Duration.ofHours(1))));

        purse.pay(held);

        assertThat(purse.items(held.id())).isEmpty();
        carryOutRefunds(held.id());
        assertThat(balances(held.id())).isEqualTo(Map.of("RECEIVABLE", 0L, "CLEARING", 0L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger.transfer set amount_minor = amount_minor + 1",
                "delete from ledger.transfer",
                "truncate ledger.transfer",
                "update ledger.account set name = 'x'",
                "update payments.item set amount_minor = 1",
                "delete from payments.item",
                "truncate payments.item",
                "insert into payments.item (subject_id, operator_id, lot_id, kind, amount_minor, tax_minor, currency, "
                        + "created_at) values (uuidv7(), uuidv7(), uuidv7(), 'STAY', -1, 0, 'EUR', now())",
                "insert into ledger.transfer (at, operator_id, event, source_id, debit, credit, amount_minor, currency) "
                        + "values (now(), uuidv7(), 'OWED', uuidv7(), 'RECEIVABLE', 'RECEIVABLE', 1, 'EUR')",
                "insert into ledger.transfer (at, operator_id, event, source_id, debit, credit, amount_minor, currency) "
                        + "values (now(), uuidv7(), 'OWED', uuidv7(), 'RECEIVABLE', 'REVENUE', 0, 'EUR')",
                "insert into payments.correction (subject_id, operator_id, lot_id, amount_minor, currency, reason, "
                        + "status, asked_by, asked_at, decided_by, decided_at) select uuidv7(), uuidv7(), uuidv7(), -1, "
                        + "'EUR', 'mine', 'APPLIED', id, now(), id, now() from uuidv7() as id"
            })
    void the_database_itself_refuses(String statement) {
        purse.pay(purse.bill(CarPark.payWhenReserving(jdbc, 1), 1).subjectId(), 500);
        assertThatThrownBy(() -> jdbc.sql(statement).update()).isInstanceOf(DataAccessException.class);
    }

    private void carryOutRefunds(UUID reservation) {
        jdbc.sql("""
                        update payments.refund set status = 'SUCCEEDED', settled_at = now()
                        from payments.charge
                        where charge.id = charge_id and subject_id = :subject and refund.status = 'PENDING'""").param("subject", reservation).update();
    }

    private void tax(CarPark park, String name, String percent) {
        jdbc.sql("""
                        insert into tariffs.version (lot_id, number, effective_from, document, created_at)
                        values (:lot, 2, now() - interval '1 day',
                            cast(:document as jsonb) || jsonb_build_object('tax',
                                jsonb_build_object('name', :name, 'percent', cast(:percent as numeric), 'included', true)),
                            now())""")
                .param("lot", park.id())
                .param("document", Documents.json(Documents.hourly("5.00")))
                .param("name", name)
                .param("percent", percent)
                .update();
    }

    /// By account, debits above zero.
    private Map<String, Long> balances(UUID reservation) {
        return jdbc
                .sql("""
                        select account, sum(debit_minor - credit_minor) as balance from ledger.entry
                        where subject_id = :subject group by account""")
                .param("subject", reservation)
                .query((row, index) -> Map.entry(row.getString("account"), row.getLong("balance")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
