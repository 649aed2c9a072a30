package io.parkapp.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parkapp.ParkappTest;
import io.parkapp.TestClock;
import io.parkapp.payments.PaymentProvider.ProviderEvent;
import io.parkapp.payments.PaymentProvider.RefundRequest;
import io.parkapp.payments.PaymentProvider.RefundResult;
import io.parkapp.payments.PaymentProvider.Unavailable;
import io.parkapp.platform.Refusal;
import io.parkapp.platform.Sql;
import io.parkapp.values.Money;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ParkappTest
@ExtendWith(QuietScheduler.class)
class RefundTest {
    private static final int ASKING_AT_ONCE = 24;

    private final FakeProvider provider = new FakeProvider();
    private final UUID subject = UUID.randomUUID();
    private final Payments payments;
    private final Checkout checkout;
    private final ProviderEvents events;
    private final ProviderCalls calls;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final TestClock clock;

    RefundTest(
            Payments payments,
            Checkout checkout,
            ProviderEvents events,
            ChargeRepository charges,
            RefundRepository refunds,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            TestClock clock) {
        this.payments = payments;
        this.checkout = checkout;
        this.events = events;
        this.calls = new ProviderCalls(provider.asOnlyOne(), charges, refunds, events);
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Test
    void it_is_carried_out_once_after_the_transaction_under_its_own_key() {
        var charge = paid(1250);
        refund(500, "cancellation");
        var refund = refunds().getFirst();

        calls.refund(refund.id());
        calls.refund(refund.id());

        assertThat(provider.refunded)
                .containsExactly(new RefundRequest(refund.id(), "fake_" + charge.id(), Money.of(500, "EUR")));
        assertThat(refunds().getFirst().status()).isEqualTo("SUCCEEDED");
        assertThat(payments.find(charge.id()).refunded()).isEqualTo(Money.of(500, "EUR"));
    }

    @Test
    void it_takes_from_the_newest_charge_first() {
        var older = paid(1000);
        clock.push(Duration.ofMinutes(1));
        var newer = paid(400);

        refund(600, "cancellation");

        assertThat(payments.find(newer.id()).refunded().amountMinor()).isEqualTo(400);
        assertThat(payments.find(older.id()).refunded().amountMinor()).isEqualTo(200);
        assertThat(payments.paid(List.of(subject, UUID.randomUUID())))
                .containsOnly(Map.entry(subject, new Paid(1400, 600)));
    }

    @Test
    void asking_again_for_the_same_reason_gives_nothing_more() {
        paid(1250);
        refund(500, "cancellation");
        refund(500, "cancellation");
        refund(250, "shorter-stay");

        assertThat(refunds().stream().mapToLong(Row::amountMinor).sum()).isEqualTo(750);
    }

    @Test
    void zero_is_no_refund() {
        refund(0, "cancellation");
        assertThat(refunds()).isEmpty();
    }

    @Test
    void more_than_is_left_is_refused_and_nothing_is_given_back() {
        paid(1250);
        refund(1000, "first");

        assertThatThrownBy(() -> refund(251, "second"))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(PaymentRefusal.REFUND_TOO_HIGH));
        assertThat(refunds()).hasSize(1);
    }

    @Test
    void what_was_never_paid_is_not_given_back() {
        checkout.begin(Requests.charge(subject, 1250), FakeProvider.NAME);
        assertThatThrownBy(() -> refund(1, "cancellation")).isInstanceOf(Refusal.class);
    }

    @Test
    void of_many_at_once_only_so_many_fit_as_were_paid_for() throws Exception {
        paid(1000);

        var given = Together.run(IntStream.range(0, ASKING_AT_ONCE)
                .<Callable<Boolean>>mapToObj(number -> () -> {
                    try {
                        refund(300, "reason-" + number);
                        return true;
                    } catch (Refusal tooHigh) {
                        return false;
                    }
                })
                .toList());

        assertThat(given.stream().filter(each -> each)).hasSize(3);
        assertThat(refunds().stream().mapToLong(Row::amountMinor).sum()).isEqualTo(900);
    }

    @Test
    void the_database_itself_refuses_what_would_exceed_the_charge() throws Exception {
        var charge = paid(1000);

        assertThat(insertedAtOnce(charge)).isEqualTo(3);
    }

    @Test
    void without_the_trigger_many_at_once_would_be_given_too_much() throws Exception {
        var charge = paid(1000);
        jdbc.sql("alter table payments.refund disable trigger refunds_within_capture")
                .update();
        try {
            assertThat(insertedAtOnce(charge)).isEqualTo(ASKING_AT_ONCE);
        } finally {
            jdbc.sql("alter table payments.refund enable trigger refunds_within_capture")
                    .update();
        }
    }

    @Test
    void a_provider_that_is_away_leaves_it_pending_for_the_next_attempt() {
        paid(1250);
        refund(500, "cancellation");
        var refund = refunds().getFirst();
        provider.away = true;
        assertThatThrownBy(() -> calls.refund(refund.id())).isInstanceOf(Unavailable.class);
        assertThat(refunds().getFirst().status()).isEqualTo("PENDING");
        assertThat(waiting(refund.id())).isEqualTo(1);

        provider.away = false;
        calls.refund(refund.id());

        assertThat(refunds().getFirst().status()).isEqualTo("SUCCEEDED");
    }

    @Test
    void one_that_the_provider_refuses_no_longer_counts_as_given_back() {
        paid(1250);
        refund(500, "cancellation");
        provider.refunding = request -> new RefundResult.Failed("The account is closed.");

        calls.refund(refunds().getFirst().id());

        assertThat(refunds().getFirst().status()).isEqualTo("FAILED");
        assertThat(payments.paid(List.of(subject)).get(subject)).isEqualTo(new Paid(1250, 0));
    }

    @Test
    void one_that_takes_its_time_is_settled_by_an_event() {
        paid(1250);
        refund(500, "cancellation");
        var refund = refunds().getFirst();
        provider.refunding = request -> new RefundResult.Pending();
        calls.refund(refund.id());
        assertThat(refunds().getFirst().status()).isEqualTo("PENDING");

        events.apply(FakeProvider.NAME, new ProviderEvent.Refunded("evt_" + refund.id(), "refunded", refund.id()));

        assertThat(refunds().getFirst().status()).isEqualTo("SUCCEEDED");
    }

    /// As a careless program would: all look what is left, and then all write.
    private long insertedAtOnce(Charge charge) throws Exception {
        var allHaveLooked = new CyclicBarrier(ASKING_AT_ONCE);
        return Together.run(IntStream.range(0, ASKING_AT_ONCE)
                        .<Callable<Boolean>>mapToObj(number -> () -> {
                            var before = payments.find(charge.id()).refunded().amountMinor();
                            allHaveLooked.await();
                            return before + 300 <= 1000 && inserted(charge, number);
                        })
                        .toList())
                .stream()
                .filter(each -> each)
                .count();
    }

    private boolean inserted(Charge charge, int number) {
        try {
            return jdbc.sql("""
                            insert into payments.refund (charge_id, reason, amount_minor, currency, status, created_at)
                            values (:charge, :reason, 300, 'EUR', 'PENDING', now())""")
                            .param("charge", charge.id())
                            .param("reason", "reason-" + number)
                            .update()
                    == 1;
        } catch (DataIntegrityViolationException excess) {
            return false;
        }
    }

    private Charge paid(long amountMinor) {
        var charge = checkout.begin(
                Requests.charge(subject, amountMinor, clock.instant().plusSeconds(600)), FakeProvider.NAME);
        events.apply(
                FakeProvider.NAME,
                new ProviderEvent.Paid(
                        "evt_" + charge.id(), "paid", charge.id(), "fake_" + charge.id(), charge.amount()));
        return charge;
    }

    private void refund(long amountMinor, String reason) {
        transaction.executeWithoutResult(status -> payments.refund(subject, Money.of(amountMinor, "EUR"), reason));
    }

    private record Row(UUID id, long amountMinor, String status) {}

    private List<Row> refunds() {
        return jdbc.sql("""
                        select r.id, r.amount_minor, r.status
                        from payments.refund r join payments.charge c on c.id = r.charge_id
                        where c.subject_id = :subject
                        order by r.created_at""")
                .param("subject", subject)
                .query((row, number) ->
                        new Row(Sql.id(row, "id"), row.getLong("amount_minor"), row.getString("status")))
                .list();
    }

    private int waiting(UUID refund) {
        return jdbc.sql("""
                        select count(*) from platform.scheduled_tasks
                        where task_name = :name and task_instance = :id""")
                .param("name", PaymentJobs.CARRY_OUT_REFUND.getTaskName())
                .param("id", refund.toString())
                .query(Integer.class)
                .single();
    }
}
