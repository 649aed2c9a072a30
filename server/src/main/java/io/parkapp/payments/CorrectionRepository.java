package io.parkapp.payments;

import io.parkapp.payments.Correction.Status;
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
class CorrectionRepository {
    private final JdbcClient jdbc;

    CorrectionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Of whose bill it is a part.
    record Bill(UUID operatorId, UUID lotId, String currency) {}

    Optional<Bill> bill(UUID subject) {
        return jdbc.sql("""
                        select operator_id, lot_id, currency from payments.item
                        where subject_id = :subject limit 1""")
                .param("subject", subject)
                .query((row, number) ->
                        new Bill(Sql.id(row, "operator_id"), Sql.id(row, "lot_id"), row.getString("currency")))
                .optional();
    }

    Correction insert(UUID subject, Bill bill, Money amount, String reason, Status status, UUID author, Instant now) {
        return jdbc.sql("""
                        insert into payments.correction (subject_id, operator_id, lot_id, amount_minor, currency,
                            reason, status, asked_by, asked_at)
                        values (:subject, :operator, :lot, :amount, :currency, :reason, :status, :author, :now)
                        returning *""")
                .param("subject", subject)
                .param("operator", bill.operatorId())
                .param("lot", bill.lotId())
                .param("amount", amount.amountMinor())
                .param("currency", amount.currency())
                .param("reason", reason)
                .param("status", status.name())
                .param("author", author)
                .param("now", Sql.time(now))
                .query(CorrectionRepository::correction)
                .single();
    }

    Optional<Correction> find(UUID id) {
        return jdbc.sql("select * from payments.correction where id = :id")
                .param("id", id)
                .query(CorrectionRepository::correction)
                .optional();
    }

    /// @return false when it was decided already
    boolean decide(UUID id, Status status, UUID decider, Instant now) {
        return jdbc.sql("""
                        update payments.correction set status = :status, decided_by = :decider, decided_at = :now
                        where id = :id and status = 'AWAITING_APPROVAL' and asked_by <> :decider""")
                        .param("id", id)
                        .param("status", status.name())
                        .param("decider", decider)
                        .param("now", Sql.time(now))
                        .update()
                == 1;
    }

    /// Newest first.
    ///
    /// @param operators null for everybody's
    List<Correction> list(
            UUID @Nullable [] operators,
            @Nullable Status status,
            @Nullable UUID subject,
            @Nullable Instant afterAsked,
            @Nullable UUID afterId,
            int limit) {
        return jdbc.sql("""
                        select * from payments.correction
                        where (cast(:operators as uuid[]) is null or operator_id = any(:operators))
                          and (cast(:status as text) is null or status = :status)
                          and (cast(:subject as uuid) is null or subject_id = :subject)
                          and (cast(:afterId as uuid) is null or (asked_at, id) < (:afterAsked, :afterId))
                        order by asked_at desc, id desc
                        limit :limit""")
                .param("operators", operators)
                .param("status", status == null ? null : status.name())
                .param("subject", subject)
                .param("afterAsked", Sql.timeOrNull(afterAsked))
                .param("afterId", afterId)
                .param("limit", limit)
                .query(CorrectionRepository::correction)
                .list();
    }

    private static Correction correction(ResultSet row, int number) throws SQLException {
        return new Correction(
                Sql.id(row, "id"),
                Sql.id(row, "subject_id"),
                Sql.id(row, "operator_id"),
                Money.of(row.getLong("amount_minor"), row.getString("currency")),
                row.getString("reason"),
                Status.valueOf(row.getString("status")),
                Sql.id(row, "asked_by"),
                Sql.instant(row, "asked_at"),
                row.getObject("decided_by", UUID.class),
                Sql.instantOrNull(row, "decided_at"));
    }
}
