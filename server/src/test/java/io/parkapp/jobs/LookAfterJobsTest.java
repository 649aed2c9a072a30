package io.parkapp.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import io.parkapp.Http;
import io.parkapp.ParkappTest;
import io.parkapp.People;
import io.parkapp.TestClock;
import io.parkapp.platform.JobId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// With jobs about things that do not exist: they fail for a reason.
@ParkappTest
class LookAfterJobsTest {
    private static final String REPLAY = "reports-replay";
    private static final String REFUND = "payments-carry-out-refund";
    private static final Duration WAIT_MAX = Duration.ofSeconds(20);

    private final Scheduler scheduler;
    private final TestClock clock;
    private final JdbcClient jdbc;
    private final Http http;
    private final People people;
    private Http admin;

    LookAfterJobsTest(Scheduler scheduler, TestClock clock, JdbcClient jdbc, Http http, People people) {
        this.scheduler = scheduler;
        this.clock = clock;
        this.jdbc = jdbc;
        this.http = http;
        this.people = people;
        this.admin = http;
    }

    @BeforeEach
    void signIn() {
        admin = http.as(people.platformAdmin().token());
    }

    @AfterEach
    void forget() {
        jdbc.sql(
                        "delete from platform.scheduled_tasks where task_name in ('reports-replay', 'payments-carry-out-refund')")
                .update();
    }

    @Test
    void one_that_fails_says_why_and_when_it_is_tried_again() {
        var id = schedule(REFUND, "of nothing", clock.instant());
        var job = await(id, "RETRYING");
        assertThat(job.at("failures").asInt()).isPositive();
        assertThat(job.at("lastFailure").asString()).contains("IllegalArgumentException: Invalid UUID");
        assertThat(Instant.parse(job.at("dueAt").asString()))
                .isAfter(Instant.parse(job.at("lastFailureAt").asString()));
        assertThat(job.at("title").asString()).isEqualTo("Give money back through the provider");
        assertThat(job.at("retryable").asBoolean()).isTrue();
        assertThat(job.at("cancellable").asBoolean()).as("money must go back").isFalse();
        assertThat(admin.post("/api/jobs/" + id + "/cancellation").problem()).isEqualTo("job-not-cancellable");
    }

    @Test
    void one_that_was_given_up_is_kept_and_can_be_run_again() {
        var id = schedule(REPLAY, UUID.randomUUID().toString(), clock.instant());
        for (var attempt = 1; attempt < 3; attempt++) {
            await(id, "RETRYING");
            clock.push(Duration.ofSeconds(6));
        }
        var job = await(id, "FAILED");
        assertThat(job.at("failures").asInt()).isEqualTo(3);
        var listed = admin.get("/api/jobs?status=FAILED&name=" + REPLAY);
        assertThat(listed.at("items").valueStream().map(each -> each.at("/id").asString()))
                .contains(id);
        assertThat(admin.get("/api/jobs/overview").at("counts.FAILED").asInt()).isPositive();

        var again = admin.post("/api/jobs/" + id + "/retry");
        assertThat(again.status()).as(again.toString()).isEqualTo(200);
        assertThat(again.at("status").asString()).isIn("DUE", "RUNNING", "RETRYING");
        await(id, "RETRYING");
        var runs = admin.get("/api/jobs/runs?jobId=" + id);
        assertThat(runs.at("items").size()).isGreaterThanOrEqualTo(4);
        assertThat(runs.at("items.0.outcome").asString()).isEqualTo("FAILED");
        assertThat(runs.at("items.0.attempt").asInt()).isEqualTo(1);
        assertThat(admin.get("/api/audit?action=job.retried")
                        .at("items.0.details")
                        .toString())
                .contains(REPLAY);
    }

    @Test
    void one_that_waits_for_its_time_is_not_run_before_it() {
        var id = schedule(REFUND, UUID.randomUUID().toString(), clock.instant().plus(Duration.ofHours(1)));
        assertThat(await(id, "WAITING").at("retryable").asBoolean()).isFalse();
        assertThat(admin.post("/api/jobs/" + id + "/retry").problem()).isEqualTo("job-not-retryable");
    }

    @Test
    void one_that_recurs_can_be_run_now() {
        var listed = admin.get("/api/jobs?recurring=true&name=receipts-issue-missing");
        assertThat(listed.at("items.0.daily").asString()).isEqualTo("03:40:00");
        assertThat(listed.at("items.0.zone").asString()).isEqualTo("UTC");
        var id = listed.at("items.0.id").asString();
        var before = Instant.parse(listed.at("items.0.dueAt").asString());
        clock.push(Duration.ofSeconds(1));
        assertThat(admin.post("/api/jobs/" + id + "/retry").status()).isEqualTo(200);
        awaitUntil(() -> {
            var job = admin.get("/api/jobs/" + id);
            return !job.at("lastSuccessAt").isMissingNode()
                    && !Instant.parse(job.at("dueAt").asString()).isBefore(before);
        });
    }

    @Test
    void one_that_is_cancelled_hears_of_it_and_leaves_a_run() {
        scheduler.pause();
        try {
            var id = schedule(
                    REPLAY, UUID.randomUUID().toString(), clock.instant().plus(Duration.ofHours(1)));
            var cancelled = admin.post("/api/jobs/" + id + "/cancellation");
            assertThat(cancelled.at("cancelRequested").asBoolean()).isTrue();
            assertThat(cancelled.at("status").asString())
                    .as("it starts, to hear of it")
                    .isEqualTo("DUE");
        } finally {
            scheduler.resume();
        }
    }

    @Test
    void nobody_without_the_permission_sees_any() {
        var driver = http.as(people.driver().token());
        assertThat(driver.get("/api/jobs").status()).isEqualTo(403);
        assertThat(driver.get("/api/jobs/overview").status()).isEqualTo(403);
        assertThat(driver.post("/api/jobs/" + new JobId(REFUND, "1").text() + "/retry")
                        .status())
                .isEqualTo(403);
        assertThat(http.get("/api/jobs").status()).isEqualTo(401);
    }

    @Test
    void what_is_no_job_is_not_found() {
        assertThat(admin.get("/api/jobs/nonsense!").status()).isEqualTo(404);
        assertThat(admin.get("/api/jobs/" + new JobId(REFUND, "none").text()).status())
                .isEqualTo(404);
        assertThat(admin.get("/api/jobs?status=SLEEPING").status()).isEqualTo(400);
    }

    @Test
    void pages_follow_each_other() {
        for (var i = 0; i < 5; i++) {
            schedule(REFUND, "page-" + i, clock.instant().plus(Duration.ofDays(2)));
        }
        var first = admin.get("/api/jobs?name=" + REFUND + "&status=WAITING&limit=3");
        var second = admin.get("/api/jobs?name=" + REFUND + "&status=WAITING&limit=3&cursor="
                + first.at("nextCursor").asString());
        assertThat(first.at("items").size()).isEqualTo(3);
        assertThat(second.at("items.0.id")).isNotEqualTo(first.at("items.2.id"));
        assertThat(second.at("nextCursor").isMissingNode()).isTrue();
    }

    private String schedule(String name, String subject, Instant due) {
        scheduler.schedule(TaskDescriptor.of(name).instance(subject).build(), due);
        scheduler.triggerCheckForDueExecutions();
        return new JobId(name, subject).text();
    }

    private Http.Answer await(String id, String status) {
        awaitUntil(() -> admin.get("/api/jobs/" + id).at("status").asString("").equals(status));
        return admin.get("/api/jobs/" + id);
    }

    private static void awaitUntil(java.util.function.BooleanSupplier isTrue) {
        for (var deadline = Instant.now().plus(WAIT_MAX); !isTrue.getAsBoolean(); ) {
            assertThat(Instant.now()).isBefore(deadline);
            try {
                Thread.sleep(50);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
    }
}
