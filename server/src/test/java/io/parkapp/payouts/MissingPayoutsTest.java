package io.parkapp.payouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parkapp.Http;
import io.parkapp.Http.Answer;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.TestClock;
import io.parkapp.parking.CarPark;
import io.parkapp.payments.PaymentProvider;
import io.parkapp.payments.ProviderPayout;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What a provider took, and did not pay out; or paid out twice.
@ParkappTest
class MissingPayoutsTest {
    private final PayoutRepository repository;
    private final Http http;
    private final People people;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final CarPark park;
    private final TellingProvider provider = new TellingProvider("telling " + UUID.randomUUID());

    MissingPayoutsTest(
            PayoutRepository repository,
            Http http,
            People people,
            TestClock clock,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        this.repository = repository;
        this.http = http;
        this.people = people;
        this.clock = clock;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.park = CarPark.payOnLeaving(jdbc, 1);
    }

    @AfterEach
    void reset() {
        clock.reset();
    }

    @Test
    void a_payment_is_missing_once_the_provider_paid_out_what_it_took_a_week_later() {
        payOut(taken(1_000));
        var forgotten = taken(3_000);
        clock.push(Duration.ofDays(8));
        assertThat(missing().at("items")).as("it may pay once a month").isEmpty();

        payOut(taken(1_000));
        assertThat(missing().at("items")).hasSize(1);
        assertThat(missing().at("items.0.sourceId").asString()).isEqualTo(forgotten.toString());
        assertThat(missing().at("items.0.amount.amountMinor").asLong()).isEqualTo(3_000);
        assertThat(missing().at("more").asBoolean()).isFalse();
    }

    @Test
    void a_payment_is_not_missing_while_the_provider_pays_out_others_of_the_same_days() {
        payOut(taken(1_000));
        taken(3_000);
        clock.push(Duration.ofDays(6));
        payOut(taken(1_000));
        clock.push(Duration.ofDays(6));
        assertThat(missing().at("items")).isEmpty();
    }

    @Test
    void payments_and_refunds_are_missing_in_the_end_where_the_provider_stopped_paying() {
        var known = taken(1_000);
        payOut(known);
        givenBack(known, 400);
        taken(3_000);
        clock.push(Payouts.PAID_OUT_WITHIN.minusHours(1));
        assertThat(missing().at("items")).isEmpty();
        clock.push(Duration.ofHours(2));
        assertThat(missing()
                        .at("items")
                        .valueStream()
                        .map(each -> each.path("amount").path("amountMinor").asLong()))
                .containsExactlyInAnyOrder(3_000L, -400L);
    }

    @Test
    void what_was_taken_before_the_first_known_payout_and_by_other_operators_is_not_missing_here() {
        taken(7_000);
        clock.push(Duration.ofDays(1));
        payOut(taken(1_000));
        taken(CarPark.payOnLeaving(jdbc, 1), 5_000);
        clock.push(Payouts.PAID_OUT_WITHIN.plusDays(1));
        assertThat(missing().at("items")).isEmpty();
    }

    @Test
    void of_very_many_the_oldest_are_shown() {
        payOut(taken(1_000));
        IntStream.rangeClosed(1, Payouts.SHOWN_MAX + 1).forEach(this::taken);
        clock.push(Payouts.PAID_OUT_WITHIN.plusDays(1));
        assertThat(missing().at("items")).hasSize(Payouts.SHOWN_MAX);
        assertThat(missing().at("items.0.amount.amountMinor").asLong()).isEqualTo(1);
        assertThat(missing().at("more").asBoolean()).isTrue();
    }

    @Test
    void a_payment_that_two_payouts_name_at_once_agrees_with_one_of_them() {
        var charge = taken(1_000);
        assertThatThrownBy(() -> keepTwoAtOnce(charge)).cause().isInstanceOf(DuplicateKeyException.class);
        assertThat(statesOf(charge)).containsExactly("MATCHED");

        keep("second of " + charge, charge);
        assertThat(statesOf(charge)).containsExactlyInAnyOrder("MATCHED", "DIFFERENT");
    }

    /// The negative control of the race above.
    @Test
    void without_the_index_it_would_agree_with_both() {
        var charge = taken(1_000);
        jdbc.sql("drop index payouts.matched_once").update();
        try {
            keepTwoAtOnce(charge);
            assertThat(statesOf(charge)).containsExactly("MATCHED", "MATCHED");
        } finally {
            jdbc.sql("""
                            alter table payouts.line disable trigger payouts_are_only_added_to;
                            delete from payouts.line where source_id = '%s';
                            alter table payouts.line enable trigger payouts_are_only_added_to;
                            create unique index matched_once on payouts.line (source_id, kind, sign(amount_minor))
                                where state = 'MATCHED' and amount_minor <> 0""".formatted(charge)).update();
        }
    }

    /// The second while the first is not committed.
    private void keepTwoAtOnce(UUID charge) {
        var second = transaction.execute(status -> {
            keep("first of " + charge, charge);
            var started = CompletableFuture.runAsync(() -> keep("second of " + charge, charge));
            await().until(() -> started.isDone() || isWaiting());
            return started;
        });
        Objects.requireNonNull(second).join();
    }

    private boolean isWaiting() {
        return jdbc.sql("""
                        select exists (select from pg_stat_activity
                                       where datname = current_database() and wait_event_type = 'Lock'
                                         and query like '%insert into payouts.payout%')""").query(Boolean.class).single();
    }

    private void keep(String ref, UUID charge) {
        var now = clock.instant();
        var line = provider.line(charge, 1_000, now);
        var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        repository.keep(provider.name(), new ProviderPayout(ref, line.amount(), now, day), List.of(line), now);
    }

    private List<@Nullable String> statesOf(UUID charge) {
        return jdbc.sql("select state from payouts.line where source_id = :charge")
                .param("charge", charge)
                .query(String.class)
                .list();
    }

    private Answer missing() {
        return http.as(people.operatorAdmin(park.operator()).token())
                .get("/api/operators/" + park.operator() + "/payouts/missing");
    }

    private UUID taken(int amountMinor) {
        return taken(park, amountMinor);
    }

    private UUID taken(CarPark by, int amountMinor) {
        return jdbc.sql("""
                        insert into payments.charge (subject_id, operator_id, lot_id, description, amount_minor, currency,
                                                     status, provider, created_at, succeeded_at)
                        values (uuidv7(), :operator, :lot, 'Spot S-1', :amount, 'EUR',
                                'SUCCEEDED', :provider, cast(:now as timestamptz), cast(:now as timestamptz))
                        returning id""")
                .param("operator", by.operator())
                .param("lot", by.id())
                .param("amount", amountMinor)
                .param("provider", provider.name())
                .param("now", clock.instant().toString())
                .query(UUID.class)
                .single();
    }

    private void givenBack(UUID charge, int amountMinor) {
        jdbc.sql("""
                        insert into payments.refund
                            (charge_id, reason, amount_minor, currency, status, created_at, settled_at)
                        values (:charge, 'test', :amount, 'EUR',
                                'SUCCEEDED', cast(:now as timestamptz), cast(:now as timestamptz))""")
                .param("charge", charge)
                .param("amount", amountMinor)
                .param("now", clock.instant().toString())
                .update();
    }

    private void payOut(UUID charge) {
        provider.payOut("of " + charge, clock.instant(), List.of(provider.line(charge, 1_000, clock.instant())));
        var beans = new StaticListableBeanFactory();
        beans.addBean(provider.name(), provider);
        new PayoutFetch(beans.getBeanProvider(PaymentProvider.class), repository, clock).run();
    }
}
