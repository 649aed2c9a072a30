package io.parkapp.payments;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.payments.PaymentProvider.ProviderEvent;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParkappTest
@ExtendWith(QuietScheduler.class)
class DisputesTest {
    private final ProviderEvents events;
    private final Checkout checkout;
    private final Http http;
    private final People people;
    private final JdbcClient jdbc;

    DisputesTest(ProviderEvents events, Checkout checkout, Http http, People people, JdbcClient jdbc) {
        this.events = events;
        this.checkout = checkout;
        this.http = http;
        this.people = people;
        this.jdbc = jdbc;
    }

    @Test
    void it_opens_and_ends_whatever_is_told_first() {
        for (var told : List.of(
                List.of(DisputeState.OPENED, DisputeState.LOST),
                List.of(DisputeState.LOST, DisputeState.OPENED),
                List.of(DisputeState.OPENED, DisputeState.LOST, DisputeState.OPENED, DisputeState.WON))) {
            var charge = charge();
            told.forEach(state -> tell(charge, "dp_" + charge.id(), state));

            var listed = manager(charge).get("/api/disputes");
            assertThat(listed.at("items").size()).isEqualTo(1);
            assertThat(listed.at("items.0.state").asString()).isEqualTo("LOST");
            assertThat(listed.at("items.0.paymentId").asString())
                    .isEqualTo(charge.id().toString());
            assertThat(listed.at("items.0.amount.amountMinor").asInt()).isEqualTo(1250);
            assertThat(listed.at("items.0").has("closedAt")).isTrue();
        }
    }

    @Test
    void it_is_seen_by_those_who_read_the_operator_s_reports_only() {
        var charge = charge();
        tell(charge, "dp_" + charge.id(), DisputeState.OPENED);

        assertThat(manager(charge).get("/api/disputes").at("items").size()).isEqualTo(1);
        assertThat(manager(charge()).get("/api/disputes").at("items").size()).isZero();
        assertThat(http.as(people.platformAdmin().token())
                        .get("/api/disputes?limit=100")
                        .text())
                .contains(charge.id().toString());
        assertThat(http.as(people.driver().token()).get("/api/disputes").status())
                .isEqualTo(403);
        assertThat(http.get("/api/disputes").status()).isEqualTo(401);
    }

    @Test
    void the_list_goes_by_state_and_page_the_newest_first() {
        var charge = charge();
        for (var number = 1; number <= 3; number++) {
            tell(charge, "dp_" + number + charge.id(), DisputeState.OPENED);
        }
        tell(charge, "dp_2" + charge.id(), DisputeState.WON);
        var manager = manager(charge);

        assertThat(manager.get("/api/disputes?state=WON")
                        .at("items.0.providerRef")
                        .asString())
                .startsWith("dp_2");
        assertThat(manager.get("/api/disputes?state=OPENED").at("items").size()).isEqualTo(2);
        var first = manager.get("/api/disputes?limit=2");
        assertThat(first.at("items.0.providerRef").asString()).startsWith("dp_3");
        var second = manager.get(
                "/api/disputes?limit=2&cursor=" + first.at("nextCursor").asString());
        assertThat(second.at("items.0.providerRef").asString()).startsWith("dp_1");
        assertThat(second.json().has("nextCursor")).isFalse();
        assertThat(manager.get("/api/disputes?state=SOMEHOW").status()).isEqualTo(400);
    }

    @Test
    void the_ledger_holds_the_money_back_until_it_is_decided() {
        var won = charge();
        var lost = charge();
        tell(won, "dp_" + won.id(), DisputeState.OPENED);
        assertThat(balances(won)).containsOnly(entry("CLEARING", -1250L), entry("DISPUTES", 1250L));
        tell(won, "dp_" + won.id(), DisputeState.WON);
        assertThat(balances(won)).containsOnly(entry("CLEARING", 0L), entry("DISPUTES", 0L));

        tell(lost, "dp_" + lost.id(), DisputeState.LOST);
        tell(lost, "dp_" + lost.id(), DisputeState.OPENED);
        assertThat(balances(lost))
                .containsOnly(entry("CLEARING", -1250L), entry("DISPUTES", 0L), entry("WRITE_OFFS", 1250L));
    }

    private Map<String, Long> balances(Charge charge) {
        return jdbc
                .sql("""
                        select account, sum(debit_minor - credit_minor)::bigint as balance
                        from ledger.entry where subject_id = :subject group by account""")
                .param("subject", charge.subjectId())
                .query((row, number) -> entry(row.getString("account"), row.getLong("balance")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void one_about_a_charge_of_another_provider_is_not_noted() {
        var charge = charge();
        events.apply("other", disputed(charge, "dp_" + charge.id(), DisputeState.OPENED));
        assertThat(manager(charge).get("/api/disputes").at("items").size()).isZero();
    }

    private Charge charge() {
        return checkout.begin(Requests.charge(UUID.randomUUID(), 1250), FakeProvider.NAME);
    }

    private Http manager(Charge charge) {
        return http.as(people.operatorAdmin(charge.operatorId()).token());
    }

    private void tell(Charge charge, String dispute, DisputeState state) {
        events.apply(FakeProvider.NAME, disputed(charge, dispute, state));
    }

    private static ProviderEvent disputed(Charge charge, String dispute, DisputeState state) {
        return new ProviderEvent.Disputed(
                "evt_" + UUID.randomUUID(), "dispute", charge.id(), dispute, charge.amount(), state, "fraudulent");
    }
}
