package io.parkapp.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.ParkappTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParkappTest
class StartTest {
    private final JdbcClient jdbc;

    StartTest(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Test
    void all_migrations_apply_to_an_empty_database() {
        assertThat(jdbc.sql("select count(*) from parking.reservation")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
