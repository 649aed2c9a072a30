package io.parkapp.statements;

import io.parkapp.parking.ReservationStatus;
import io.parkapp.platform.Sql;
import io.parkapp.values.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StayRepository {
    private final JdbcClient jdbc;

    StayRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// That begin in the span, the earliest first. What was never confirmed is none.
    List<Stay> of(UUID account, Instant from, Instant until, int limit) {
        return jdbc.sql("""
                        select 'P' || stay.number as number, stay.from_at, stay.until_at, stay.checked_in_at,
                               stay.checked_out_at, stay.status, stay.plate, stay.lot_id, lot.name as lot_name,
                               lot.time_zone, spot.label, stay.currency,
                               (select coalesce(sum(charge.amount_minor), 0) from payments.charge
                                where charge.subject_id = stay.id and charge.status = 'SUCCEEDED')
                               - (select coalesce(sum(refund.amount_minor), 0)
                                  from payments.refund join payments.charge on charge.id = refund.charge_id
                                  where charge.subject_id = stay.id and refund.status = 'SUCCEEDED') as paid_minor,
                               array(select document.spoken_number from receipts.document
                                     where document.subject_id = stay.id
                                     order by document.issued_at, document.id) as documents
                        from parking.reservation as stay
                        join lots.lot on lot.id = stay.lot_id
                        join lots.spot on spot.id = stay.spot_id
                        where stay.account_id = :account and stay.from_at >= :from and stay.from_at < :until
                          and stay.status not in ('HELD', 'EXPIRED')
                        order by stay.from_at, stay.id
                        limit :limit""")
                .param("account", account)
                .param("from", Sql.time(from))
                .param("until", Sql.time(until))
                .param("limit", limit)
                .query(StayRepository::stay)
                .list();
    }

    String nameOf(UUID account) {
        return jdbc.sql("select name from accounts.account where id = :account")
                .param("account", account)
                .query(String.class)
                .single();
    }

    private static Stay stay(ResultSet row, int index) throws SQLException {
        var documents = (String[]) row.getArray("documents").getArray();
        return new Stay(
                Objects.requireNonNull(row.getString("number")),
                Sql.instant(row, "from_at"),
                Sql.instant(row, "until_at"),
                Sql.instantOrNull(row, "checked_in_at"),
                Sql.instantOrNull(row, "checked_out_at"),
                ReservationStatus.valueOf(row.getString("status")),
                Objects.requireNonNull(row.getString("plate")),
                Sql.id(row, "lot_id"),
                Objects.requireNonNull(row.getString("lot_name")),
                Objects.requireNonNull(row.getString("time_zone")),
                Objects.requireNonNull(row.getString("label")),
                Money.of(row.getLong("paid_minor"), Objects.requireNonNull(row.getString("currency"))),
                Arrays.asList(documents));
    }
}
