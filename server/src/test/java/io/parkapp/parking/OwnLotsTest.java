package io.parkapp.parking;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The search for those who run lots.
@ParkappTest
class OwnLotsTest {
    private static final String OWN = "/api/lots?managed=true&limit=100";

    private final People people;
    private final Http http;
    private final CarPark mine;
    private final CarPark others;

    OwnLotsTest(People people, Http http, JdbcClient jdbc) {
        this.people = people;
        this.http = http;
        this.mine = CarPark.payOnLeaving(jdbc, 1);
        this.others = CarPark.payOnLeaving(jdbc, 1);
    }

    @Test
    void whoever_runs_an_operator_s_lots_finds_these_and_no_others() {
        var admin = http.as(people.operatorAdmin(mine.operator()).token());

        assertThat(found(admin.get(OWN))).containsExactly(mine.id());
        assertThat(found(admin.get(OWN + "&operatorId=" + mine.operator()))).containsExactly(mine.id());
        assertThat(found(admin.get(OWN + "&operatorId=" + others.operator()))).isEmpty();
    }

    @Test
    void whoever_runs_all_of_them_finds_one_operator_s() {
        var admin = http.as(people.platformAdmin().token());

        assertThat(found(admin.get(OWN + "&operatorId=" + others.operator()))).containsExactly(others.id());
    }

    @Test
    void nobody_else_has_lots_of_their_own() {
        assertThat(http.get(OWN).status()).isEqualTo(403);
        assertThat(http.as(people.driver().token()).get(OWN).status()).isEqualTo(403);
        assertThat(http.as(people.attendant(mine.operator()).token()).get(OWN).status())
                .isEqualTo(403);
        assertThat(http.get("/api/lots?operatorId=" + mine.operator())
                        .at("errors.0.field")
                        .asString())
                .isEqualTo("operatorId");
    }

    private static List<UUID> found(Http.Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.at("items")
                .valueStream()
                .map(each -> UUID.fromString(each.get("id").asString()))
                .toList();
    }
}
