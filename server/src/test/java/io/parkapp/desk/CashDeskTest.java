package io.parkapp.desk;

import static io.parkapp.Http.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.People.Person;
import io.parkapp.parking.CarPark;
import io.parkapp.payments.Cash;
import io.parkapp.payments.ChargeRequest;
import io.parkapp.payments.Together;
import io.parkapp.platform.Refusal;
import io.parkapp.values.Money;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// A cash drawer from its float to its count.
@ParkappTest
class CashDeskTest {
    private static final int PAYING_AT_ONCE = 32;
    private static final Money NO_FLOAT = Money.none("EUR");

    private final CashDesk desk;
    private final Shifts shifts;
    private final ShiftRepository repository;
    private final Cash cash;
    private final People people;
    private final Http http;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private CarPark park;
    private Person driver;
    private Person attendant;

    CashDeskTest(
            CashDesk desk,
            Shifts shifts,
            ShiftRepository repository,
            Cash cash,
            People people,
            Http http,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.desk = desk;
        this.shifts = shifts;
        this.repository = repository;
        this.cash = cash;
        this.people = people;
        this.http = http;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.park = CarPark.payWhenReserving(jdbc, PAYING_AT_ONCE);
        this.driver = people.driver();
        this.attendant = people.attendant(park.operator());
    }

    @BeforeEach
    void anotherCarPark() {
        park = CarPark.payWhenReserving(jdbc, PAYING_AT_ONCE);
        driver = people.driver();
        attendant = people.attendant(park.operator());
    }

    @Test
    void a_shift_from_its_float_to_its_count_leaves_nothing_in_the_drawer() {
        var opened = open(attendant, 100_00);
        assertThat(opened.status()).as("%s", opened).isEqualTo(201);
        var shift = opened.at("id").asString();
        var paid = pay(attendant, reserve(), 20_00);
        assertThat(paid.status()).as("%s", paid).isEqualTo(201);
        assertThat(paid.at("change.amountMinor").asLong()).isEqualTo(15_00);
        assertThat(balances(shift)).isEqualTo(Map.of("CASH", 105_00L));

        var closed = close(attendant, 104_00);
        assertThat(closed.status()).as("%s", closed).isEqualTo(200);
        assertThat(closed.at("expected.amountMinor").asLong()).isEqualTo(105_00);
        assertThat(closed.at("difference.amountMinor").asLong()).isEqualTo(-1_00);
        assertThat(balances(shift)).isEqualTo(Map.of("CASH", 0L));
        assertThat(ofSource(shift)).isEqualTo(Map.of("CASH", -5_00L, "SAFE", 4_00L, "WRITE_OFFS", 1_00L));
    }

    @Test
    void the_day_of_a_drawer_adds_up_and_one_that_was_tampered_with_is_named() {
        var shift = open(attendant, 100_00).at("id").asString();
        pay(attendant, reserve(), 5_00);
        close(attendant, 104_00);
        var reader = http.as(people.operatorAdmin(park.operator()).token());
        var today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Berlin"));
        var address = "/api/operators/" + park.operator() + "/proofs/" + today;

        var proof = reader.get(address);
        assertThat(proof.at("green").asBoolean()).as(proof.text()).isTrue();
        assertThat(proof.text())
                .contains("{\"name\":\"DRAWERS\",\"count\":1}")
                .contains("{\"name\":\"DRAWERS_DIFFERENCE\",\"amount\":{\"amountMinor\":-100,\"currency\":\"EUR\"}}");

        jdbc.sql("update desk.shift set expected_minor = expected_minor + 1 where id = cast(:id as uuid)")
                .param("id", shift)
                .update();
        assertThat(reader.get(address).text()).contains("\"what\":\"DRAWER\",\"sourceId\":\"" + shift + "\"");
    }

    @Test
    void what_is_too_much_in_a_drawer_is_no_loss() {
        var shift = open(attendant, 0).at("id").asString();
        close(attendant, 3_00);
        assertThat(ofSource(shift)).isEqualTo(Map.of("CASH", 0L, "SAFE", 3_00L, "WRITE_OFFS", -3_00L));
    }

    @Test
    void nobody_learns_what_must_be_in_a_drawer_before_it_is_counted() {
        open(attendant, 100_00);
        pay(attendant, reserve(), 5_00);
        assertThat(http.as(attendant.token()).get("/api/desk/shift").text())
                .contains("\"openingFloat\"")
                .doesNotContain("expected", "10500");
        var boss = people.operatorAdmin(park.operator());
        assertThat(http.as(boss.token()).get("/api/desk/shifts").at("items.0").has("expected"))
                .isFalse();
    }

    @Test
    void the_next_shift_waits_until_a_difference_has_its_reason() {
        open(attendant, 100_00);
        assertThat(open(attendant, 0).problem()).isEqualTo("shift-not-finished");
        close(attendant, 90_00);
        assertThat(close(attendant, 100_00).problem()).isEqualTo("no-open-shift");
        assertThat(open(attendant, 0).problem()).isEqualTo("shift-not-finished");
        assertThat(explain("A bundle of coins was stolen").status()).isEqualTo(200);
        assertThat(explain("Twice").problem()).isEqualTo("nothing-to-explain");
        assertThat(open(attendant, 0).status()).isEqualTo(201);
    }

    @Test
    void cash_confirms_a_held_reservation_and_closes_its_checkout_page() {
        var reservation = reserve();
        http.as(driver.token()).post("/api/reservations/" + reservation + "/payments");
        open(attendant, 0);
        assertThat(pay(attendant, reservation, 5_00).status()).isEqualTo(201);
        assertThat(status(reservation)).isEqualTo("CONFIRMED");
        assertThat(jdbc.sql("select status from payments.charge where subject_id = :id order by created_at")
                        .param("id", reservation)
                        .query(String.class)
                        .list())
                .containsExactly("EXPIRED", "SUCCEEDED");
    }

    @Test
    void cash_is_refused_without_a_drawer_below_what_is_due_and_when_nothing_is() {
        var reservation = reserve();
        assertThat(pay(attendant, reservation, 5_00).problem()).isEqualTo("no-open-shift");
        open(attendant, 0);
        assertThat(pay(attendant, reservation, 4_99).problem()).isEqualTo("given-too-little");
        assertThat(pay(attendant, reservation, Money.of(5_00, "USD")).problem()).isEqualTo("wrong-currency");
        assertThat(pay(driver, reservation, 5_00).status()).isEqualTo(403);
        var stranger = people.attendant(CarPark.payOnLeaving(jdbc, 1).operator());
        assertThat(pay(stranger, reservation, 5_00).status()).isEqualTo(404);
        assertThat(pay(attendant, reservation, 5_00).status()).isEqualTo(201);
        assertThat(pay(attendant, reservation, 5_00).problem()).isEqualTo("nothing-to-pay");
    }

    @Test
    void cash_comes_back_by_hand_and_out_of_the_drawer_that_it_is_taken_from() {
        open(attendant, 0);
        var reservation = reserve();
        pay(attendant, reservation, 5_00);
        http.as(driver.token()).post("/api/reservations/" + reservation + "/cancellation");
        var colleague = people.attendant(park.operator());
        var drawer = open(colleague, 50_00).at("id").asString();
        var pending = http.as(colleague.token()).get("/api/desk/refunds");
        assertThat(pending.at("items.0.reservationId").asString()).isEqualTo(reservation.toString());
        var refund = UUID.fromString(pending.at("items.0.id").asString());
        assertThat(jdbc.sql("select count(*) from platform.scheduled_tasks where task_instance = :id")
                        .param("id", refund.toString())
                        .query(Integer.class)
                        .single())
                .as("no provider is asked")
                .isZero();
        var stranger = people.attendant(CarPark.payOnLeaving(jdbc, 1).operator());
        assertThat(http.as(stranger.token())
                        .get("/api/desk/refunds")
                        .at("items")
                        .isEmpty())
                .isTrue();
        assertThat(payOut(stranger, refund).status()).isEqualTo(404);

        var paidOut = payOut(colleague, refund);
        assertThat(paidOut.status()).as("%s", paidOut).isEqualTo(200);
        assertThat(payOut(colleague, refund).problem()).isEqualTo("already-paid-out");
        assertThat(balances(drawer)).isEqualTo(Map.of("CASH", 45_00L));
        assertThat(http.as(colleague.token())
                        .get("/api/desk/refunds")
                        .at("items")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void of_many_who_take_cash_for_one_reservation_at_once_one_does() throws Exception {
        var reservation = reserve();
        var taken = Together.run(IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(number -> {
                    var each = people.attendant(park.operator());
                    shifts.open(each.caller(), park.id(), NO_FLOAT);
                    return () -> isTaken(each, reservation);
                })
                .toList());
        assertThat(taken).containsOnlyOnce(true);
        assertThat(http.as(driver.token())
                        .get("/api/reservations/" + reservation)
                        .at("paid.amountMinor")
                        .asLong())
                .isEqualTo(5_00);
    }

    @Test
    void a_drawer_that_is_closed_while_many_pay_contains_what_went_in_before_and_nothing_after() throws Exception {
        var shift = shifts.open(attendant.caller(), park.id(), Money.of(100_00, "EUR"));
        var closed = new AtomicReference<@Nullable Shift>();
        var taken = Together.run(IntStream.range(0, PAYING_AT_ONCE)
                .<Callable<Boolean>>mapToObj(number -> {
                    var reservation = reserve();
                    return number == PAYING_AT_ONCE / 2
                            ? () -> {
                                closed.set(shifts.close(attendant.caller(), Money.of(100_00, "EUR"), null));
                                return false;
                            }
                            : () -> isTaken(attendant, reservation);
                })
                .toList());
        var count = taken.stream().filter(each -> each).count();
        var expected =
                Objects.requireNonNull(Objects.requireNonNull(closed.get()).expected());
        assertThat(expected).isEqualTo(Money.of(100_00 + 5_00 * count, "EUR"));
        assertThat(balances(shift.id().toString())).isEqualTo(Map.of("CASH", 0L));
    }

    @Test
    void without_keeping_the_drawer_open_money_goes_into_a_closed_one() {
        var shift = shifts.open(attendant.caller(), park.id(), NO_FLOAT);
        // As a careless program would: look for the open drawer, and then write.
        assertThat(repository.unfinished(attendant.id())).isPresent();
        shifts.close(attendant.caller(), NO_FLOAT, null);
        transaction.executeWithoutResult(status -> cash.take(asked(), shift.id()));
        assertThat(balances(shift.id().toString())).isEqualTo(Map.of("CASH", 5_00L));
    }

    @Test
    void without_waiting_for_what_is_on_its_way_the_count_would_miss_it() throws Exception {
        var shift = shifts.open(attendant.caller(), park.id(), NO_FLOAT);
        try (var threads = Executors.newSingleThreadExecutor()) {
            var closing = Objects.requireNonNull(transaction.execute(status -> {
                assertThat(repository.keepOpen(attendant.id())).isPresent();
                cash.take(asked(), shift.id());
                var begun = threads.submit(() -> repository.close(shift.id(), NO_FLOAT, null, clock.instant()));
                awaitSomebodyWaiting();
                return begun;
            }));
            assertThat(closing.get()).isTrue();
        }
        assertThat(balances(shift.id().toString())).isEqualTo(Map.of("CASH", 5_00L));
    }

    private ChargeRequest asked() {
        return new ChargeRequest(
                reserve(),
                park.operator(),
                park.id(),
                driver.id(),
                "Parking",
                Money.of(5_00, "EUR"),
                null,
                URI.create("http://localhost/"));
    }

    private boolean isTaken(Person person, UUID reservation) {
        try {
            desk.take(person.caller(), reservation, Money.of(5_00, "EUR"));
            return true;
        } catch (Refusal refused) {
            return false;
        }
    }

    private void awaitSomebodyWaiting() {
        while (jdbc.sql("select count(*) from pg_locks where not granted")
                        .query(Integer.class)
                        .single()
                == 0) {
            Thread.onSpinWait();
        }
    }

    private Http.Answer open(Person person, long floatMinor) {
        return http.as(person.token())
                .post("/api/desk/shift", body("lotId", park.id(), "openingFloat", Money.of(floatMinor, "EUR")));
    }

    private Http.Answer close(Person person, long countedMinor) {
        return http.as(person.token()).post("/api/desk/shift/closing", body("counted", Money.of(countedMinor, "EUR")));
    }

    private Http.Answer explain(String reason) {
        return http.as(attendant.token()).post("/api/desk/shift/explanation", body("reason", reason));
    }

    private Http.Answer pay(Person person, UUID reservation, long givenMinor) {
        return pay(person, reservation, Money.of(givenMinor, "EUR"));
    }

    private Http.Answer pay(Person person, UUID reservation, Money given) {
        return http.as(person.token())
                .post("/api/reservations/" + reservation + "/cash-payments", body("given", given));
    }

    private Http.Answer payOut(Person person, UUID refund) {
        return http.as(person.token()).post("/api/desk/refunds/" + refund + "/payout");
    }

    /// An hour tomorrow, held: 5.00 are due.
    private UUID reserve() {
        var noon = clock.instant().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.HOURS);
        var answer = http.as(driver.token())
                .post(
                        "/api/reservations",
                        body(
                                "lotId",
                                park.id(),
                                "plate",
                                "B PK 123",
                                "from",
                                noon,
                                "until",
                                noon.plus(Duration.ofHours(1))));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return UUID.fromString(answer.at("id").asString());
    }

    private String status(UUID reservation) {
        return http.as(driver.token())
                .get("/api/reservations/" + reservation)
                .at("status")
                .asString();
    }

    /// What stands in the drawer.
    private Map<String, Long> balances(String shift) {
        return sums("""
                select account, sum(debit_minor - credit_minor) as balance from ledger.entry
                where part = :id group by account""", shift);
    }

    /// By account, of the shift's own transfers.
    private Map<String, Long> ofSource(String shift) {
        return sums("""
                select account, sum(debit_minor - credit_minor) as balance from ledger.entry
                where source_id = cast(:id as uuid) group by account""", shift);
    }

    private Map<String, Long> sums(String sql, String id) {
        List<Map.Entry<String, Long>> rows = jdbc.sql(sql)
                .param("id", id)
                .query((row, index) -> Map.entry(row.getString("account"), row.getLong("balance")))
                .list();
        return rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
