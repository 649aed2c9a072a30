package io.parkapp.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parkapp.ParkappTest;
import io.parkapp.TestClock;
import io.parkapp.payments.PaymentProvider.CheckoutState;
import io.parkapp.payments.PaymentProvider.ProviderEvent;
import io.parkapp.payments.PaymentProvider.RefundResult;
import io.parkapp.payments.PaymentProvider.Unavailable;
import io.parkapp.platform.Jobs;
import io.parkapp.platform.Refusal;
import io.parkapp.values.Money;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ParkappTest
@ExtendWith(QuietScheduler.class)
class ReconciliationTest {
    private static final Duration SOON = Reconciliation.ASK_AFTER.plusSeconds(1);

    private final FakeProvider provider = new FakeProvider();
    private final FakeProvider other = new FakeProvider() {
        @Override
        public String name() {
            return "other";
        }
    };
    private final UUID subject = UUID.randomUUID();
    private final Payments payments;
    private final Payments others;
    private final Payments inTransaction;
    private final Reconciliation reconciliation;
    private final ProviderEvents events;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final TestClock clock;
    private final Heard heard;

    ReconciliationTest(
            Payments inTransaction,
            Checkout checkout,
            UnfinishedRepository unfinished,
            ChargeRepository charges,
            RefundRepository refunds,
            ItemRepository items,
            ProviderEvents events,
            Jobs jobs,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            TestClock clock,
            ApplicationEventMulticaster multicaster) {
        var both = new Providers(List.of(provider, other));
        this.payments = new Payments(both, checkout, charges, refunds, items, jobs, clock);
        this.others = new Payments(other.asOnlyOne(), checkout, charges, refunds, items, jobs, clock);
        this.inTransaction = inTransaction;
        this.reconciliation = new Reconciliation(
                both, unfinished, checkout, charges, new ProviderCalls(both, charges, refunds, events), events, clock);
        this.events = events;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.heard = new Heard(multicaster);
    }

    @BeforeEach
    void nothingElseIsUnfinished() {
        jdbc.sql("update payments.charge set closed_at = now(), status = 'EXPIRED' where status in ('OPEN', 'EXPIRED')")
                .update();
        jdbc.sql("update payments.refund set status = 'FAILED' where status = 'PENDING'")
                .update();
    }

    @AfterEach
    void stopListening() {
        heard.close();
    }

    @Test
    void a_payment_whose_event_was_lost_is_found() {
        var charge = open(1250);
        provider.states.put(ref(charge), new CheckoutState.Paid(charge.amount()));
        assertThat(reconciliation.run()).as("too early to doubt").isZero();

        clock.push(SOON);
        assertThat(reconciliation.run()).isEqualTo(1);

        assertThat(heard.settled).containsExactly(new ChargeSettled(charge.id(), subject, charge.amount(), false));
        events.apply(FakeProvider.NAME, paid(charge));
        assertThat(heard.settled).as("the event comes after all").hasSize(1);
        clock.push(Reconciliation.ASK_FOR);
        assertThat(reconciliation.run()).isZero();
    }

    @Test
    void a_payment_of_a_charge_that_expired_meanwhile_is_found_late() {
        var charge = open(1250);
        transaction.executeWithoutResult(status -> inTransaction.expireOpen(subject));
        provider.states.put(ref(charge), new CheckoutState.Paid(charge.amount()));

        clock.push(SOON);
        reconciliation.run();

        assertThat(heard.settled).containsExactly(new ChargeSettled(charge.id(), subject, charge.amount(), true));
    }

    @Test
    void a_page_that_nobody_could_close_is_closed_and_then_left_alone() {
        var charge = open(1250);
        transaction.executeWithoutResult(status -> inTransaction.expireOpen(subject));
        clock.push(SOON);
        reconciliation.run();
        assertThat(provider.expired).containsExactly(charge.providerRef());

        provider.states.put(ref(charge), new CheckoutState.Expired());
        clock.push(SOON.multipliedBy(2));
        assertThat(reconciliation.run()).isEqualTo(1);
        clock.push(SOON.multipliedBy(4));
        assertThat(reconciliation.run()).isZero();
    }

    @Test
    void an_open_charge_whose_page_closed_is_expired() {
        var charge = open(1250);
        provider.states.put(ref(charge), new CheckoutState.Expired());
        clock.push(SOON);
        reconciliation.run();
        assertThat(payments.find(charge.id()).status()).isEqualTo(PaymentStatus.EXPIRED);
    }

    @Test
    void a_page_whose_address_was_lost_is_asked_for_again_under_the_same_key() {
        provider.whileOpening = () -> {
            throw new Unavailable("the answer got lost", null);
        };
        assertThatThrownBy(() -> open(1250)).isInstanceOf(Refusal.class);
        provider.whileOpening = () -> {};

        clock.push(SOON);
        reconciliation.run();

        var charge = payments.ofSubject(subject).getFirst();
        assertThat(charge.checkoutUrl()).isNotNull();
        assertThat(provider.sessions).hasSize(1);
        assertThat(provider.opened.stream().distinct()).as("the same words").hasSize(1);
    }

    @Test
    void it_is_asked_ever_more_rarely() {
        open(1250);
        var asked = 0;
        for (var minute = 0; minute < 24 * 60; minute++) {
            clock.push(Duration.ofMinutes(1));
            asked += reconciliation.run();
        }
        assertThat(asked).isBetween(6, 12);
    }

    @Test
    void a_refund_that_takes_its_time_is_asked_about_under_its_own_key() {
        var charge = open(1250);
        events.apply(FakeProvider.NAME, paid(charge));
        transaction.executeWithoutResult(status -> inTransaction.refund(subject, Money.of(500, "EUR"), "cancellation"));
        provider.refunding = request -> new RefundResult.Pending();
        clock.push(SOON);
        reconciliation.run();
        assertThat(refundStatus(charge)).isEqualTo("PENDING");

        provider.refunding = request -> new RefundResult.Succeeded();
        clock.push(SOON.multipliedBy(2));
        reconciliation.run();

        assertThat(refundStatus(charge)).isEqualTo("SUCCEEDED");
        assertThat(provider.refunded.stream().distinct()).hasSize(1);
    }

    @Test
    void a_provider_that_is_away_does_not_keep_the_others_from_being_asked() {
        provider.states.put(ref(open(1250)), new CheckoutState.Expired());
        var charge = others.open(
                Requests.charge(UUID.randomUUID(), 900, clock.instant().plus(Duration.ofMinutes(10))));
        other.states.put(ref(charge), new CheckoutState.Paid(charge.amount()));
        provider.away = true;

        clock.push(SOON);
        reconciliation.run();

        assertThat(payments.find(charge.id()).status()).isEqualTo(PaymentStatus.SUCCEEDED);
    }

    @Test
    void one_run_asks_about_so_many_at_most() {
        for (var number = 0; number < Reconciliation.BATCH_MAX + 20; number++) {
            payments.open(
                    Requests.charge(UUID.randomUUID(), 1250, clock.instant().plus(Duration.ofMinutes(10))));
        }
        clock.push(SOON);
        assertThat(reconciliation.run()).isEqualTo(Reconciliation.BATCH_MAX);
        assertThat(reconciliation.run()).isEqualTo(20);
        assertThat(reconciliation.run()).isZero();
    }

    private Charge open(long amountMinor) {
        return payments.open(
                Requests.charge(subject, amountMinor, clock.instant().plus(Duration.ofMinutes(10))));
    }

    private static String ref(Charge charge) {
        return Objects.requireNonNull(charge.providerRef());
    }

    private static ProviderEvent paid(Charge charge) {
        return new ProviderEvent.Paid("evt_" + charge.id(), "paid", charge.id(), ref(charge), charge.amount());
    }

    private String refundStatus(Charge charge) {
        return jdbc.sql("select status from payments.refund where charge_id = :charge")
                .param("charge", charge.id())
                .query(String.class)
                .single();
    }
}
