package io.parkapp.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parkapp.Http;
import io.parkapp.People;
import io.parkapp.TestClock;
import io.parkapp.parking.CarPark;
import io.parkapp.payments.ChargeRequest;
import io.parkapp.payments.Payments;
import io.parkapp.payouts.PayoutFetch;
import io.parkapp.stripe.StripeDouble.Trouble;
import io.parkapp.values.Money;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// A car park whose money Stripe takes and pays out.
class StripePayoutShop extends StripeShop {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final PayoutFetch fetch;
    final Payments payments;
    final Http http;
    final People people;
    final TestClock clock;
    final JdbcClient jdbc;
    final TransactionTemplate transaction;
    final CarPark park;

    StripePayoutShop(
            PayoutFetch fetch,
            Payments payments,
            Http http,
            People people,
            TestClock clock,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.fetch = fetch;
        this.payments = payments;
        this.http = http;
        this.people = people;
        this.clock = clock;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.park = CarPark.payOnLeaving(jdbc, 1);
    }

    @BeforeEach
    void noTrouble() {
        clock.reset();
        STRIPE.goBy(clock);
        STRIPE.trouble = Trouble.NONE;
        STRIPE.refundStatus = "succeeded";
    }

    record Paid(UUID subject, String session) {}

    String payouts() {
        return "/api/operators/" + park.operator() + "/payouts";
    }

    /// How many lines of each payout differ, the newest first.
    List<Integer> differing() {
        return asOperator()
                .get(payouts())
                .at("items")
                .valueStream()
                .map(each -> each.path("different").asInt())
                .toList();
    }

    Http asOperator() {
        return http.as(people.operatorAdmin(park.operator()).token());
    }

    Paid paid(long amountMinor) {
        return paid(park, amountMinor);
    }

    Paid paid(CarPark park, long amountMinor) {
        var subject = UUID.randomUUID();
        var charge = payments.open(new ChargeRequest(
                subject,
                park.operator(),
                park.id(),
                people.driver().id(),
                "Spot S-1",
                Money.of(amountMinor, "EUR"),
                clock.instant().plus(Duration.ofMinutes(10)),
                URI.create("http://localhost:8080/reservations/" + subject)));
        var session = Objects.requireNonNull(charge.providerRef());
        send(STRIPE.pay(session, false));
        return new Paid(subject, session);
    }

    void refund(Paid paid, long amountMinor) {
        transaction.executeWithoutResult(
                status -> payments.refund(paid.subject(), Money.of(amountMinor, "EUR"), "test"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(jdbc.sql("""
                                        select count(*) from payments.refund join payments.charge on charge.id = charge_id
                                        where subject_id = :subject and refund.status = 'SUCCEEDED'""")
                                .param("subject", paid.subject())
                                .query(Integer.class)
                                .single())
                        .isEqualTo(1));
    }

    void send(String event) {
        var answer = http.with(StripeProvider.SIGNATURE_HEADER, STRIPE.sign(event, clock.instant()))
                .post("/api/payments/webhooks/stripe", event);
        assertThat(answer.status()).as(answer.text()).isLessThan(300);
    }

    Map<String, Long> balances() {
        return jdbc
                .sql("""
                        select account, sum(debit_minor - credit_minor)::bigint as minor from ledger.entry
                        where operator_id = :operator group by account""")
                .param("operator", park.operator())
                .query((row, number) -> Map.entry(row.getString("account"), row.getLong("minor")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    long transfers() {
        return jdbc.sql("""
                        select count(*) from ledger.transfer
                        where operator_id = :operator and event = 'PAID_OUT'""")
                .param("operator", park.operator())
                .query(Long.class)
                .single();
    }
}
