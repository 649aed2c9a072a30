package io.parkapp.payments;

import io.parkapp.payments.PaymentProvider.ProviderEvent;
import io.parkapp.platform.Sql;
import io.parkapp.values.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DisputeRepository {
    private final JdbcClient jdbc;

    DisputeRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// In whatever order it is told: how it ended is the last word, and news of its opening after that changes nothing.
    ///
    /// @return whether it is about a charge of this provider, and news
    boolean note(String provider, ProviderEvent.Disputed disputed, Instant now) {
        return jdbc.sql("""
                        insert into payments.dispute (charge_id, provider, provider_ref, amount_minor, currency, state,
                            reason, opened_at, closed_at)
                        select id, provider, :ref, :amount, :currency, :state, :reason, :now,
                            case when :state <> 'OPENED' then cast(:now as timestamptz) end
                        from payments.charge
                        where id = :charge and provider = :provider
                        on conflict (provider, provider_ref) do update
                        set state = excluded.state, closed_at = excluded.closed_at
                        where dispute.state = 'OPENED' and excluded.state <> 'OPENED'""")
                        .param("charge", disputed.chargeId())
                        .param("provider", provider)
                        .param("ref", disputed.disputeRef())
                        .param("amount", disputed.amount().amountMinor())
                        .param("currency", disputed.amount().currency())
                        .param("state", disputed.state().name())
                        .param("reason", disputed.reason())
                        .param("now", Sql.time(now))
                        .update()
                == 1;
    }

    /// The newest first.
    ///
    /// @param operators whose disputes; null for all
    /// @param before where the last page ended
    List<Dispute> list(UUID @Nullable [] operators, @Nullable DisputeState state, @Nullable UUID before, int limit) {
        return jdbc.sql("""
                        select d.*, c.subject_id, c.lot_id
                        from payments.dispute d join payments.charge c on c.id = d.charge_id
                        where (cast(:operators as uuid[]) is null or c.operator_id = any(:operators))
                          and (cast(:state as text) is null or d.state = :state)
                          and (cast(:before as uuid) is null or d.id < :before)
                        order by d.id desc
                        limit :limit""")
                .param("operators", operators)
                .param("state", state == null ? null : state.name())
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> new Dispute(
                        Sql.id(row, "id"),
                        Sql.id(row, "charge_id"),
                        Sql.id(row, "subject_id"),
                        Sql.id(row, "lot_id"),
                        row.getString("provider"),
                        row.getString("provider_ref"),
                        Money.of(row.getLong("amount_minor"), row.getString("currency")),
                        DisputeState.valueOf(row.getString("state")),
                        row.getString("reason"),
                        Sql.instant(row, "opened_at"),
                        Sql.instantOrNull(row, "closed_at")))
                .list();
    }
}
