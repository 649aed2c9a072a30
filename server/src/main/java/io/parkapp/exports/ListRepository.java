package io.parkapp.exports;

import io.parkapp.platform.Sql;
import io.parkapp.platform.StreamingSql;
import io.parkapp.platform.Table.Sink;
import io.parkapp.values.LocalTimes;
import io.parkapp.values.Money;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// Lists that no page shows as one. Each needs a transaction around it.
@Repository
class ListRepository {
    private final StreamingSql streaming;

    ListRepository(StreamingSql streaming) {
        this.streaming = streaming;
    }

    /// @param operators whose; null for everybody's
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Scope(
            UUID @Nullable [] operators,
            @Nullable UUID lotId,
            @Nullable Instant from,
            @Nullable Instant until) {}

    /// What was asked for and given back, the newest first. What was given back is below nothing.
    void payments(Scope scope, Sink sink) {
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
                .param("operators", scope.operators())
                .param("lot", scope.lotId())
                .param("from", Sql.timeOrNull(scope.from()))
                .param("until", Sql.timeOrNull(scope.until()))
                .query(row -> {
                    var zone = row.getString("time_zone");
                    sink.row(
                            new LocalTimes(zone).stamp(Sql.instant(row, "at")),
                            zone,
                            row.getString("kind"),
                            row.getString("number"),
                            row.getString("lot_name"),
                            row.getString("provider"),
                            row.getString("provider_ref"),
                            Money.of(row.getLong("amount_minor"), Objects.requireNonNull(row.getString("currency")))
                                    .major(),
                            row.getString("currency"),
                            row.getString("status"),
                            row.getString("failure"),
                            Sql.id(row, "id"));
                });
    }

    /// In the order of lots and, within each, of its plan.
    ///
    /// @param operators whose; null for everybody's
    void spots(UUID @Nullable [] operators, @Nullable UUID lot, Sink sink) {
        streaming
                .client()
                .sql("""
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
                        order by lot.folded_name, lot.id, level.ordinal, spot.ordinal, spot.id""")
                .param("operators", operators)
                .param("lot", lot)
                .query(row -> {
                    sink.row(
                            row.getString("lot_name"),
                            row.getString("address"),
                            row.getString("pin_code"),
                            row.getString("city"),
                            row.getString("level_name"),
                            row.getString("label"),
                            row.getString("kind"),
                            row.getBoolean("in_service") ? "yes" : "no",
                            row.getBoolean("occupied") ? "yes" : "no",
                            Sql.id(row, "id"));
                });
    }
}
