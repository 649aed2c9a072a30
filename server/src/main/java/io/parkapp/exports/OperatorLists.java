package io.parkapp.exports;

import io.parkapp.platform.Sql;
import io.parkapp.platform.StreamingSql;
import io.parkapp.platform.Table;
import io.parkapp.values.LocalTimes;
import io.parkapp.values.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// What operators keep, whole; of these operators, or of all where they are null. Each needs a transaction around it.
@Repository
class OperatorLists {
    private final StreamingSql streaming;

    OperatorLists(StreamingSql streaming) {
        this.streaming = streaming;
    }

    /// Archived ones too.
    ///
    /// @param text words that name, address or PIN code must all have; null for any
    Table lots(UUID @Nullable [] operators, @Nullable String text) {
        var header = List.of(
                "Car park",
                "Operator",
                "Address",
                "PIN code",
                "City",
                "Latitude",
                "Longitude",
                "Time zone",
                "Currency",
                "Paid",
                "Spots",
                "In service",
                "Archived",
                "Id");
        return new Table(
                "Car parks",
                header,
                null,
                sink -> streaming
                        .client()
                        .sql("""
                        select lot.*, lot.position[1] as latitude, lot.position[0] as longitude,
                               operator.name as operator_name, spot.total, spot.in_service
                        from lots.lot
                        join lots.operator on operator.id = lot.operator_id
                        cross join lateral (
                            select count(*) as total, count(*) filter (where in_service) as in_service
                            from lots.spot where spot.lot_id = lot.id) as spot
                        where (cast(:operators as uuid[]) is null or lot.operator_id = any(:operators))
                          and lot.search like all (
                              select '%' || word || '%'
                              from regexp_split_to_table(btrim(lots.words(coalesce(:text, ''))), '\\s+') as word)
                        order by lot.folded_name, lot.id""")
                        .param("operators", operators)
                        .param("text", text)
                        .query(row -> {
                            sink.row(
                                    row.getString("name"),
                                    row.getString("operator_name"),
                                    row.getString("address"),
                                    row.getString("pin_code"),
                                    row.getString("city"),
                                    row.getBigDecimal("latitude"),
                                    row.getBigDecimal("longitude"),
                                    row.getString("time_zone"),
                                    row.getString("currency"),
                                    row.getString("payment_policy"),
                                    row.getLong("total"),
                                    row.getLong("in_service"),
                                    row.getTimestamp("archived_at") == null ? "no" : "yes",
                                    Sql.id(row, "id"));
                        }));
    }

    /// Promo codes, and the validations of merchants.
    Table codes(UUID @Nullable [] operators) {
        var header = List.of(
                "Code",
                "Operator",
                "Merchant",
                "Takes off",
                "How much",
                "Currency",
                "Valid from (UTC)",
                "Valid until (UTC)",
                "Used",
                "Uses at most",
                "Uses at most per account",
                "Id");
        return new Table(
                "Codes",
                header,
                null,
                sink -> streaming
                        .client()
                        .sql("""
                        select code.*, merchant.name as merchant_name, operator.name as operator_name
                        from vouchers.code
                        join lots.operator on operator.id = code.operator_id
                        left join vouchers.merchant on merchant.id = code.merchant_id
                        where (cast(:operators as uuid[]) is null or code.operator_id = any(:operators))
                        order by operator.name, code.code, code.id""")
                        .param("operators", operators)
                        .query(row -> {
                            sink.row(
                                    row.getString("code"),
                                    row.getString("operator_name"),
                                    row.getString("merchant_name"),
                                    row.getString("kind"),
                                    row.getString("currency") == null ? row.getLong("value") : amount(row, "value"),
                                    row.getString("currency"),
                                    time(row, "valid_from", ZoneOffset.UTC.getId()),
                                    time(row, "valid_until", ZoneOffset.UTC.getId()),
                                    row.getLong("used"),
                                    row.getObject("uses_max"),
                                    row.getObject("uses_per_account_max"),
                                    Sql.id(row, "id"));
                        }));
    }

    /// Cash drawers, the newest first. What was expected is told only once it was counted.
    Table shifts(UUID @Nullable [] operators) {
        var header = List.of(
                "Opened",
                "Closed",
                "Time zone",
                "Car park",
                "Attendant",
                "Float",
                "Counted",
                "Expected",
                "Currency",
                "Reason",
                "Id");
        return new Table(
                "Shifts",
                header,
                null,
                sink -> streaming
                        .client()
                        .sql("""
                        select shift.*, lot.name as lot_name, lot.time_zone, account.name as attendant_name
                        from desk.shift
                        join lots.lot on lot.id = shift.lot_id
                        join accounts.account on account.id = shift.account_id
                        where (cast(:operators as uuid[]) is null or shift.operator_id = any(:operators))
                        order by shift.opened_at desc, shift.id desc""")
                        .param("operators", operators)
                        .query(row -> {
                            var zone = zone(row);
                            sink.row(
                                    time(row, "opened_at", zone),
                                    time(row, "closed_at", zone),
                                    zone,
                                    row.getString("lot_name"),
                                    row.getString("attendant_name"),
                                    amount(row, "float_minor"),
                                    amount(row, "counted_minor"),
                                    amount(row, "expected_minor"),
                                    row.getString("currency"),
                                    row.getString("reason"),
                                    Sql.id(row, "id"));
                        }));
    }

    /// Prices that were changed by hand, the newest first. Below zero: less is owed.
    Table corrections(UUID @Nullable [] operators) {
        var header = List.of(
                "Asked",
                "Decided",
                "Time zone",
                "Reservation",
                "Car park",
                "Amount",
                "Currency",
                "Reason",
                "Status",
                "Asked by",
                "Decided by",
                "Id");
        return new Table(
                "Corrections",
                header,
                null,
                sink -> streaming
                        .client()
                        .sql("""
                        select correction.*, lot.name as lot_name, lot.time_zone, 'P' || reservation.number as number,
                               asker.name as asker_name, decider.name as decider_name
                        from payments.correction
                        join lots.lot on lot.id = correction.lot_id
                        left join parking.reservation on reservation.id = correction.subject_id
                        left join accounts.account asker on asker.id = correction.asked_by
                        left join accounts.account decider on decider.id = correction.decided_by
                        where (cast(:operators as uuid[]) is null or correction.operator_id = any(:operators))
                        order by correction.asked_at desc, correction.id desc""")
                        .param("operators", operators)
                        .query(row -> {
                            var zone = zone(row);
                            sink.row(
                                    time(row, "asked_at", zone),
                                    time(row, "decided_at", zone),
                                    zone,
                                    row.getString("number"),
                                    row.getString("lot_name"),
                                    amount(row, "amount_minor"),
                                    row.getString("currency"),
                                    row.getString("reason"),
                                    row.getString("status"),
                                    row.getString("asker_name"),
                                    row.getString("decider_name"),
                                    Sql.id(row, "id"));
                        }));
    }

    /// Payments that banks want back, the newest first.
    Table disputes(UUID @Nullable [] operators) {
        var header = List.of(
                "Opened",
                "Closed",
                "Time zone",
                "Reservation",
                "Car park",
                "Provider",
                "Provider's reference",
                "Amount",
                "Currency",
                "State",
                "Reason",
                "Id");
        return new Table(
                "Disputes",
                header,
                null,
                sink -> streaming
                        .client()
                        .sql("""
                        select dispute.*, lot.name as lot_name, lot.time_zone, 'P' || reservation.number as number
                        from payments.dispute
                        join payments.charge on charge.id = dispute.charge_id
                        join lots.lot on lot.id = charge.lot_id
                        left join parking.reservation on reservation.id = charge.subject_id
                        where (cast(:operators as uuid[]) is null or charge.operator_id = any(:operators))
                        order by dispute.opened_at desc, dispute.id desc""")
                        .param("operators", operators)
                        .query(row -> {
                            var zone = zone(row);
                            sink.row(
                                    time(row, "opened_at", zone),
                                    time(row, "closed_at", zone),
                                    zone,
                                    row.getString("number"),
                                    row.getString("lot_name"),
                                    row.getString("provider"),
                                    row.getString("provider_ref"),
                                    amount(row, "amount_minor"),
                                    row.getString("currency"),
                                    row.getString("state"),
                                    row.getString("reason"),
                                    Sql.id(row, "id"));
                        }));
    }

    private static String zone(ResultSet row) throws SQLException {
        return Objects.requireNonNull(row.getString("time_zone"));
    }

    private static @Nullable String time(ResultSet row, String column, String zone) throws SQLException {
        var at = Sql.instantOrNull(row, column);
        return at == null ? null : new LocalTimes(zone).stamp(at);
    }

    /// In the row's currency.
    private static @Nullable BigDecimal amount(ResultSet row, String column) throws SQLException {
        var minor = row.getObject(column, Long.class);
        return minor == null
                ? null
                : Money.of(minor, Objects.requireNonNull(row.getString("currency")))
                        .major();
    }
}
