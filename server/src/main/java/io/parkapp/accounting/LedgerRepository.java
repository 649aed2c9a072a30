package io.parkapp.accounting;

import io.parkapp.accounting.Books.Span;
import io.parkapp.platform.Sql;
import io.parkapp.values.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads the ledger by its rows, each both of its sides.
@Repository
class LedgerRepository {
    private static final String ROWS = """
            select transfer.id, transfer.at, transfer.event, transfer.debit, transfer.debit_part, transfer.credit,
                   transfer.credit_part, transfer.amount_minor, transfer.currency, lot.name as lot_name,
                   coalesce(lot.time_zone, 'UTC') as time_zone, reservation.id as reservation_id,
                   'P' || reservation.number as reservation_number
            from ledger.transfer
            left join lots.lot on lot.id = transfer.lot_id
            left join parking.reservation on reservation.id = transfer.subject_id
            where transfer.operator_id = :operator
            """;

    private final JdbcClient jdbc;

    LedgerRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param span null for all time
    /// @param account on either side
    /// @param reservation its number
    record Filter(
            UUID operator,
            @Nullable Span span,
            @Nullable LedgerAccount account,
            @Nullable LedgerEvent event,
            @Nullable Long reservation,
            @Nullable UUID lotId,
            @Nullable Instant afterAt,
            @Nullable UUID afterId,
            int limit) {}

    /// Newest first. Only the conditions that are asked for stand in the statement, so that each gets its own plan:
    /// what is frequent, and one reservation, is found by an index; what is rare takes a look at a year of the
    /// operator's rows at most.
    List<LedgerTransfer> list(Filter filter) {
        var sql = new StringBuilder(ROWS);
        var span = filter.span();
        if (span != null) {
            // The outer bounds, a day wider than any time zone, are for the index.
            sql.append("""
                    and transfer.at >= (cast(:from as date) - 1)::timestamp at time zone 'UTC'
                    and transfer.at < (cast(:until as date) + 2)::timestamp at time zone 'UTC'
                    and (transfer.at at time zone coalesce(lot.time_zone, 'UTC'))::date between :from and :until
                    """);
        }
        if (filter.account() != null) {
            sql.append("and :account in (transfer.debit, transfer.credit)\n");
        }
        if (filter.event() != null) {
            sql.append("and transfer.event = :event\n");
        }
        if (filter.reservation() != null) {
            sql.append("""
                    and transfer.subject_id = (select stay.id from parking.reservation as stay
                                               where stay.number = :reservation)
                    """);
        }
        if (filter.lotId() != null) {
            sql.append("and transfer.lot_id = :lot\n");
        }
        if (filter.afterId() != null) {
            sql.append("and (transfer.at, transfer.id) < (:afterAt, :afterId)\n");
        }
        sql.append("order by transfer.at desc, transfer.id desc limit :limit");
        return jdbc.sql(sql.toString())
                .param("operator", filter.operator())
                .param("from", span == null ? null : span.from())
                .param("until", span == null ? null : span.until())
                .param(
                        "account",
                        filter.account() == null ? null : filter.account().name())
                .param("event", filter.event() == null ? null : filter.event().name())
                .param("reservation", filter.reservation())
                .param("lot", filter.lotId())
                .param("afterAt", Sql.timeOrNull(filter.afterAt()))
                .param("afterId", filter.afterId())
                .param("limit", filter.limit())
                .query(LedgerRepository::read)
                .list();
    }

    private static LedgerTransfer read(ResultSet row, int index) throws SQLException {
        return new LedgerTransfer(
                Sql.id(row, "id"),
                Sql.instant(row, "at"),
                LedgerEvent.valueOf(row.getString("event")),
                LedgerAccount.valueOf(row.getString("debit")),
                part(row, "debit_part"),
                LedgerAccount.valueOf(row.getString("credit")),
                part(row, "credit_part"),
                Money.of(row.getLong("amount_minor"), row.getString("currency")),
                row.getObject("reservation_id", UUID.class),
                row.getString("reservation_number"),
                row.getString("lot_name"),
                row.getString("time_zone"));
    }

    private static @Nullable String part(ResultSet row, String column) throws SQLException {
        var part = row.getString(column);
        return part.isEmpty() ? null : part;
    }
}
