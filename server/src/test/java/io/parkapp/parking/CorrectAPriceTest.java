package io.parkapp.parking;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.TestClock;
import io.parkapp.values.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Charging a stay otherwise than its tariff says.
@ParkappTest
class CorrectAPriceTest {
    private final Reservations reservations;
    private final ReservationChanges changes;
    private final Stays stays;
    private final Purse purse;
    private final People people;
    private final Http http;
    private final JdbcClient jdbc;
    private final TestClock clock;
    private Instant noon = Instant.EPOCH;

    CorrectAPriceTest(
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
        assertThat(purse.items(paid)).containsExactly("STAY 1000", "CORRECTION -300");
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
    void what_was_given_back_by_hand_is_not_given_back_again_when_it_is_cancelled_late() {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var driver = park.driver();
        var held = reservations.reserve(driver, park.anySpot(noon, noon.plus(Duration.ofHours(2))));
        purse.pay(held);
        var admin = http.as(people.operatorAdmin(park.operator()).token());
        assertThat(admin.post("/api/payments/" + charge(held.id()) + "/refunds", refund(300))
                        .status())
                .isEqualTo(201);

        clock.moveTo(noon.plusSeconds(60));
        assertThat(changes.previewCancellation(driver, held.id()).refund().isZero())
                .isTrue();
        var cancelled = changes.cancel(driver, held.id(), null);

        assertThat(cancelled.refunded()).isEqualTo(Money.of(300, "EUR"));
        assertThat(cancelled.owed()).isEqualTo(Money.of(700, "EUR"));
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
        assertThat(purse.items(paid)).containsExactly("STAY 15000");
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
        assertThat(purse.items(paid)).containsExactly("STAY 1000");
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
        assertThat(admin.post(address, refund(-1_000_000_001))
                        .at("errors.0.field")
                        .asString())
                .isEqualTo("amount.amountMinor");
        assertThat(admin.post(address, refund(Long.MIN_VALUE))
                        .at("errors.0.field")
                        .asString())
                .isEqualTo("amount.amountMinor");
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
        assertThat(purse.items(paid)).containsExactly("STAY 15000");
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
}
