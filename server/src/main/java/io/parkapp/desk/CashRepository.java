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
class CashRepository {
    private static final String REFUNDS = """
            select refund.id, charge.operator_id, charge.subject_id, 'P' || reservation.number as number,
                   reservation.plate, lot.name as lot_name, refund.amount_minor, refund.currency, refund.created_at,
                   case when refund.status = 'SUCCEEDED' then refund.settled_at end as paid_at
            from payments.refund
            join payments.charge on charge.id = refund.charge_id and charge.provider = 'cash'
            join parking.reservation on reservation.id = charge.subject_id
            join lots.lot on lot.id = charge.lot_id
            """;

    private final JdbcClient jdbc;

    CashRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(CashPayment payment, UUID shift, Instant now) {
        jdbc.sql("""
                        insert into desk.cash_payment
                            (charge_id, shift_id, subject_id, amount_minor, given_minor, currency, at)
                        values (:charge, :shift, :subject, :amount, :given, :currency, :now)""")
                .param("charge", payment.id())
                .param("shift", shift)
                .param("subject", payment.reservationId())
                .param("amount", payment.amount().amountMinor())
                .param("given", payment.given().amountMinor())
                .param("currency", payment.amount().currency())
                .param("now", Sql.time(now))
                .update();
    }

    /// Those that wait, the longest first.
    ///
    /// @param operators null for everybody's
    List<CashRefund> pending(
            UUID @Nullable [] operators, @Nullable Instant afterCreated, @Nullable UUID afterId, int limit) {
        return jdbc.sql(REFUNDS + """
                        where refund.status = 'PENDING'
                          and (cast(:operators as uuid[]) is null or charge.operator_id = any(:operators))
                          and (cast(:afterId as uuid) is null
                               or (refund.created_at, refund.id) > (:afterCreated, :afterId))
                        order by refund.created_at, refund.id
                        limit :limit""")
                .param("operators", operators)
                .param("afterCreated", Sql.timeOrNull(afterCreated))
                .param("afterId", afterId)
                .param("limit", limit)
                .query(CashRepository::refund)
                .list();
    }

    Optional<CashRefund> find(UUID refund) {
        return jdbc.sql(REFUNDS + "where refund.id = :id")
                .param("id", refund)
                .query(CashRepository::refund)
                .optional();
    }

    private static CashRefund refund(ResultSet row, int number) throws SQLException {
        return new CashRefund(
                Sql.id(row, "id"),
                Sql.id(row, "operator_id"),
                Sql.id(row, "subject_id"),
                row.getString("number"),
                row.getString("plate"),
                row.getString("lot_name"),
                Money.of(row.getLong("amount_minor"), row.getString("currency")),
                Sql.instant(row, "created_at"),
                Sql.instantOrNull(row, "paid_at"));
    }
}
