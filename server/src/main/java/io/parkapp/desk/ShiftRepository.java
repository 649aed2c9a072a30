package io.parkapp.desk;

import io.parkapp.platform.Sql;
import io.parkapp.values.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ShiftRepository {
    private static final String READ = """
            select shift.*, lot.name as lot_name, account.name as attendant_name
            from desk.shift
            join lots.lot on lot.id = shift.lot_id
            join accounts.account on account.id = shift.account_id
            """;

    private final JdbcClient jdbc;

    ShiftRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Empty when the attendant has one that is not finished. Of several at once, the database lets one through.
    Optional<UUID> open(UUID attendant, UUID operator, UUID lot, Money openingFloat, Instant now) {
        return jdbc.sql("""
                        insert into desk.shift (operator_id, lot_id, account_id, currency, float_minor, opened_at)
                        values (:operator, :lot, :attendant, :currency, :float, :now)
                        on conflict (account_id)
                            where closed_at is null or (counted_minor <> expected_minor and reason is null)
                            do nothing
                        returning id""")
                .param("operator", operator)
                .param("lot", lot)
                .param("attendant", attendant)
                .param("currency", openingFloat.currency())
                .param("float", openingFloat.amountMinor())
                .param("now", Sql.time(now))
                .query(UUID.class)
                .optional();
    }

    /// The one that is open, or whose difference waits for its reason.
    Optional<Shift> unfinished(UUID attendant) {
        return jdbc.sql(READ + """
                        where account_id = :attendant
                          and (closed_at is null or (counted_minor <> expected_minor and reason is null))""")
                .param("attendant", attendant)
                .query(ShiftRepository::shift)
                .optional();
    }

    Shift find(UUID id) {
        return jdbc.sql(READ + "where shift.id = :id")
                .param("id", id)
                .query(ShiftRepository::shift)
                .single();
    }

    /// An open drawer.
    record Drawer(UUID shiftId, UUID operatorId, String currency) {}

    /// The attendant's open drawer, which nobody closes until the transaction ends. One that is being closed is waited
    /// for, and then is none.
    Optional<Drawer> keepOpen(UUID attendant) {
        return jdbc.sql("""
                        select id, operator_id, currency from desk.shift
                        where account_id = :attendant and closed_at is null
                        for share""")
                .param("attendant", attendant)
                .query(ShiftRepository::drawer)
                .optional();
    }

    /// The attendant's open drawer, into which nothing goes any more: waits for what is on its way.
    Optional<Drawer> hold(UUID attendant) {
        return jdbc.sql("""
                        select id, operator_id, currency from desk.shift
                        where account_id = :attendant and closed_at is null
                        for no key update""")
                .param("attendant", attendant)
                .query(ShiftRepository::drawer)
                .optional();
    }

    /// A statement of its own after [#hold], since it sees only what was committed before it began.
    ///
    /// @return false when it was closed already
    boolean close(UUID id, Money counted, @Nullable String reason, Instant now) {
        return jdbc.sql("""
                        update desk.shift
                        set closed_at = :now, counted_minor = :counted, reason = :reason,
                            expected_minor = (
                                select coalesce(sum(debit_minor - credit_minor), 0)
                                from ledger.entry
                                where account = 'CASH' and part = cast(:id as text))
                        where id = :id and closed_at is null""")
                        .param("id", id)
                        .param("counted", counted.amountMinor())
                        .param("reason", reason)
                        .param("now", Sql.time(now))
                        .update()
                == 1;
    }

    /// @return the attendant's shift whose difference had no reason until now
    Optional<UUID> explain(UUID attendant, String reason) {
        return jdbc.sql("""
                        update desk.shift set reason = :reason
                        where account_id = :attendant and counted_minor <> expected_minor and reason is null
                        returning id""")
                .param("attendant", attendant)
                .param("reason", reason)
                .query(UUID.class)
                .optional();
    }

    /// Newest first.
    ///
    /// @param operators null for everybody's
    List<Shift> list(
            UUID @Nullable [] operators,
            @Nullable UUID lot,
            @Nullable Instant afterOpened,
            @Nullable UUID afterId,
            int limit) {
        return jdbc.sql(READ + """
                        where (cast(:operators as uuid[]) is null or shift.operator_id = any(:operators))
                          and (cast(:lot as uuid) is null or shift.lot_id = :lot)
                          and (cast(:afterId as uuid) is null or (shift.opened_at, shift.id) < (:afterOpened, :afterId))
                        order by shift.opened_at desc, shift.id desc
                        limit :limit""")
                .param("operators", operators)
                .param("lot", lot)
                .param("afterOpened", Sql.timeOrNull(afterOpened))
                .param("afterId", afterId)
                .param("limit", limit)
                .query(ShiftRepository::shift)
                .list();
    }

    /// By name.
    ///
    /// @param operators null for everybody's
    List<DeskLot> lots(UUID @Nullable [] operators, int limit) {
        return jdbc.sql("""
                        select id, name, currency from lots.lot
                        where archived_at is null
                          and (cast(:operators as uuid[]) is null or operator_id = any(:operators))
                        order by folded_name, id
                        limit :limit""")
                .param("operators", operators)
                .param("limit", limit)
                .query((row, number) ->
                        new DeskLot(Sql.id(row, "id"), row.getString("name"), row.getString("currency")))
                .list();
    }

    private static Drawer drawer(ResultSet row, int number) throws SQLException {
        return new Drawer(Sql.id(row, "id"), Sql.id(row, "operator_id"), row.getString("currency"));
    }

    private static Shift shift(ResultSet row, int number) throws SQLException {
        var currency = row.getString("currency");
        var counted = moneyOrNull(row.getObject("counted_minor", Long.class), currency);
        var expected = moneyOrNull(row.getObject("expected_minor", Long.class), currency);
        return new Shift(
                Sql.id(row, "id"),
                Sql.id(row, "operator_id"),
                Sql.id(row, "lot_id"),
                row.getString("lot_name"),
                Sql.id(row, "account_id"),
                row.getString("attendant_name"),
                Sql.instant(row, "opened_at"),
                Money.of(row.getLong("float_minor"), currency),
                Sql.instantOrNull(row, "closed_at"),
                counted,
                expected,
                counted == null || expected == null ? null : counted.minus(expected),
                row.getString("reason"));
    }

    private static @Nullable Money moneyOrNull(@Nullable Long minor, String currency) {
        return minor == null ? null : Money.of(minor, currency);
    }
}
