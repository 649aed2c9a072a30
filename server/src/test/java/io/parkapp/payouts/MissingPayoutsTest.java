package io.parkapp.payouts;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.Http.Answer;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.TestClock;
import io.parkapp.parking.CarPark;
import io.parkapp.payments.PaymentProvider;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a provider took, and did not pay out.
@ParkappTest
class MissingPayoutsTest {
    private final PayoutRepository repository;
    private final Http http;
    private final People people;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private final CarPark park;
    private final TellingProvider provider = new TellingProvider("telling " + UUID.randomUUID());

    MissingPayoutsTest(PayoutRepository repository, Http http, People people, TestClock clock, JdbcClient jdbc) {
        this.repository = repository;
        this.http = http;
        this.people = people;
        this.clock = clock;
        this.jdbc = jdbc;
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
