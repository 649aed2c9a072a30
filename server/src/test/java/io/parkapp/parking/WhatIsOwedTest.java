package io.parkapp.parking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.TestClock;
import io.parkapp.pricing.Documents;
import io.parkapp.values.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// From the price of a stay to the ledger.
@ParkappTest
class WhatIsOwedTest {
    private final Reservations reservations;
    private final ReservationChanges changes;
    private final Stays stays;
    private final Purse purse;
    private final People people;
    private final Http http;
    private final JdbcClient jdbc;
    private final TestClock clock;
    private Instant noon = Instant.EPOCH;

    WhatIsOwedTest(
            Reservations reservations,
            ReservationChanges changes,
            Stays stays,
            Purse purse,
            People people,
            Http http,
            JdbcClient jdbc,
            TestClock clock) {
        this.reservations = reservations;
        this.changes = changes;
        this.stays = stays;
        this.purse = purse;
        this.people = people;
        this.http = http;
        this.jdbc = jdbc;
        this.clock = clock;
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
        assertThat(items(id)).isEmpty();

        purse.pay(reservations.found(id));
        assertThat(items(id)).containsExactly("STAY 1000");
        assertThat(balances(id)).isEqualTo(Map.of("RECEIVABLE", 0L, "CLEARING", 1000L, "REVENUE", -1000L));

        changes.change(driver, id, null, null, noon.plus(Duration.ofHours(3)), false, null);
        assertThat(items(id)).containsExactly("STAY 1000", "CHANGE 500");
        assertThat(reservations.found(id).due()).isEqualTo(Money.of(500, "EUR"));
        assertThat(balances(id)).containsEntry("RECEIVABLE", 500L);
        purse.pay(reservations.found(id));

        clock.push(Duration.between(clock.instant(), noon));
        stays.checkIn(driver, id);
        clock.push(Duration.ofMinutes(200));
        stays.checkOut(driver, id, false);
        assertThat(items(id)).containsExactly("STAY 1000", "CHANGE 500", "OVERSTAY 500");
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

        assertThat(items(id)).containsExactly("STAY 1000", "CANCELLATION -500");
        assertThat(cancelled.owed()).isEqualTo(Money.of(500, "EUR"));
        assertThat(cancelled.surplus().isZero()).isTrue();
        carryOutRefunds(id);
        assertThat(balances(id))
                .isEqualTo(Map.of("RECEIVABLE", 0L, "CLEARING", 500L, "REVENUE", -1000L, "REFUNDS", 500L));
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

        assertThat(items(held.id())).isEmpty();
        carryOutRefunds(held.id());
        assertThat(balances(held.id())).isEqualTo(Map.of("RECEIVABLE", 0L, "CLEARING", 0L));
    }

    @Test
    void a_small_refund_by_hand_asks_for_less_and_gives_it_back() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var paid = paid(park);
        var admin = http.as(people.operatorAdmin(park.operator()).token());

        var answer = admin.post("/api/payments/" + charge(paid) + "/refunds", refund(300));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.at("status").asString()).isEqualTo("APPLIED");
        var after = reservations.found(paid);
        assertThat(after.owed()).isEqualTo(Money.of(700, "EUR"));
        assertThat(after.refunded()).isEqualTo(Money.of(300, "EUR"));
        assertThat(after.due().isZero()).isTrue();
        assertThat(items(paid)).containsExactly("STAY 1000", "CORRECTION -300");
    }

    @Test
    void a_refund_stays_when_the_stay_becomes_longer() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var driver = park.driver();
        var held = reservations.reserve(driver, park.anySpot(noon, noon.plus(Duration.ofHours(2))));
        purse.pay(held);
        var admin = http.as(people.operatorAdmin(park.operator()).token());
        assertThat(admin.post("/api/payments/" + charge(held.id()) + "/refunds", refund(300))
                        .status())
                .isEqualTo(201);

        changes.change(driver, held.id(), null, null, noon.plus(Duration.ofHours(3)), false, null);

        assertThat(reservations.found(held.id()).due()).isEqualTo(Money.of(500, "EUR"));
        assertThat(reservations.found(held.id()).owed()).isEqualTo(Money.of(1200, "EUR"));
    }

    @Test
    void a_large_one_waits_for_somebody_else() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var paid = paid(park, Duration.ofHours(30));
        var asker = http.as(people.operatorAdmin(park.operator()).token());
        var other = http.as(people.operatorAdmin(park.operator()).token());
        var stranger = http.as(people.operatorAdmin(UUID.randomUUID()).token());

        var asked = asker.post("/api/payments/" + charge(paid) + "/refunds", refund(12_000));
        var address = "/api/corrections/" + asked.at("id").asString();

        assertThat(asked.at("status").asString()).isEqualTo("AWAITING_APPROVAL");
        assertThat(reservations.found(paid).refunded().isZero()).isTrue();
        assertThat(asker.post(address + "/approval", "").problem()).isEqualTo("needs-second-person");
        assertThat(stranger.post(address + "/approval", "").status()).isEqualTo(404);
        assertThat(other.get("/api/corrections?status=AWAITING_APPROVAL")
                        .at("items.0.id")
                        .asString())
                .isEqualTo(asked.at("id").asString());
        assertThat(stranger.get("/api/corrections").at("items").size()).isZero();

        assertThat(other.post(address + "/approval", "").status()).isEqualTo(200);
        assertThat(reservations.found(paid).refunded()).isEqualTo(Money.of(12_000, "EUR"));
        assertThat(other.post(address + "/rejection", "").problem()).isEqualTo("already-decided");
    }

    @Test
    void what_was_rejected_gives_nothing_back() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var paid = paid(park, Duration.ofHours(30));
        var asked = http.as(people.operatorAdmin(park.operator()).token())
                .post("/api/payments/" + charge(paid) + "/refunds", refund(12_000));
        var other = http.as(people.operatorAdmin(park.operator()).token());

        assertThat(other.post("/api/corrections/" + asked.at("id").asString() + "/rejection", "")
                        .status())
                .isEqualTo(200);

        assertThat(reservations.found(paid).refunded().isZero()).isTrue();
        assertThat(items(paid)).containsExactly("STAY 15000");
    }

    @Test
    void of_sixteen_approvals_at_once_one_counts() throws InterruptedException {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var paid = paid(park, Duration.ofHours(30));
        var asked = http.as(people.operatorAdmin(park.operator()).token())
                .post("/api/payments/" + charge(paid) + "/refunds", refund(12_000));
        var others = List.of(
                people.operatorAdmin(park.operator()).token(),
                people.platformAdmin().token());
        var address = "/api/corrections/" + asked.at("id").asString() + "/approval";

        var answers = Crowd.atOnce(
                16, index -> http.as(others.get(index % 2)).post(address, "").status());

        assertThat(answers)
                .filteredOn(each -> Objects.equals(each.result(), 200))
                .hasSize(1);
        assertThat(reservations.found(paid).refunded()).isEqualTo(Money.of(12_000, "EUR"));
    }

    @Test
    void no_more_is_given_back_than_was_paid_and_nothing_without_a_reason() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var paid = paid(park);
        var admin = http.as(people.operatorAdmin(park.operator()).token());
        var address = "/api/payments/" + charge(paid) + "/refunds";

        assertThat(admin.post(address, refund(1001)).problem()).isEqualTo("refund-too-high");
        assertThat(admin.post(address, refund(0)).at("errors.0.field").asString())
                .isEqualTo("amount.amountMinor");
        assertThat(admin.post(address, refund(100).replace("EUR", "USD"))
                        .at("errors.0.field")
                        .asString())
                .isEqualTo("amount.currency");
        assertThat(admin.post(address, refund(100).replace("The barrier", " ").replace(" was stuck", " "))
                        .at("errors.0.field")
                        .asString())
                .isEqualTo("reason");
        assertThat(http.as(people.attendant(park.operator()).token())
                        .post(address, refund(100))
                        .status())
                .isEqualTo(403);
        assertThat(http.as(people.driver().token()).post(address, refund(100)).status())
                .isEqualTo(403);
        assertThat(items(paid)).containsExactly("STAY 1000");
    }

    @Test
    void more_may_be_asked_than_the_tariff_says_and_less_of_what_is_not_paid_yet() {
        var park = CarPark.payOnLeaving(jdbc, 1);
        var driver = park.driver();
        var id = reservations.reserve(driver, park.driveUp(noon)).id();
        clock.push(Duration.ofMinutes(90));
        stays.checkOut(driver, id, false);
        var admin = http.as(people.operatorAdmin(park.operator()).token());
        var address = "/api/reservations/" + id + "/corrections";

        assertThat(admin.post(address, refund(2000)).status()).isEqualTo(201);
        assertThat(reservations.found(id).due()).isEqualTo(Money.of(3000, "EUR"));
        assertThat(admin.post(address, refund(-2500)).status()).isEqualTo(201);
        assertThat(reservations.found(id).due()).isEqualTo(Money.of(500, "EUR"));
        assertThat(admin.post(address, refund(-501)).problem()).isEqualTo("refund-too-high");
    }

    @Test
    void a_correction_is_shown_before_it_is_asked_and_changes_nothing() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var paid = paid(park, Duration.ofHours(30));
        var admin = http.as(people.operatorAdmin(park.operator()).token());
        var address = "/api/reservations/" + paid + "/correction?amountMinor=";

        var less = admin.get(address + "-2000");
        assertThat(amounts(less)).containsExactly(13_000L, 2000L, 0L);
        assertThat(less.at("needsApproval").asBoolean()).isFalse();
        assertThat(admin.get(address + "-12000").at("needsApproval").asBoolean())
                .isTrue();
        assertThat(amounts(admin.get(address + "500"))).containsExactly(15_500L, 0L, 500L);
        assertThat(admin.get(address + "-15001").problem()).isEqualTo("refund-too-high");
        assertThat(admin.get(address + "1000000001").at("errors.0.field").asString())
                .isEqualTo("amountMinor");
        assertThat(http.as(people.operatorAdmin(UUID.randomUUID()).token())
                        .get(address + "-1")
                        .status())
                .isEqualTo(404);
        assertThat(items(paid)).containsExactly("STAY 15000");
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
        paid(CarPark.payWhenReserving(jdbc, 1));
        assertThatThrownBy(() -> jdbc.sql(statement).update()).isInstanceOf(DataAccessException.class);
    }

    private UUID paid(CarPark park) {
        return paid(park, Duration.ofHours(2));
    }

    private UUID paid(CarPark park, Duration length) {
        var held = reservations.reserve(park.driver(), park.anySpot(noon, noon.plus(length)));
        purse.pay(held);
        return held.id();
    }

    private UUID charge(UUID reservation) {
        return jdbc.sql("select id from payments.charge where subject_id = :subject")
                .param("subject", reservation)
                .query(UUID.class)
                .single();
    }

    private static List<Long> amounts(Http.Answer preview) {
        return Stream.of("owed", "refund", "due")
                .map(each -> preview.at(each + ".amountMinor").asLong())
                .toList();
    }

    private static String refund(long amountMinor) {
        return """
                {"amount": {"amountMinor": %d, "currency": "EUR"}, "reason": "The barrier was stuck"}""".formatted(amountMinor);
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

    private List<String> items(UUID reservation) {
        return jdbc.sql("""
                        select kind, amount_minor from payments.item
                        where subject_id = :subject order by created_at, id""")
                .param("subject", reservation)
                .query((row, index) -> row.getString("kind") + " " + row.getLong("amount_minor"))
                .list();
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
