package io.parkapp.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parkapp.ParkappTest;
import io.parkapp.payments.PaymentProvider.ProviderEvent;
import io.parkapp.values.Money;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ParkappTest
@ExtendWith(QuietScheduler.class)
class ApplyProviderEventsTest {
    private static final int CHARGES = 60;

    private final Random random = new Random(20261122);
    private final UUID subject = UUID.randomUUID();
    private final ProviderEvents events;
    private final Checkout checkout;
    private final Payments payments;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Heard heard;

    ApplyProviderEventsTest(
            ProviderEvents events,
            Checkout checkout,
            Payments payments,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            ApplicationEventMulticaster multicaster) {
        this.events = events;
        this.checkout = checkout;
        this.payments = payments;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.heard = new Heard(multicaster);
    }

    @AfterEach
    void stopListening() {
        heard.close();
    }

    @Test
    void each_of_many_charges_is_settled_once_however_often_and_in_whatever_order_it_is_told() throws Exception {
        var charges = charges();
        var told = deliveries(charges);

        Together.run(told.stream()
                .<Callable<Boolean>>map(event -> () -> {
                    events.apply(FakeProvider.NAME, event);
                    return true;
                })
                .toList());

        assertThat(heard.settled.stream().map(ChargeSettled::chargeId))
                .containsExactlyInAnyOrderElementsOf(
                        charges.stream().map(Charge::id).toList());
        assertThat(heard.settled).noneMatch(ChargeSettled::late);
        assertThat(heard.failed).isEmpty();
        assertThat(charges.stream().map(each -> payments.find(each.id())))
                .allMatch(each -> each.status() == PaymentStatus.SUCCEEDED && each.failure() == null);
    }

    @Test
    void without_the_guards_duplicates_would_settle_again() throws Exception {
        var charges = charges();
        var told = deliveries(charges).stream()
                .filter(ProviderEvent.Paid.class::isInstance)
                .map(ProviderEvent.Paid.class::cast)
                .toList();

        var settled = Together.run(told.stream()
                .<Callable<Integer>>map(
                        paid -> () -> jdbc.sql("""
                                update payments.charge set status = 'SUCCEEDED', succeeded_at = now()
                                where id = :id""").param("id", paid.chargeId()).update())
                .toList());

        assertThat(settled.stream().mapToInt(each -> each).sum()).isGreaterThan(charges.size());
    }

    @Test
    void the_same_news_in_two_events_settles_once() {
        var charge = charge(subject, 1250);

        events.apply(FakeProvider.NAME, paid(charge));
        events.apply(FakeProvider.NAME, paid(charge));

        assertThat(heard.settled).hasSize(1);
    }

    @Test
    void a_declined_card_leaves_the_charge_open_for_another() {
        var charge = charge(subject, 1250);

        events.apply(FakeProvider.NAME, declined(charge));

        var after = payments.find(charge.id());
        assertThat(after.status()).isEqualTo(PaymentStatus.OPEN);
        assertThat(after.failure()).isEqualTo("The card was declined.");
        assertThat(heard.failed).isEmpty();
    }

    @Test
    void a_final_failure_closes_the_charge_and_is_told() {
        var charge = charge(subject, 1250);

        events.apply(FakeProvider.NAME, new ProviderEvent.Failed(newId(), "failed", charge.id(), "Blocked."));

        assertThat(payments.find(charge.id()).status()).isEqualTo(PaymentStatus.FAILED);
        assertThat(heard.failed).containsExactly(new ChargeFailed(charge.id(), subject, "Blocked."));
    }

    @Test
    void money_that_arrives_after_the_charge_expired_is_settled_late() {
        var charge = charge(subject, 1250);
        transaction.executeWithoutResult(status -> payments.expireOpen(subject));

        events.apply(FakeProvider.NAME, paid(charge));

        assertThat(payments.find(charge.id()).status()).isEqualTo(PaymentStatus.SUCCEEDED);
        assertThat(heard.settled).containsExactly(new ChargeSettled(charge.id(), subject, charge.amount(), true));
    }

    @Test
    void news_that_comes_after_the_money_changes_nothing() {
        var charge = charge(subject, 1250);
        events.apply(FakeProvider.NAME, paid(charge));
        var settled = payments.find(charge.id());

        events.apply(FakeProvider.NAME, declined(charge));
        events.apply(FakeProvider.NAME, new ProviderEvent.Failed(newId(), "failed", charge.id(), "Blocked."));
        events.apply(FakeProvider.NAME, new ProviderEvent.Expired(newId(), "expired", charge.id()));

        assertThat(payments.find(charge.id())).isEqualTo(settled);
        assertThat(heard.failed).isEmpty();
    }

    @Test
    void another_amount_than_was_asked_for_settles_nothing() {
        var charge = charge(subject, 1250);

        events.apply(
                FakeProvider.NAME,
                new ProviderEvent.Paid(newId(), "paid", charge.id(), "fake_1", Money.of(1249, "EUR")));
        events.apply(
                FakeProvider.NAME,
                new ProviderEvent.Paid(newId(), "paid", charge.id(), "fake_1", Money.of(1250, "USD")));

        assertThat(payments.find(charge.id()).status()).isEqualTo(PaymentStatus.OPEN);
        assertThat(heard.settled).isEmpty();
    }

    @Test
    void one_provider_cannot_settle_the_charges_of_another() {
        var charge = charge(subject, 1250);

        events.apply("other", paid(charge));

        assertThat(payments.find(charge.id()).status()).isEqualTo(PaymentStatus.OPEN);
    }

    @Test
    void an_event_whose_consequences_fail_is_taken_back_whole_and_works_the_next_time() {
        var charge = charge(subject, 1250);
        var event = paid(charge);
        heard.then = settled -> {
            throw new IllegalStateException("parking cannot");
        };
        assertThatThrownBy(() -> events.apply(FakeProvider.NAME, event)).hasMessage("parking cannot");
        assertThat(payments.find(charge.id()).status()).isEqualTo(PaymentStatus.OPEN);

        heard.then = settled -> {};
        events.apply(FakeProvider.NAME, event);

        assertThat(payments.find(charge.id()).status()).isEqualTo(PaymentStatus.SUCCEEDED);
    }

    private List<Charge> charges() {
        return IntStream.range(0, CHARGES)
                .mapToObj(each -> charge(UUID.randomUUID(), 100 + each))
                .toList();
    }

    private Charge charge(UUID subject, long amountMinor) {
        return checkout.begin(Requests.charge(subject, amountMinor), FakeProvider.NAME);
    }

    /// For each charge a decline and a success, each sent one to five times, all shuffled.
    private List<ProviderEvent> deliveries(List<Charge> charges) {
        var told = new ArrayList<ProviderEvent>();
        for (var charge : charges) {
            told.addAll(Collections.nCopies(1 + random.nextInt(5), declined(charge)));
            told.addAll(Collections.nCopies(1 + random.nextInt(5), paid(charge)));
        }
        Collections.shuffle(told, random);
        return told;
    }

    private static ProviderEvent paid(Charge charge) {
        return new ProviderEvent.Paid(newId(), "paid", charge.id(), "fake_" + charge.id(), charge.amount());
    }

    private static ProviderEvent declined(Charge charge) {
        return new ProviderEvent.Declined(newId(), "declined", charge.id(), "The card was declined.");
    }

    private static String newId() {
        return "evt_" + UUID.randomUUID();
    }
}
