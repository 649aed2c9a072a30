package io.parkapp.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parkapp.Http;
import io.parkapp.Proof;
import io.parkapp.Storm;
import io.parkapp.TestClock;
import io.parkapp.parking.CarPark;
import io.parkapp.parking.Purse;
import io.parkapp.payments.Charge;
import io.parkapp.payments.ChargeRequest;
import io.parkapp.payments.Payments;
import io.parkapp.payments.Requests;
import io.parkapp.payments.Together;
import io.parkapp.platform.Refusal;
import io.parkapp.stripe.StripeDouble.Trouble;
import io.parkapp.values.Money;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// A thousand times, Stripe does what it was asked for, and its answer gets lost.
class DroppedAnswersTest extends StripeShop {
    private static final int OPENINGS = Storm.size(100, 500);
    private static final int REFUNDS = Storm.size(100, 500);
    private static final int WITHOUT_KEYS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_RUNS = Duration.ofSeconds(61);

    private final Payments payments;
    private final Purse purse;
    private final Proof proof;
    private final Http http;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    DroppedAnswersTest(
            Payments payments,
            Purse purse,
            Proof proof,
            Http http,
            TestClock clock,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.payments = payments;
        this.purse = purse;
        this.proof = proof;
        this.http = http;
        this.clock = clock;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @BeforeEach
    void noTrouble() {
        clock.reset();
        STRIPE.goBy(clock);
        STRIPE.refundStatus = "succeeded";
    }

    @AfterEach
    void troubleEnds() {
        STRIPE.trouble = Trouble.NONE;
    }

    @Test
    void pages_whose_addresses_got_lost_are_found_and_none_is_opened_twice() throws Exception {
        var before = STRIPE.sessionCount();
        var subjects = openedWithoutAnswer(OPENINGS);
        assertThat(STRIPE.sessionCount()).isEqualTo(before + OPENINGS);

        reconcile(subjects);

        assertThat(STRIPE.sessionCount()).isEqualTo(before + OPENINGS);
        assertThat(subjects)
                .allSatisfy(subject -> assertThat(payments.ofSubject(subject))
                        .singleElement()
                        .satisfies(
                                charge -> assertThat(STRIPE.session(ref(charge)).toString())
                                        .contains("parkapp_charge=" + charge.id())));
    }

    @Test
    void without_keys_they_would_be_opened_twice() throws Exception {
        var before = STRIPE.sessionCount();
        var subjects = openedWithoutAnswer(WITHOUT_KEYS);
        STRIPE.forgetKeys();

        reconcile(subjects);

        assertThat(STRIPE.sessionCount()).isEqualTo(before + 2 * WITHOUT_KEYS);
    }

    @Test
    void refunds_whose_answers_got_lost_are_made_once_and_known_to_be() throws Exception {
        var park = CarPark.payWhenReserving(jdbc, 1);
        var hours = new AtomicInteger();
        var charges = together(REFUNDS, () -> paid(payments.open(purse.bill(park, hours.getAndIncrement()))));
        var droppedBefore = STRIPE.dropped.get();
        STRIPE.trouble = Trouble.DROP;
        transaction.executeWithoutResult(status ->
                charges.forEach(each -> payments.refund(each.subjectId(), Money.of(300, "EUR"), "cancellation")));

        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            clock.push(BETWEEN_RUNS);
            return refundsWithStatus("PENDING") == 0;
        });

        assertThat(STRIPE.dropped.get() - droppedBefore).isGreaterThanOrEqualTo(REFUNDS);
        assertThat(refundsWithStatus("SUCCEEDED")).isEqualTo(REFUNDS);
        assertThat(charges)
                .allSatisfy(each -> assertThat(STRIPE.refundsOf(ref(each)))
                        .singleElement()
                        .satisfies(refund -> assertThat(refund).containsEntry("amount", 300L)));
        proof.assertGreen(park.operator());
    }

    private List<UUID> openedWithoutAnswer(int count) throws Exception {
        STRIPE.trouble = Trouble.DROP;
        var subjects = together(count, () -> {
            var subject = UUID.randomUUID();
            assertThatThrownBy(() -> payments.open(request(subject))).isInstanceOf(Refusal.class);
            return subject;
        });
        STRIPE.trouble = Trouble.NONE;
        return subjects;
    }

    private void reconcile(List<UUID> subjects) {
        clock.push(Duration.ofMinutes(5));
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            clock.push(BETWEEN_RUNS);
            return subjects.stream()
                    .flatMap(each -> payments.ofSubject(each).stream())
                    .noneMatch(each -> each.checkoutUrl() == null);
        });
    }

    private Charge paid(Charge charge) {
        var event = STRIPE.pay(ref(charge), false);
        var answer = http.with(StripeProvider.SIGNATURE_HEADER, STRIPE.sign(event, clock.instant()))
                .post("/api/payments/webhooks/stripe", event);
        assertThat(answer.status()).isEqualTo(200);
        return charge;
    }

    /// Without an end, so that it may be asked for again however late.
    private static ChargeRequest request(UUID subject) {
        var like = Requests.charge(subject, 1250);
        return new ChargeRequest(
                subject,
                like.operatorId(),
                like.lotId(),
                like.accountId(),
                like.description(),
                like.amount(),
                null,
                like.returnTo());
    }

    private static <T> List<T> together(int count, Supplier<T> each) throws Exception {
        return Together.run(
                Stream.<Callable<T>>generate(() -> each::get).limit(count).toList());
    }

    private static String ref(Charge charge) {
        return Objects.requireNonNull(charge.providerRef());
    }

    private int refundsWithStatus(String status) {
        return jdbc.sql("select count(*) from payments.refund where status = :status")
                .param("status", status)
                .query(Integer.class)
                .single();
    }
}
