package io.parkapp.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parkapp.ParkappTest;
import io.parkapp.platform.Jobs;
import io.parkapp.platform.Refusal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ParkappTest
@ExtendWith(QuietScheduler.class)
class OpenAChargeTest {
    private final FakeProvider provider = new FakeProvider();
    private final UUID subject = UUID.randomUUID();
    private final Payments payments;
    private final Payments inTransaction;
    private final Checkout checkout;
    private final ProviderCalls calls;
    private final Clock clock;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    OpenAChargeTest(
            Payments inTransaction,
            Checkout checkout,
            ChargeRepository charges,
            RefundRepository refunds,
            ItemRepository items,
            ProviderEvents events,
            Jobs jobs,
            Clock clock,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.payments = new Payments(provider.asOnlyOne(), checkout, charges, refunds, items, jobs, clock);
        this.calls = new ProviderCalls(provider.asOnlyOne(), charges, refunds, events);
        this.inTransaction = inTransaction;
        this.checkout = checkout;
        this.clock = clock;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Test
    void the_provider_knows_the_charge_by_its_id_and_answers_where_to_pay() {
        var charge = payments.open(Requests.charge(subject, 1250));

        assertThat(charge.status()).isEqualTo(PaymentStatus.OPEN);
        assertThat(charge.checkoutUrl()).isEqualTo("https://pay.example/" + charge.id());
        assertThat(charge.providerRef()).isEqualTo("fake_" + charge.id());
        assertThat(provider.opened).singleElement().satisfies(asked -> {
            assertThat(asked.key()).isEqualTo(charge.id());
            assertThat(asked.amount().amountMinor()).isEqualTo(1250);
        });
        assertThat(payments.find(charge.id())).isEqualTo(charge);
    }

    @Test
    void asking_again_for_the_same_amount_answers_the_same_charge() {
        var first = payments.open(Requests.charge(subject, 1250));
        var second = payments.open(Requests.charge(subject, 1250));

        assertThat(second).isEqualTo(first);
        assertThat(provider.opened).hasSize(1);
    }

    @Test
    void of_thirty_at_once_all_get_the_same_charge() throws Exception {
        var asking = Collections.nCopies(30, (Callable<Charge>) () -> payments.open(Requests.charge(subject, 1250)));
        var answers = Together.run(asking);

        assertThat(answers.stream().map(Charge::id).distinct()).hasSize(1);
        assertThat(answers.stream().map(Charge::checkoutUrl).distinct()).hasSize(1);
        assertThat(payments.ofSubject(subject)).hasSize(1);
    }

    @Test
    void without_the_index_several_at_once_would_each_open_one() throws Exception {
        jdbc.sql("drop index payments.one_open_charge_per_subject").update();
        try {
            var allHaveLooked = new CyclicBarrier(30);
            var asking = Collections.nCopies(30, (Callable<Integer>) () -> {
                var isFirst = payments.ofSubject(subject).isEmpty();
                allHaveLooked.await();
                return isFirst ? insertCarelessly() : 0;
            });
            assertThat(Together.run(asking).stream().mapToInt(each -> each).sum())
                    .isEqualTo(30);
        } finally {
            jdbc.sql("update payments.charge set status = 'EXPIRED' where subject_id = :subject")
                    .param("subject", subject)
                    .update();
            jdbc.sql("""
                    create unique index one_open_charge_per_subject on payments.charge (subject_id)
                    where status = 'OPEN'""").update();
        }
    }

    @Test
    void asking_for_another_amount_expires_the_earlier_charge_and_closes_its_page() {
        var first = payments.open(Requests.charge(subject, 1250));
        var second = payments.open(Requests.charge(subject, 1500));

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(payments.find(first.id()).status()).isEqualTo(PaymentStatus.EXPIRED);
        assertThat(jobs(PaymentJobs.CLOSE_CHECKOUT.getTaskName(), first.id())).isEqualTo(1);
        calls.closeCheckout(first.id());
        assertThat(provider.expired).containsExactly(first.providerRef());
    }

    @Test
    void a_charge_whose_time_is_over_is_replaced() {
        var first = payments.open(Requests.charge(subject, 1250, clock.instant().plusMillis(1)));
        var second =
                payments.open(Requests.charge(subject, 1250, clock.instant().plus(Duration.ofMinutes(5))));

        assertThat(second.id()).isNotEqualTo(first.id());
    }

    @Test
    void a_provider_that_is_away_is_asked_again_under_the_same_key() {
        provider.away = true;
        assertThatThrownBy(() -> payments.open(Requests.charge(subject, 1250)))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(PaymentRefusal.PROVIDER_UNAVAILABLE));
        var left = payments.ofSubject(subject).getFirst();
        assertThat(left.status()).isEqualTo(PaymentStatus.OPEN);
        assertThat(left.checkoutUrl()).isNull();

        provider.away = false;
        var charge = payments.open(Requests.charge(subject, 1250));

        assertThat(charge.id()).isEqualTo(left.id());
        assertThat(charge.checkoutUrl()).isNotNull();
    }

    @Test
    void a_kill_before_the_provider_is_asked_loses_nothing() {
        var written = checkout.begin(Requests.charge(subject, 1250), FakeProvider.NAME);

        var charge = payments.open(Requests.charge(subject, 1250));

        assertThat(charge.id()).isEqualTo(written.id());
        assertThat(provider.opened).singleElement().satisfies(asked -> {
            assertThat(asked.key()).isEqualTo(written.id());
            assertThat(asked.returnTo()).isEqualTo(written.returnTo());
        });
    }

    @Test
    void a_kill_after_the_provider_answered_opens_no_second_page() {
        var written = checkout.begin(Requests.charge(subject, 1250), FakeProvider.NAME);
        var answered = provider.open(new PaymentProvider.CheckoutRequest(
                written.id(), "spot", written.amount(), null, URI.create("https://shop.example/")));

        var charge = payments.open(Requests.charge(subject, 1250));

        assertThat(charge.providerRef()).isEqualTo(answered.providerRef());
        assertThat(provider.sessions).hasSize(1);
    }

    @Test
    void a_page_opened_for_a_charge_that_expired_meanwhile_is_closed() {
        provider.whileOpening = () -> transaction.executeWithoutResult(status -> inTransaction.expireOpen(subject));

        var charge = payments.open(Requests.charge(subject, 1250));

        assertThat(charge.status()).isEqualTo(PaymentStatus.EXPIRED);
        assertThat(jobs(PaymentJobs.CLOSE_CHECKOUT.getTaskName(), charge.id())).isEqualTo(1);
        calls.closeCheckout(charge.id());
        assertThat(provider.expired).containsExactly(charge.providerRef());
    }

    @Test
    void inside_a_transaction_no_provider_is_asked() {
        assertThatThrownBy(() -> transaction.execute(status -> payments.open(Requests.charge(subject, 1250))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transaction");
        assertThat(payments.ofSubject(subject)).isEmpty();
    }

    @Test
    void without_any_provider_nothing_is_asked_for() {
        assertThatThrownBy(() -> new Providers(Collections.emptyList()).active())
                .isInstanceOf(Refusal.class);
    }

    private int insertCarelessly() {
        return jdbc.sql("""
                        insert into payments.charge (subject_id, operator_id, lot_id, description, amount_minor,
                            currency, status, provider, created_at)
                        values (:subject, :subject, :subject, 'spot', 1250, 'EUR', 'OPEN', 'fake', now())""").param("subject", subject).update();
    }

    private int jobs(String name, UUID id) {
        return jdbc.sql("""
                        select count(*) from platform.scheduled_tasks
                        where task_name = :name and task_instance = :id""")
                .param("name", name)
                .param("id", id.toString())
                .query(Integer.class)
                .single();
    }
}
