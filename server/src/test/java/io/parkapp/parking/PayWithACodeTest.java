package io.parkapp.parking;

import static io.parkapp.Http.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.People.Person;
import io.parkapp.TestClock;
import io.parkapp.payments.QuietScheduler;
import io.parkapp.values.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Codes that make a stay cheaper, from typing them to leaving.
@ParkappTest
@ExtendWith(QuietScheduler.class)
class PayWithACodeTest {
    private final Reservations reservations;
    private final ReservationChanges changes;
    private final Stays stays;
    private final Validations validations;
    private final Purse purse;
    private final People people;
    private final Http http;
    private final JdbcClient jdbc;
    private final TestClock clock;
    private Instant noon = Instant.EPOCH;

    PayWithACodeTest(
            Reservations reservations,
            ReservationChanges changes,
            Stays stays,
            Validations validations,
            Purse purse,
            People people,
            Http http,
            JdbcClient jdbc,
            TestClock clock) {
        this.reservations = reservations;
        this.changes = changes;
        this.stays = stays;
        this.validations = validations;
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
    void a_promo_code_is_shown_in_the_quote_and_used_by_reserving() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var id = code(park, body("code", "welcome-10", "kind", "PERCENT", "value", 10));
        var quote = http.get("/api/lots/" + park.id() + "/quote?promoCode=Welcome-10&from=" + noon + "&until="
                + noon.plus(Duration.ofHours(2)));
        assertThat(quote.at("price.amountMinor").asLong()).as("%s", quote).isEqualTo(900);
        assertThat(used(id)).isZero();

        var reserved = reserve(park, people.driver(), " welcome-10 ");
        assertThat(reserved.status()).as("%s", reserved).isEqualTo(201);
        assertThat(reserved.at("price.amountMinor").asLong()).isEqualTo(900);
        assertThat(reserved.at("codes.0").asString()).isEqualTo("WELCOME-10");
        assertThat(reserved.at("lines")
                        .valueStream()
                        .mapToLong(each -> each.at("/amount/amountMinor").asLong())
                        .sum())
                .isEqualTo(900);
        assertThat(used(id)).isEqualTo(1);
    }

    @Test
    void a_cancelled_and_a_lapsed_reservation_give_their_code_back() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var id = code(park, body("code", "WELCOME-10", "kind", "PERCENT", "value", 10, "usesMax", 1));
        var driver = people.driver();
        var first = reserve(park, driver, "WELCOME-10").at("id").asString();
        http.as(driver.token()).post("/api/reservations/" + first + "/cancellation");
        assertThat(used(id)).isZero();
        assertThat(reserve(park, driver, "WELCOME-10").status()).isEqualTo(201);
        clock.push(Reservations.HOLD.plusSeconds(1));
        reservations.lapseHolds();
        assertThat(used(id)).isZero();
    }

    @Test
    void guessing_codes_ends_soon() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var driver = people.driver();
        assertThat(reserve(park, driver, "NO-SUCH").problem()).isEqualTo("code-not-valid");
        assertThat(reserve(park, driver, "%&").problem()).isEqualTo("code-not-valid");
        for (var guess = 0; guess < 18; guess++) {
            reserve(park, driver, "GUESS-" + guess);
        }
        assertThat(reserve(park, driver, "GUESS-MORE").status()).isEqualTo(429);
    }

    @Test
    void a_validation_of_what_is_paid_already_gives_money_back() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var merchant = merchant(park, 100_00);
        code(park, body("code", "CINEMA-1H", "kind", "MINUTES", "value", 60, "merchantId", merchant));
        var driver = park.driver();
        var held = reservations.reserve(driver, park.anySpot(noon, noon.plus(Duration.ofHours(2))));
        purse.pay(held);
        var validated = validations.add(driver, held.id(), "cinema-1h");
        assertThat(validated.price()).isEqualTo(Money.of(5_00, "EUR"));
        assertThat(validated.refunded()).isEqualTo(Money.of(5_00, "EUR"));
        assertThat(spent(merchant)).isEqualTo(5_00);
        changes.cancel(driver, held.id(), null);
        assertThat(spent(merchant)).isZero();
    }

    @Test
    void on_leaving_a_merchant_pays_for_what_its_code_really_took_off() {
        var park = CarPark.payOnLeaving(jdbc, 1);
        var merchant = merchant(park, 100_00);
        code(park, body("code", "HALF", "kind", "PERCENT", "value", 50, "merchantId", merchant));
        var driver = park.driver();
        var stay = reservations.reserve(driver, park.driveUp(clock.instant().plus(Duration.ofMinutes(55))));
        validations.add(driver, stay.id(), "HALF");
        assertThat(spent(merchant)).isEqualTo(2_50);
        clock.push(Duration.ofMinutes(150));
        var left = stays.checkOut(driver, stay.id(), false);
        assertThat(left.price()).isEqualTo(Money.of(7_50, "EUR"));
        assertThat(spent(merchant)).isEqualTo(7_50);
    }

    @Test
    void what_a_spent_budget_does_not_cover_the_driver_pays() {
        var park = CarPark.payOnLeaving(jdbc, 2);
        var merchant = merchant(park, 3_00);
        code(park, body("code", "HALF", "kind", "PERCENT", "value", 50, "merchantId", merchant));
        var driver = park.driver();
        var stay = reservations.reserve(driver, park.driveUp(clock.instant().plus(Duration.ofMinutes(55))));
        var other = reservations.reserve(driver, park.driveUp(clock.instant().plus(Duration.ofMinutes(55))));
        validations.add(driver, stay.id(), "HALF");
        var refused = http.as(people.attendant(park.operator()).token())
                .post("/api/reservations/" + other.id() + "/validations", body("code", "HALF"));
        assertThat(refused.problem()).isEqualTo("budget-spent");
        clock.push(Duration.ofMinutes(150));
        var left = stays.checkOut(driver, stay.id(), false);
        assertThat(left.price()).as("15.00, of which 2.50 were booked").isEqualTo(Money.of(12_50, "EUR"));
        assertThat(left.lines().stream()
                        .mapToLong(each -> each.amount().amountMinor())
                        .sum())
                .isEqualTo(12_50);
        assertThat(spent(merchant)).isEqualTo(2_50);
    }

    @Test
    void a_longer_window_is_priced_with_the_code_too() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        code(park, body("code", "TEN", "kind", "AMOUNT", "value", 100, "currency", "EUR"));
        assertThat(reserve(park, people.driver(), "TEN").problem())
                .as("codes have four characters at least")
                .isEqualTo("code-not-valid");
        code(park, body("code", "ONE-OFF", "kind", "AMOUNT", "value", 100, "currency", "EUR"));
        var driver = people.driver();
        var id = UUID.fromString(reserve(park, driver, "ONE-OFF").at("id").asString());
        purse.pay(reservations.found(id));
        var changed = changes.change(driver.caller(), id, null, null, noon.plus(Duration.ofHours(3)), false, null);
        assertThat(changed.price()).isEqualTo(Money.of(14_00, "EUR"));
    }

    @Test
    void only_those_who_make_prices_make_codes() {
        var park = CarPark.payOnLeaving(jdbc, 1);
        var path = "/api/operators/" + park.operator() + "/codes";
        var request = body("code", "CODE-1", "kind", "PERCENT", "value", 10);
        assertThat(http.as(people.attendant(park.operator()).token())
                        .post(path, request)
                        .status())
                .isEqualTo(403);
        var stranger = people.operatorAdmin(CarPark.payOnLeaving(jdbc, 1).operator());
        assertThat(http.as(stranger.token()).post(path, request).status()).isEqualTo(404);
        var boss = http.as(people.operatorAdmin(park.operator()).token());
        var id = boss.post(path, request).at("id").asString();
        assertThat(boss.post(path, request).problem()).isEqualTo("name-taken");
        assertThat(boss.patch(path + "/" + id, body("usesMax", 5)).at("usesMax").asInt())
                .isEqualTo(5);
        assertThat(boss.get(path).at("items.0.code").asString()).isEqualTo("CODE-1");
        var percent = body("code", "CODE-2", "kind", "PERCENT", "value", 101);
        assertThat(boss.post(path, percent).status()).isEqualTo(400);
    }

    private UUID merchant(CarPark park, long budgetMinor) {
        var path = "/api/operators/" + park.operator() + "/merchants";
        var request = body("name", "Cinema Rex", "budgetMinor", budgetMinor, "currency", "EUR");
        var boss = http.as(people.operatorAdmin(park.operator()).token());
        var answer = boss.post(path, request);
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        assertThat(boss.get(path).at("items.0.name").asString()).isEqualTo("Cinema Rex");
        return UUID.fromString(answer.at("id").asString());
    }

    private UUID code(CarPark park, Object request) {
        var answer = http.as(people.operatorAdmin(park.operator()).token())
                .post("/api/operators/" + park.operator() + "/codes", request);
        return UUID.fromString(answer.at("id").asString(new UUID(0, 0).toString()));
    }

    private Http.Answer reserve(CarPark park, Person driver, String code) {
        return http.as(driver.token())
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
                                noon.plus(Duration.ofHours(2)),
                                "promoCode",
                                code));
    }

    private int used(UUID code) {
        return jdbc.sql("select used from vouchers.code where id = :code")
                .param("code", code)
                .query(Integer.class)
                .single();
    }

    private long spent(UUID merchant) {
        return jdbc.sql("select used_minor from vouchers.spending where merchant_id = :merchant")
                .param("merchant", merchant)
                .query(Long.class)
                .single();
    }
}
