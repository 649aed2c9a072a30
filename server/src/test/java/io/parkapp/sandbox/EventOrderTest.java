package io.parkapp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.Proof;
import io.parkapp.parking.CarPark;
import io.parkapp.parking.Purse;
import io.parkapp.payments.Charge;
import io.parkapp.payments.ChargeRequest;
import io.parkapp.payments.ChargeSettled;
import io.parkapp.payments.Heard;
import io.parkapp.payments.PaymentStatus;
import io.parkapp.payments.Payments;
import io.parkapp.payments.QuietScheduler;
import io.parkapp.payments.Requests;
import io.parkapp.payments.Together;
import io.parkapp.platform.Secrets;
import io.parkapp.platform.Settings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a provider tells of one charge, in every order there is.
@ParkappTest
@ExtendWith(QuietScheduler.class)
class EventOrderTest {
    private static final List<String> TOLD = List.of(
            SandboxEvent.DECLINED,
            SandboxEvent.PAID,
            SandboxEvent.PAID,
            SandboxEvent.EXPIRED,
            SandboxEvent.DISPUTE_OPENED,
            SandboxEvent.DISPUTE_LOST);

    private final Payments payments;
    private final Purse purse;
    private final Proof proof;
    private final EventPost post;
    private final JdbcClient jdbc;
    private final Heard heard;

    EventOrderTest(
            Payments payments,
            Purse purse,
            Proof proof,
            Http http,
            Secrets secrets,
            Settings settings,
            Clock clock,
            JdbcClient jdbc,
            ApplicationEventMulticaster multicaster) {
        this.payments = payments;
        this.purse = purse;
        this.proof = proof;
        this.post = new EventPost(http, SandboxProvider.signature(secrets, settings), clock);
        this.jdbc = jdbc;
        this.heard = new Heard(multicaster);
    }

    @AfterEach
    void stopListening() {
        heard.close();
    }

    @Test
    void all_720_orders_of_six_events_end_in_the_same_state_with_one_settlement() throws Exception {
        var orders = permutations(List.of(0, 1, 2, 3, 4, 5));
        assertThat(orders).hasSize(720);

        var park = CarPark.payWhenReserving(jdbc, 1);
        var charges = told(orders, number -> purse.bill(park, number));

        assertThat(heard.settled.stream().map(ChargeSettled::chargeId))
                .containsExactlyInAnyOrderElementsOf(
                        charges.stream().map(Charge::id).toList());
        assertThat(charges.stream().map(each -> payments.find(each.id())))
                .allMatch(each -> each.status() == PaymentStatus.SUCCEEDED && each.failure() == null);
        assertThat(jdbc.sql("select count(*) from payments.dispute where state = 'LOST'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(720);
        proof.assertGreen(park.operator());
    }

    @Test
    void without_the_condition_on_the_state_a_second_event_would_settle_again() throws Exception {
        try (var unguarded = Unguarded.settlements(jdbc)) {
            var charges = told(permutations(List.of(0, 1, 2)), number -> Requests.charge(UUID.randomUUID(), 1250));
            assertThat(heard.settled).as("without %s", unguarded).hasSizeGreaterThan(charges.size());
        }
    }

    /// One charge for each order, the orders side by side.
    private List<Charge> told(List<List<Integer>> orders, IntFunction<ChargeRequest> bills) throws Exception {
        return Together.run(IntStream.range(0, orders.size())
                .<Callable<Charge>>mapToObj(number -> () -> {
                    var charge = payments.open(bills.apply(number));
                    for (var index : orders.get(number)) {
                        var event = EventPost.event(
                                "evt_" + index + "_" + charge.id(), TOLD.get(index), charge, charge.amount());
                        assertThat(post.send(event).status()).isEqualTo(200);
                    }
                    return charge;
                })
                .toList());
    }

    private static List<List<Integer>> permutations(List<Integer> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        var all = new ArrayList<List<Integer>>();
        for (var first : items) {
            var others = items.stream().filter(each -> !each.equals(first)).toList();
            for (var rest : permutations(others)) {
                var order = new ArrayList<Integer>();
                order.add(first);
                order.addAll(rest);
                all.add(order);
            }
        }
        return all;
    }
}
