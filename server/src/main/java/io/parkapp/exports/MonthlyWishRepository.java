package io.parkapp.exports;

import io.parkapp.platform.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MonthlyWishRepository {
    private final JdbcClient jdbc;

    MonthlyWishRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param dueAt when the report of the month before is made
    record Due(UUID account, String timeZone, Instant dueAt) {}

    Optional<Due> find(UUID account) {
        return jdbc.sql("select account_id, time_zone, due_at from exports.monthly_wish where account_id = :account")
                .param("account", account)
                .query((row, index) -> new Due(
                        Sql.id(row, "account_id"),
                        Objects.requireNonNull(row.getString("time_zone")),
                        Sql.instant(row, "due_at")))
                .optional();
    }

    void put(UUID account, String timeZone, Instant dueAt) {
        jdbc.sql("""
                        insert into exports.monthly_wish as wish (account_id, time_zone, due_at)
                        values (:account, :timeZone, :dueAt)
                        on conflict (account_id) do update
                            set time_zone = excluded.time_zone, due_at = excluded.due_at
                            where wish.time_zone <> excluded.time_zone""")
                .param("account", account)
                .param("timeZone", timeZone)
                .param("dueAt", Sql.time(dueAt))
                .update();
    }

    void delete(UUID account) {
        jdbc.sql("delete from exports.monthly_wish where account_id = :account")
                .param("account", account)
                .update();
    }

    /// Those whose time has come, the longest waiting first. Whoever else asks at the same time gets others.
    List<Due> lockDue(Instant now, int limit) {
        return jdbc.sql("""
                        select account_id, time_zone, due_at from exports.monthly_wish
                        where due_at <= :now
                        order by due_at, account_id
                        limit :limit
                        for update skip locked""")
                .param("now", Sql.time(now))
                .param("limit", limit)
                .query((row, index) -> new Due(
                        Sql.id(row, "account_id"),
                        Objects.requireNonNull(row.getString("time_zone")),
                        Sql.instant(row, "due_at")))
                .list();
    }

    void postpone(UUID account, Instant dueAt) {
        jdbc.sql("update exports.monthly_wish set due_at = :dueAt where account_id = :account")
                .param("account", account)
                .param("dueAt", Sql.time(dueAt))
                .update();
    }

    /// Of the lot where somebody parked last.
    Optional<String> lastZone(UUID account) {
        return jdbc.sql("""
                        select lot.time_zone
                        from parking.reservation join lots.lot on lot.id = reservation.lot_id
                        where reservation.account_id = :account
                        order by reservation.from_at desc, reservation.id desc
                        limit 1""").param("account", account).query(String.class).optional();
    }
}
