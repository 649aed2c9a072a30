package io.parkapp.accounting;

import io.parkapp.platform.Sql;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// What was said of each day.
@Repository
class ProvedDayRepository {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    ProvedDayRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// What is said of the day from now on.
    ///
    /// @return an alarm if the day is red and was not
    Optional<UUID> keep(Proof proof) {
        return jdbc.sql("""
                        with kept as (
                            insert into accounting.proof as known (operator_id, day, green, proved_at, checks, alarm_id)
                            values (:operator, :day, :green, :provedAt, cast(:checks as jsonb),
                                    case when not :green then uuidv7() end)
                            on conflict (operator_id, day) do update
                            set green = excluded.green, proved_at = excluded.proved_at, checks = excluded.checks,
                                alarm_id = case when not excluded.green
                                                then coalesce(known.alarm_id, excluded.alarm_id) end
                            returning new.alarm_id as alarm_id, old.alarm_id as before)
                        select alarm_id from kept where alarm_id is distinct from before and alarm_id is not null""")
                .param("operator", proof.operatorId())
                .param("day", proof.day())
                .param("green", proof.green())
                .param("provedAt", Sql.time(proof.provedAt()))
                .param("checks", json.writeValueAsString(proof.checks()))
                .query(UUID.class)
                .optional();
    }

    /// The newest day first.
    ///
    /// @param green null for both
    List<Kept> kept(UUID operator, @Nullable Boolean green, @Nullable LocalDate before, int limit) {
        return jdbc.sql("""
                        select day, green, proved_at from accounting.proof
                        where operator_id = :operator and (cast(:green as boolean) is null or green = :green)
                          and (cast(:before as date) is null or day < :before)
                        order by day desc limit :limit""")
                .param("operator", operator)
                .param("green", green)
                .param("before", before)
                .param("limit", limit)
                .query((row, index) -> new Kept(
                        row.getObject("day", LocalDate.class), row.getBoolean("green"), Sql.instant(row, "proved_at")))
                .list();
    }

    /// What was said of a day.
    record Kept(LocalDate day, boolean green, Instant provedAt) {}

    /// The inside count that the day before ended with, if it was proved.
    Optional<Long> insideAfter(UUID operator, LocalDate day) {
        return jdbc.sql("""
                        select (figure ->> 'count')::bigint
                        from accounting.proof
                        cross join jsonb_path_query(checks,
                            '$[*] ? (@.claim == "CARS").figures[*] ? (@.name == "INSIDE_AFTER")') as figure
                        where operator_id = :operator and day = :day""")
                .param("operator", operator)
                .param("day", day)
                .query(Long.class)
                .optional();
    }

    record Due(UUID operatorId, LocalDate day) {}

    /// Days that are over by every lot's calendar and are to be proved, the oldest first: those that were not yet; red
    /// ones again after a while, since somebody may have set them right; and green ones of the last days, since
    /// somebody may have changed what they stand on.
    ///
    /// @param daysBack so many days are proved at all
    /// @param daysWatched so many also when they were green
    List<Due> due(
            Instant now, int daysBack, Duration redAgainAfter, int daysWatched, Duration greenAgainAfter, int limit) {
        return jdbc.sql("""
                        select operator.id, over::date as day
                        from lots.operator
                        cross join lateral (
                            select min((cast(:now as timestamptz) at time zone time_zone)::date) as today
                            from lots.lot where operator_id = operator.id) as calendar
                        cross join lateral generate_series(
                            greatest(today - cast(:daysBack as int), operator.created_at::date)::timestamp,
                            (today - 1)::timestamp, interval '1 day') as over
                        where not exists (
                            select from accounting.proof
                            where proof.operator_id = operator.id and proof.day = over::date
                              and (proof.proved_at > cast(:now as timestamptz)
                                       - case when green then cast(:greenAgainAfter as interval)
                                              else cast(:redAgainAfter as interval) end
                                   or green and proof.day < today - cast(:daysWatched as int)))
                        order by over, operator.id limit :limit""")
                .param("now", Sql.time(now))
                .param("daysBack", daysBack)
                .param("redAgainAfter", Sql.interval(redAgainAfter))
                .param("daysWatched", daysWatched)
                .param("greenAgainAfter", Sql.interval(greenAgainAfter))
                .param("limit", limit)
                .query((row, index) -> new Due(Sql.id(row, "id"), row.getObject("day", LocalDate.class)))
                .list();
    }
}
