package io.parkapp.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People.Person;
import io.parkapp.platform.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ParkappTest
class PeopleTest {
    private final Http http;
    private final io.parkapp.People people;
    private final People useCases;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final GenericApplicationContext application;

    private UUID operator = UUID.randomUUID();
    private UUID otherOperator = UUID.randomUUID();

    PeopleTest(
            Http http,
            io.parkapp.People people,
            People useCases,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            GenericApplicationContext application) {
        this.http = http;
        this.people = people;
        this.useCases = useCases;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.application = application;
    }

    @BeforeEach
    void operators() {
        operator = operator("City Parking");
        otherOperator = operator("Airport Parking");
    }

    @Test
    void the_platform_finds_people_by_name_and_address_page_by_page() {
        var admin = people.platformAdmin();
        var first = people.driver();
        var second = people.driver();
        rename(first, "Zoë Quixote Marrow");
        rename(second, "Zoë Quixote Pumpkin");
        var page = http.as(admin.token()).get("/api/accounts?q=quixote&limit=1");
        assertThat(page.status()).as(page.toString()).isEqualTo(200);
        assertThat(ids(page)).containsExactly(second.id());
        var next = http.as(admin.token())
                .get("/api/accounts?q=quixote&limit=1&cursor="
                        + page.at("nextCursor").asString());
        assertThat(ids(next)).containsExactly(first.id());
        assertThat(next.at("nextCursor").isMissingNode()).isTrue();
        assertThat(ids(http.as(admin.token()).get("/api/accounts?q=" + first.email())))
                .containsExactly(first.id());
        assertThat(ids(http.as(admin.token()).get("/api/accounts?q=%25"))).isEmpty();
        assertThat(ids(http.as(admin.token()).get("/api/accounts?q=quixote&role=PLATFORM_ADMIN")))
                .isEmpty();
        assertThat(ids(http.as(admin.token()).get("/api/accounts?q=quixote&status=DEACTIVATED")))
                .isEmpty();
    }

    @Test
    void a_driver_or_attendant_may_not_look_at_people() {
        assertThat(http.as(people.driver().token()).get("/api/accounts").status())
                .isEqualTo(403);
        assertThat(http.as(people.attendant(operator).token())
                        .get("/api/accounts")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void an_operators_admin_sees_the_people_of_this_operator_and_others_by_their_whole_address_only() {
        var admin = people.operatorAdmin(operator);
        var own = people.attendant(operator);
        var foreign = people.attendant(otherOperator);
        assertThat(ids(http.as(admin.token()).get("/api/accounts?limit=100")))
                .containsExactlyInAnyOrder(admin.id(), own.id());
        assertThat(ids(http.as(admin.token()).get("/api/accounts?q=person"))).doesNotContain(foreign.id());
        var found = http.as(admin.token()).get("/api/accounts?q=" + foreign.email());
        assertThat(ids(found)).containsExactly(foreign.id());
        assertThat(found.at("items.0.grants").toString()).isEqualTo("[{\"role\":\"DRIVER\"}]");
        assertThat(http.as(admin.token()).get("/api/accounts/" + foreign.id()).status())
                .isEqualTo(404);
        var mine = http.as(admin.token()).get("/api/accounts/" + own.id());
        assertThat(mine.at("grants.1.operatorName").asString()).isEqualTo("City Parking");
    }

    @Test
    void a_grant_takes_effect_at_the_next_request_and_so_does_its_withdrawal() {
        var admin = people.operatorAdmin(operator);
        var driver = people.driver();
        var granted = grant(admin, driver.id(), grant("ATTENDANT", operator));
        assertThat(granted.status()).as(granted.toString()).isEqualTo(200);
        var me = http.as(driver.token()).get("/api/me");
        assertThat(me.at("permissions").toString()).contains("reservations:read", "reservations:own");
        assertThat(me.at("operators.0.name").asString()).isEqualTo("City Parking");
        assertThat(grant(admin, driver.id()).status()).isEqualTo(200);
        assertThat(http.as(driver.token()).get("/api/me").at("permissions").toString())
                .isEqualTo("[\"reservations:own\"]");
    }

    @Test
    void nobody_grants_beyond_their_own() {
        var admin = people.operatorAdmin(operator);
        var driver = people.driver();
        for (var beyond : List.of(grant("ATTENDANT", otherOperator), Map.of("role", "PLATFORM_ADMIN"))) {
            var refused = grant(admin, driver.id(), beyond);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.problem()).isEqualTo("grant-beyond-own");
        }
        assertThat(grant(people.attendant(operator), driver.id(), grant("ATTENDANT", operator))
                        .status())
                .isEqualTo(403);
        assertThat(grant(admin, driver.id()).status()).isEqualTo(404);
        assertThat(http.as(driver.token()).get("/api/me").at("operators").size())
                .isZero();
    }

    @Test
    void grants_beyond_the_callers_scope_stay_as_they_are() {
        var admin = people.operatorAdmin(operator);
        var person = people.attendant(otherOperator);
        grant(admin, person.id(), grant("ATTENDANT", operator));
        grant(admin, person.id());
        assertThat(people.again(person).caller().byOperator()).containsOnlyKeys(otherOperator);
    }

    @Test
    void malformed_grants_are_refused() {
        var admin = people.platformAdmin();
        var driver = people.driver();
        assertThat(grant(admin, driver.id(), Map.of("role", "ATTENDANT")).status())
                .isEqualTo(400);
        assertThat(grant(admin, driver.id(), grant("DRIVER", operator)).status())
                .isEqualTo(400);
        assertThat(grant(admin, driver.id(), grant("ATTENDANT", UUID.randomUUID()))
                        .status())
                .isEqualTo(400);
        assertThat(grant(admin, UUID.randomUUID(), grant("ATTENDANT", operator)).status())
                .isEqualTo(404);
    }

    @Test
    void deactivating_ends_all_sessions_at_once_and_only_the_platform_may() {
        var driver = people.driver();
        var colleague = people.attendant(operator);
        var path = "/api/accounts/" + driver.id();
        var body = Map.of("status", "DEACTIVATED");
        var operatorAdmin = people.operatorAdmin(operator);
        assertThat(http.as(operatorAdmin.token()).patch(path, body).status()).isEqualTo(404);
        assertThat(http.as(operatorAdmin.token())
                        .patch("/api/accounts/" + colleague.id(), body)
                        .status())
                .isEqualTo(403);
        var admin = people.platformAdmin();
        var done = http.as(admin.token()).patch(path, body);
        assertThat(done.at("status").asString()).as(done.toString()).isEqualTo("DEACTIVATED");
        assertThat(http.as(driver.token()).get("/api/me").status()).isEqualTo(401);
        http.as(admin.token()).patch(path, Map.of("status", "ACTIVE"));
        assertThat(http.as(driver.token()).get("/api/me").status()).isEqualTo(401);
        assertThat(http.as(people.again(driver).token()).get("/api/me").status())
                .isEqualTo(200);
        assertThat(http.as(admin.token())
                        .patch(path, Map.of("status", "ERASED"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void erasing_leaves_nothing_that_tells_who_it_was_and_tells_the_other_modules() {
        var heard = new ArrayList<UUID>();
        application.addApplicationListener(event -> {
            if (event instanceof PayloadApplicationEvent<?> payload
                    && payload.getPayload() instanceof AccountErased erased) {
                heard.add(erased.account());
            }
        });
        var driver = people.driver();
        http.as(driver.token()).post("/api/me/vehicles", Map.of("plate", "B-PK 1"));
        assertThat(http.as(driver.token())
                        .delete("/api/me", Map.of("password", "not it"))
                        .problem())
                .isEqualTo("wrong-password");
        assertThat(http.as(driver.token())
                        .delete("/api/me", Map.of("password", io.parkapp.People.PASSWORD))
                        .status())
                .isEqualTo(204);
        assertThat(heard).containsExactly(driver.id());
        assertThat(http.as(driver.token()).get("/api/me").status()).isEqualTo(401);
        var admin = people.platformAdmin();
        var account = http.as(admin.token()).get("/api/accounts/" + driver.id());
        assertThat(account.at("name").asString()).isEqualTo("Erased person");
        assertThat(account.at("email").asString()).isEmpty();
        assertThat(account.at("status").asString()).isEqualTo("ERASED");
        assertThat(account.at("grants").size() + account.at("vehicles").size()).isZero();
        assertThat(http.as(admin.token()).delete("/api/accounts/" + driver.id()).problem())
                .isEqualTo("account-erased");
        var audit = http.as(admin.token()).get("/api/audit?subjectId=" + driver.id());
        assertThat(audit.text()).contains("account.erased").doesNotContain(driver.name(), driver.email());
    }

    @Test
    void the_last_platform_admin_stays() {
        var admin = onlyAdmin();
        var path = "/api/accounts/" + admin.id();
        var as = http.as(admin.token());
        assertThat(as.patch(path, Map.of("status", "DEACTIVATED")).problem()).isEqualTo("last-admin");
        assertThat(as.delete(path).problem()).isEqualTo("last-admin");
        assertThat(as.delete("/api/me", Map.of("password", io.parkapp.People.PASSWORD))
                        .problem())
                .isEqualTo("last-admin");
        assertThat(as.put(path + "/grants", Map.of("grants", List.of(Map.of("role", "DRIVER"))))
                        .problem())
                .isEqualTo("last-admin");
        people.platformAdmin();
        assertThat(as.put(path + "/grants", Map.of("grants", List.of(Map.of("role", "DRIVER"))))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void two_admins_who_remove_each_other_at_once_do_not_both_succeed() throws Exception {
        for (var round = 0; round < 20; round++) {
            var one = onlyAdmin();
            var other = people.platformAdmin();
            atOnce(() -> useCases.change(one.caller(), other.id(), null, AccountStatus.DEACTIVATED), () -> {
                useCases.erase(other.caller(), one.id());
                return true;
            });
            assertThat(countAdmins()).isEqualTo(1);
        }
    }

    /// Without the locks that the real check takes, each sees the other one still there.
    @Test
    void two_admins_who_only_look_before_they_remove_each_other_both_succeed() throws Exception {
        var one = onlyAdmin();
        var other = people.platformAdmin();
        var looked = new CyclicBarrier(2);
        atOnce(() -> lookThenRemove(one, looked), () -> lookThenRemove(other, looked));
        assertThat(countAdmins()).isZero();
        people.platformAdmin();
    }

    @Test
    void what_a_person_does_to_another_is_in_the_log_of_the_operator_it_concerns() {
        var admin = people.operatorAdmin(operator);
        var driver = people.driver();
        grant(admin, driver.id(), grant("ATTENDANT", operator));
        var log = http.as(admin.token()).get("/api/audit?action=grant.");
        assertThat(log.at("items.0.action").asString()).as(log.toString()).isEqualTo("grant.added");
        assertThat(log.at("items.0.actorName").asString()).isEqualTo(admin.name());
        assertThat(log.at("items.0.subjectName").asString()).isEqualTo(driver.name());
        assertThat(log.at("items.0.details").asString()).isEqualTo("role: ATTENDANT");
        var elsewhere = people.operatorAdmin(otherOperator);
        assertThat(http.as(elsewhere.token()).get("/api/audit").at("items").size())
                .isZero();
        var platform = people.platformAdmin();
        var filtered = http.as(platform.token())
                .get("/api/audit?actorId=" + admin.id() + "&subjectId=" + driver.id() + "&limit=1");
        assertThat(filtered.at("items").size()).isEqualTo(1);
        assertThat(http.as(people.driver().token()).get("/api/audit").status()).isEqualTo(403);
    }

    private boolean lookThenRemove(Person person, CyclicBarrier looked) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            if (countAdmins() < 2) {
                return false;
            }
            try {
                looked.await();
            } catch (Exception broken) {
                throw new IllegalStateException(broken);
            }
            jdbc.sql("update accounts.account set status = 'DEACTIVATED' where id = ?")
                    .param(person.id())
                    .update();
            return true;
        }));
    }

    private static void atOnce(Callable<?> one, Callable<?> other) throws Exception {
        var start = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var attempts = new ArrayList<Future<?>>();
            for (var each : List.of(one, other)) {
                attempts.add(threads.submit(() -> {
                    start.await();
                    try {
                        return each.call();
                    } catch (Refusal refused) {
                        return null;
                    }
                }));
            }
            for (var each : attempts) {
                each.get();
            }
        }
    }

    private Person onlyAdmin() {
        jdbc.sql("delete from accounts.role_grant where role = 'PLATFORM_ADMIN'")
                .update();
        return people.platformAdmin();
    }

    private long countAdmins() {
        return jdbc.sql("""
                        select count(*) from accounts.role_grant join accounts.account on account.id = account_id
                        where role = 'PLATFORM_ADMIN' and status = 'ACTIVE'""").query(Long.class).single();
    }

    private UUID operator(String name) {
        return jdbc.sql("insert into lots.operator (name, created_at) values (?, now()) returning id")
                .param(name)
                .query(UUID.class)
                .single();
    }

    private void rename(Person person, String name) {
        http.as(person.token()).patch("/api/me", Map.of("name", name));
    }

    private Http.Answer grant(Person by, UUID account, Object... grants) {
        return http.as(by.token()).put("/api/accounts/" + account + "/grants", Map.of("grants", List.of(grants)));
    }

    private static Map<String, Object> grant(String role, UUID operator) {
        return Map.of("role", role, "operatorId", operator);
    }

    private static List<UUID> ids(Http.Answer page) {
        return page.at("items")
                .valueStream()
                .map(each -> UUID.fromString(each.path("id").asString()))
                .toList();
    }
}
