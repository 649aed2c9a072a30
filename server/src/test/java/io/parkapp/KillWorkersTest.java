package io.parkapp;

import static org.assertj.core.api.Assertions.assertThat;

import effects.Effects;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three worker processes share the jobs of one database, and are killed again and again.
class KillWorkersTest {
    private static final int JOBS = Storm.size(400, 10_000);
    private static final int KILLS = Storm.size(2, 50);
    private static final int WORKERS = 3;
    private static final int JOBS_AT_ONCE = 6;
    /// So that all workers at once cannot be through with the jobs (150 ms each) before the last kill. Of more kills
    /// the
    /// pauses never are all that long, and each takes a worker away for longer.
    private static final Duration BETWEEN_KILLS_MAX = Duration.ofMillis(Storm.size(1_500, 3_000));
    private static final Duration END_MAX = Duration.ofMinutes(Storm.size(3, 15));

    @TempDir
    private Path folder;

    private final List<ProductProcess> workers = new ArrayList<>();
    private String url = "";

    @AfterEach
    void stop() {
        workers.forEach(ProductProcess::kill);
    }

    @Test
    void every_job_is_done_once_whoever_is_killed() throws Exception {
        url = FreshDatabase.empty();
        workers.add(start());
        await("the first worker migrates", () -> number("""
                select count(*) from information_schema.tables
                where table_schema = 'platform' and table_name = 'job_progress'""") == 1);
        seed();
        while (workers.size() < WORKERS) {
            workers.add(start());
        }
        await("jobs run", () -> number("select count(*) from effect") > 0);
        for (var kill = 0; kill < KILLS; kill++) {
            Thread.sleep(ThreadLocalRandom.current().nextLong(BETWEEN_KILLS_MAX.toMillis()));
            assertThat(number("select count(*) from platform.scheduled_tasks where task_name = 'test-effect'"))
                    .as("still under load")
                    .isPositive();
            var victim = ThreadLocalRandom.current().nextInt(WORKERS);
            workers.get(victim).kill();
            workers.set(victim, start());
        }
        await(
                "all jobs are done",
                () -> number("select count(*) from platform.scheduled_tasks where task_name = 'test-effect'") == 0);
        assertThat(number("select count(*) from effect")).as("none is missing").isEqualTo(JOBS);
        var mails = number("select count(*) from mail");
        // What has no key shows that jobs did run again.
        assertThat(mails).isBetween(JOBS, JOBS + KILLS * JOBS_AT_ONCE);
        assertThat(number(
                        "select coalesce(max(copies), 0) from (select count(*) as copies from mail group by subject)"))
                .as("copies of one mail")
                .isLessThanOrEqualTo(KILLS + 1);
        System.out.println(KILLS + " kills, " + JOBS + " jobs, " + (mails - JOBS) + " started twice");
    }

    private void seed() throws SQLException {
        update("create table mail (subject text not null)");
        update("create table effect (subject text primary key)");
        update("""
                insert into platform.scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                select 'test-effect', n::text, now(), false, 1 from generate_series(1, %d) n""".formatted(JOBS));
    }

    private ProductProcess start() throws IOException {
        return new ProductProcess(
                folder,
                Effects.class,
                "160m",
                Map.of(
                        "SPRING_PROFILES_ACTIVE",
                        "prod",
                        "PARKAPP_ROLE",
                        "worker",
                        "PARKAPP_PORT",
                        "0",
                        "PARKAPP_DATA",
                        folder.resolve("data").toString(),
                        "PARKAPP_DATABASE_URL",
                        url,
                        "PARKAPP_DATABASE_CONNECTIONS",
                        "10",
                        "PARKAPP_JOBS_AT_ONCE",
                        String.valueOf(JOBS_AT_ONCE),
                        // The dead are found out sooner than in the product, unless there is time.
                        "DB_SCHEDULER_HEARTBEAT_INTERVAL",
                        Storm.size(1, 4) + "s",
                        "PARKAPP_JWT_SECRET",
                        UUID.nameUUIDFromBytes(new byte[] {1}) + "-for-this-test-only"));
    }

    private interface Check {
        boolean isTrue() throws SQLException;
    }

    private void await(String what, Check check) throws Exception {
        for (var deadline = Instant.now().plus(END_MAX); !check.isTrue(); Thread.sleep(200)) {
            assertThat(Instant.now())
                    .as(() -> what + "; " + workers.getFirst().log())
                    .isBefore(deadline);
        }
    }

    private void update(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int number(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }
}
