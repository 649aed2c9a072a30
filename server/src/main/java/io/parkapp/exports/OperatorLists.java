package io.parkapp.exports;

import io.parkapp.platform.Sql;
import io.parkapp.platform.StreamingSql;
import io.parkapp.platform.Table;
import io.parkapp.values.LocalTimes;
import io.parkapp.values.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/// What operators keep, whole; of these operators, or of all where they are null. Each needs a transaction around it.
@Repository
class OperatorLists {
    private final StreamingSql streaming;

    OperatorLists(StreamingSql streaming) {
        this.streaming = streaming;
    }

    /// What was asked for and given back, the newest first. What was given back is below nothing.
    Table payments(UUID @Nullable [] operators, @Nullable UUID lot, @Nullable Instant from, @Nullable Instant until) {
        return table(
                "Payments",
                streaming
                        .client()
                        .sql("""
                        with charge as (
                            select * from payments.charge
                            where (cast(:operators as uuid[]) is null or operator_id = any(:operators))
                              and (cast(:lot as uuid) is null or lot_id = :lot)
                        ), movement as (
                            select id, subject_id, lot_id, provider, provider_ref, 'CHARGE' as kind, amount_minor,
                                   currency, status, failure, coalesce(succeeded_at, created_at) as at
                            from charge
                            union all
                            select refund.id, subject_id, lot_id, provider, provider_ref, 'REFUND',
                                   -refund.amount_minor, refund.currency, refund.status, refund.failure,
                                   coalesce(refund.settled_at, refund.created_at)
                            from payments.refund join charge on charge.id = refund.charge_id)
                        select movement.*, lot.name as lot_name, lot.time_zone, 'P' || reservation.number as number
                        from movement
                        join lots.lot on lot.id = movement.lot_id
                        left join parking.reservation on reservation.id = movement.subject_id
                        where (cast(:from as timestamptz) is null or at >= :from)
                          and (cast(:until as timestamptz) is null or at < :until)
                        order by at desc, movement.id desc""")
                        .param("operators", operators)
                        .param("lot", lot)
                        .param("from", Sql.timeOrNull(from))
                        .param("until", Sql.timeOrNull(until)),
                time("Time", "at"),
                text("Time zone", "time_zone"),
                text("Kind", "kind"),
                text("Reservation", "number"),
                text("Car park", "lot_name"),
                text("Provider", "provider"),
                text("Provider's reference", "provider_ref"),
                amount("Amount", "amount_minor"),
                text("Currency", "currency"),
                text("Status", "status"),
                text("Failure", "failure"),
                text("Id", "id"));
    }

    /// In the order of lots and, within each, of its plan.
    Table spots(UUID @Nullable [] operators, @Nullable UUID lot) {
        return table(
                "Spots",
                streaming.client().sql("""
                        select lot.name as lot_name, lot.address, lot.pin_code, lot.city, level.name as level_name,
                               spot.id, spot.label, spot.kind, spot.in_service,
                               exists (select from parking.reservation
                                       where reservation.spot_id = spot.id
                                         and reservation.status = 'CHECKED_IN') as occupied
                        from lots.lot
                        join lots.spot on spot.lot_id = lot.id
                        join lots.level on level.id = spot.level_id
                        where (cast(:operators as uuid[]) is null or lot.operator_id = any(:operators))
                          and (cast(:lot as uuid) is null or lot.id = :lot)
                          and lot.archived_at is null
                        order by lot.folded_name, lot.id, level.ordinal, spot.ordinal, spot.id""").param("operators", operators).param("lot", lot),
                text("Car park", "lot_name"),
                text("Address", "address"),
                text("PIN code", "pin_code"),
                text("City", "city"),
                text("Level", "level_name"),
                text("Spot", "label"),
                text("Kind", "kind"),
                yesOrNo("In service", "in_service"),
                yesOrNo("Car inside", "occupied"),
                text("Id", "id"));
    }

    /// Archived ones too.
    ///
    /// @param words that name, address or PIN code must all have; null for any
    Table lots(UUID @Nullable [] operators, @Nullable String words) {
        return table(
                "Car parks",
                streaming.client().sql("""
                        select lot.*, lot.position[1] as latitude, lot.position[0] as longitude,
                               operator.name as operator_name, spot.total, spot.in_service,
                               lot.archived_at is not null as archived
                        from lots.lot
                        join lots.operator on operator.id = lot.operator_id
                        cross join lateral (
                            select count(*) as total, count(*) filter (where in_service) as in_service
                            from lots.spot where spot.lot_id = lot.id) as spot
                        where (cast(:operators as uuid[]) is null or lot.operator_id = any(:operators))
                          and lot.search like all (
                              select '%' || word || '%'
                              from regexp_split_to_table(btrim(lots.words(coalesce(:text, ''))), '\\s+') as word)
                        order by lot.folded_name, lot.id""").param("operators", operators).param("text", words),
                text("Car park", "name"),
                text("Operator", "operator_name"),
                text("Address", "address"),
                text("PIN code", "pin_code"),
                text("City", "city"),
                number("Latitude", "latitude"),
                number("Longitude", "longitude"),
                text("Time zone", "time_zone"),
                text("Currency", "currency"),
                text("Paid", "payment_policy"),
                number("Spots", "total"),
                number("In service", "in_service"),
                yesOrNo("Archived", "archived"),
                text("Id", "id"));
    }

    /// Promo codes, and the validations of merchants.
    Table codes(UUID @Nullable [] operators) {
        return table(
                "Codes",
                streaming.client().sql("""
                        select code.*, merchant.name as merchant_name, operator.name as operator_name,
                               'UTC' as time_zone
                        from vouchers.code
                        join lots.operator on operator.id = code.operator_id
                        left join vouchers.merchant on merchant.id = code.merchant_id
                        where (cast(:operators as uuid[]) is null or code.operator_id = any(:operators))
                        order by operator.name, code.code, code.id""").param("operators", operators),
                text("Code", "code"),
                text("Operator", "operator_name"),
                text("Merchant", "merchant_name"),
                text("Takes off", "kind"),
                // An amount has a currency; minutes and percent have none.
                new Column(
                        "How much",
                        row -> row.getString("currency") == null ? row.getBigDecimal("value") : major(row, "value")),
                text("Currency", "currency"),
                time("Valid from (UTC)", "valid_from"),
                time("Valid until (UTC)", "valid_until"),
                number("Used", "used"),
                number("Uses at most", "uses_max"),
                number("Uses at most per account", "uses_per_account_max"),
                text("Id", "id"));
    }

    /// Cash drawers, the newest first. What was expected is told only once it was counted.
    Table shifts(UUID @Nullable [] operators) {
        return table(
                "Shifts",
                streaming.client().sql("""
                        select shift.*, lot.name as lot_name, lot.time_zone, account.name as attendant_name
                        from desk.shift
                        join lots.lot on lot.id = shift.lot_id
                        join accounts.account on account.id = shift.account_id
                        where (cast(:operators as uuid[]) is null or shift.operator_id = any(:operators))
                        order by shift.opened_at desc, shift.id desc""").param("operators", operators),
                time("Opened", "opened_at"),
                time("Closed", "closed_at"),
                text("Time zone", "time_zone"),
                text("Car park", "lot_name"),
                text("Attendant", "attendant_name"),
                amount("Float", "float_minor"),
                amount("Counted", "counted_minor"),
                amount("Expected", "expected_minor"),
                text("Currency", "currency"),
                text("Reason", "reason"),
                text("Id", "id"));
    }

    /// Prices that were changed by hand, the newest first. Below zero: less is owed.
    Table corrections(UUID @Nullable [] operators) {
        return table(
                "Corrections",
                streaming.client().sql("""
                        select correction.*, lot.name as lot_name, lot.time_zone, 'P' || reservation.number as number,
                               asker.name as asker_name, decider.name as decider_name
                        from payments.correction
                        join lots.lot on lot.id = correction.lot_id
                        left join parking.reservation on reservation.id = correction.subject_id
                        left join accounts.account asker on asker.id = correction.asked_by
                        left join accounts.account decider on decider.id = correction.decided_by
                        where (cast(:operators as uuid[]) is null or correction.operator_id = any(:operators))
                        order by correction.asked_at desc, correction.id desc""").param("operators", operators),
                time("Asked", "asked_at"),
                time("Decided", "decided_at"),
                text("Time zone", "time_zone"),
                text("Reservation", "number"),
                text("Car park", "lot_name"),
                amount("Amount", "amount_minor"),
                text("Currency", "currency"),
                text("Reason", "reason"),
                text("Status", "status"),
                text("Asked by", "asker_name"),
                text("Decided by", "decider_name"),
                text("Id", "id"));
    }

    /// Payments that banks want back, the newest first.
    Table disputes(UUID @Nullable [] operators) {
        return table(
                "Disputes",
                streaming.client().sql("""
                        select dispute.*, lot.name as lot_name, lot.time_zone, 'P' || reservation.number as number
                        from payments.dispute
                        join payments.charge on charge.id = dispute.charge_id
                        join lots.lot on lot.id = charge.lot_id
                        left join parking.reservation on reservation.id = charge.subject_id
                        where (cast(:operators as uuid[]) is null or charge.operator_id = any(:operators))
                        order by dispute.opened_at desc, dispute.id desc""").param("operators", operators),
                time("Opened", "opened_at"),
                time("Closed", "closed_at"),
                text("Time zone", "time_zone"),
                text("Reservation", "number"),
                text("Car park", "lot_name"),
                text("Provider", "provider"),
                text("Provider's reference", "provider_ref"),
                amount("Amount", "amount_minor"),
                text("Currency", "currency"),
                text("State", "state"),
                text("Reason", "reason"),
                text("Id", "id"));
    }

    /// A column's header, and what stands below it.
    private record Column(String header, Cell cell) {
        @FunctionalInterface
        interface Cell {
            @Nullable
            Object of(ResultSet row) throws SQLException;
        }
    }

    private static Table table(String name, StatementSpec rows, Column... columns) {
        var header = Arrays.stream(columns).map(Column::header).toList();
        return new Table(
                name,
                header,
                null,
                sink -> rows.query(row -> {
                    var cells = new @Nullable Object[columns.length];
                    for (var index = 0; index < columns.length; index++) {
                        cells[index] = columns[index].cell().of(row);
                    }
                    sink.row(cells);
                }));
    }

    private static Column text(String header, String column) {
        return new Column(header, row -> row.getString(column));
    }

    private static Column number(String header, String column) {
        return new Column(header, row -> row.getBigDecimal(column));
    }

    private static Column yesOrNo(String header, String column) {
        return new Column(header, row -> row.getBoolean(column) ? "yes" : "no");
    }

    /// In the row's time zone.
    private static Column time(String header, String column) {
        return new Column(header, row -> {
            var at = Sql.instantOrNull(row, column);
            return at == null ? null : new LocalTimes(Objects.requireNonNull(row.getString("time_zone"))).stamp(at);
        });
    }

    /// In the row's currency.
    private static Column amount(String header, String column) {
        return new Column(header, row -> major(row, column));
    }

    private static @Nullable BigDecimal major(ResultSet row, String column) throws SQLException {
        var minor = row.getObject(column, Long.class);
        return minor == null
                ? null
                : Money.of(minor, Objects.requireNonNull(row.getString("currency")))
                        .major();
    }
}
