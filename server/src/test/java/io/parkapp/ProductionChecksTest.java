package io.parkapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parkapp.platform.CannotStart;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.json.JsonMapper;

class ProductionChecksTest {
    private static final String SECRET = "9tK4vQ0m+Zr2bXw7Lh5Yc8Nf3Gj6Ds1A/Ue=";

    @TempDir
    private Path data;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tooShort1",
                "change-me-change-me-change-me-change-me",
                "abababababababababababababababababab"
            })
    void production_without_a_real_secret_is_refused(String secret) {
        var settings = production().withProperty("parkapp.secrets.jwt", secret);
        assertThatThrownBy(() -> ProductionChecks.checkSettings(settings))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("PARKAPP_JWT_SECRET");
    }

    @Test
    void production_on_the_embedded_database_has_to_be_asked_for() {
        var settings = production().withProperty("parkapp.database.url", "");
        assertThatThrownBy(() -> ProductionChecks.checkSettings(settings))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("PARKAPP_DATABASE_EMBEDDED=true");
        ProductionChecks.checkSettings(settings.withProperty("parkapp.database.embedded", "true"));
    }

    @Test
    void production_calls_no_double_of_a_push_service() {
        var settings = production().withProperty("parkapp.push.services", "fcm.googleapis.com, http://127.0.0.1:4711");
        assertThatThrownBy(() -> ProductionChecks.checkSettings(settings))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("PARKAPP_PUSH_SERVICES");
        ProductionChecks.checkSettings(settings.withProperty("parkapp.push.services", "fcm.googleapis.com"));
    }

    @Test
    void no_profile_at_all_is_production() {
        assertThatThrownBy(() -> ProductionChecks.checkSettings(new MockEnvironment()))
                .isInstanceOf(CannotStart.class);
    }

    @Test
    void demo_and_production_exclude_each_other() {
        var settings = production();
        settings.setActiveProfiles("prod", "demo");
        assertThatThrownBy(() -> ProductionChecks.checkSettings(settings))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("exclude");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", ""})
    void the_demo_listens_to_nobody_else(String address) {
        assertThatThrownBy(() -> ProductionChecks.checkSettings(demo(address)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("this machine only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "localhost"})
    void the_demo_listens_to_this_machine(String address) {
        ProductionChecks.checkSettings(demo(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret-key", "webhook-secret"})
    void half_of_stripe_is_refused_by_the_name_of_what_is_missing(String given) {
        var missing = given.equals("secret-key") ? "webhook-secret" : "secret-key";
        assertThatThrownBy(() ->
                        ProductionChecks.checkSettings(production().withProperty("parkapp.stripe." + given, "test")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(
                        "PARKAPP_STRIPE_" + missing.replace('-', '_').toUpperCase(Locale.ROOT) + " is not");
        ProductionChecks.checkSettings(production()
                .withProperty("parkapp.stripe.secret-key", "sk_live_1")
                .withProperty("parkapp.stripe.webhook-secret", "whsec_1"));
    }

    @Test
    void the_demo_takes_no_real_money() {
        var settings = demo("127.0.0.1").withProperty("parkapp.stripe.webhook-secret", "whsec_1");
        assertThatThrownBy(() ->
                        ProductionChecks.checkSettings(settings.withProperty("parkapp.stripe.secret-key", "sk_live_1")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("no real money");
        ProductionChecks.checkSettings(settings.withProperty("parkapp.stripe.secret-key", "sk_test_1"));
    }

    @Test
    void production_makes_its_first_admin_and_refuses_demo_data_and_superusers() throws SQLException {
        var url = FreshDatabase.empty();
        try (var server = start(url)) {
            assertThat(server.getEnvironment().getDefaultProfiles()).contains("prod");
            var http = new Http(server.getEnvironment(), server.getBean(JsonMapper.class));
            var answer = http.post(
                    "/api/auth/login", Http.body("email", "boss@example.com", "password", "seven sleepy zebras"));
            assertThat(answer.at("user.permissions").toString()).contains("operators:manage");
            assertThat(answer.header("Set-Cookie")).contains("Secure");
            assertThat(http.get("/api/info").at("demo").asBoolean()).isFalse();
            server.getBean(JdbcClient.class)
                    .sql("insert into accounts.account (name, email, created_at) values ('Ada', :email, now())")
                    .param("email", "admin@parkapp.com")
                    .update();
        }
        assertThatThrownBy(() -> start(url)).isInstanceOf(CannotStart.class).hasMessageContaining("demo's accounts");

        var asSuperuser = FreshDatabase.empty().replace("user=parkapp", "user=postgres");
        assertThatThrownBy(() -> start(asSuperuser, "--parkapp.database.user=postgres"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("superuser");
    }

    private ConfigurableApplicationContext start(String url, String... more) {
        var arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--parkapp.data=" + data,
                "--parkapp.database.url=" + url,
                "--parkapp.secrets.jwt=" + SECRET,
                "--parkapp.accounts.first-admin.email=Boss@Example.com",
                "--parkapp.accounts.first-admin.password=seven sleepy zebras"));
        arguments.addAll(List.of(more));
        return Parkapp.application().run(arguments.toArray(String[]::new));
    }

    private static MockEnvironment production() {
        var settings = new MockEnvironment()
                .withProperty("parkapp.secrets.jwt", SECRET)
                .withProperty("parkapp.database.url", "jdbc:postgresql://db/parkapp");
        settings.setActiveProfiles("prod");
        return settings;
    }

    private static MockEnvironment demo(String address) {
        var settings = new MockEnvironment().withProperty("server.address", address);
        settings.setActiveProfiles("demo");
        return settings;
    }
}
