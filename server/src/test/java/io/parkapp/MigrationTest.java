package io.parkapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.lots.SpotKind;
import io.parkapp.pricing.Documents;
import io.parkapp.pricing.Faults;
import io.parkapp.pricing.Pricing;
import io.parkapp.pricing.Stay;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// What an earlier release has stored means the same to this one.
class MigrationTest {
    private static final Instant FROM = Instant.parse("2026-11-24T09:00:00Z");

    @Test
    void tariffs_from_before_the_language_cost_the_same_in_it() throws SQLException {
        var source = new DriverManagerDataSource(FreshDatabase.empty());
        migrate(source, "202611220951");
        var jdbc = JdbcClient.create(source);
        insert(jdbc, "EUR", """
                {"rates": [{"unitMinutes": 60, "unitPriceMinor": 250, "freeMinutes": 15, "dailyCapMinor": 1800},
                           {"kinds": ["MOTORCYCLE", "COMPACT"], "unitMinutes": 30, "unitPriceMinor": 100}]}""");
        insert(jdbc, "JPY", "{\"rates\": [{\"unitMinutes\": 40, \"unitPriceMinor\": 200}]}");
        migrate(source, "latest");

        var euros = pricing(jdbc, "EUR");
        assertThat(minor(euros, "EUR", SpotKind.STANDARD, 15)).isZero();
        assertThat(minor(euros, "EUR", SpotKind.STANDARD, 16)).isEqualTo(250);
        assertThat(minor(euros, "EUR", SpotKind.STANDARD, 90)).isEqualTo(500);
        assertThat(minor(euros, "EUR", SpotKind.STANDARD, 24 * 60 + 1)).isEqualTo(2_050);
        assertThat(minor(euros, "EUR", SpotKind.MOTORCYCLE, 10)).isEqualTo(100);
        assertThat(minor(euros, "EUR", SpotKind.COMPACT, 24 * 60)).isEqualTo(4_800);
        assertThat(minor(pricing(jdbc, "JPY"), "JPY", SpotKind.STANDARD, 90)).isEqualTo(600);
    }

    private static void migrate(DriverManagerDataSource source, String target) {
        Flyway.configure()
                .dataSource(source)
                .defaultSchema("platform")
                .createSchemas(true)
                .target(target)
                .load()
                .migrate();
    }

    private static void insert(JdbcClient jdbc, String currency, String document) {
        jdbc.sql("""
                        with operator as (insert into lots.operator (name, created_at) values ('Test', now()) returning id),
                        lot as (
                            insert into lots.lot (operator_id, name, address, city, pin_code, position, time_zone, currency,
                                                  payment_policy, created_at)
                            select id, 'Lot', '1 Street', 'City', '10000', point(13, 52), 'Europe/Berlin', :currency,
                                   'PAY_ON_LEAVING', now() from operator returning id)
                        insert into tariffs.version (lot_id, number, effective_from, document, created_at)
                        select id, 1, '2020-01-01', :document::jsonb, now() from lot""").param("currency", currency).param("document", document).update();
    }

    private static Pricing pricing(JdbcClient jdbc, String currency) {
        var tariff = Documents.of(
                jdbc.sql("""
                        select document from tariffs.version join lots.lot on lot.id = version.lot_id
                        where currency = :currency""").param("currency", currency).query(String.class).single());
        assertThat(Faults.of(tariff, "", currency)).isEmpty();
        return Pricing.of(tariff);
    }

    private static long minor(Pricing pricing, String currency, SpotKind kind, int minutes) {
        var stay = Stay.of(FROM, FROM.plus(Duration.ofMinutes(minutes)), ZoneId.of("Europe/Berlin"))
                .in(kind);
        return pricing.price(stay, currency).total().amountMinor();
    }
}
