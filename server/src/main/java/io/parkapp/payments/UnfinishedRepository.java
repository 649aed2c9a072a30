package io.parkapp.payments;

import io.parkapp.platform.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Charges and refunds of which nothing final is known. Taking them notes when, in the same statement: of several nodes
/// each takes others, and one that makes trouble does not come first again.
@Repository
class UnfinishedRepository {
    private final JdbcClient jdbc;

    UnfinishedRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Those whose page may still be open or was paid; and those of which no page is known, as long as they can be
    /// paid.
    ///
    /// @param expiredSince expired ones that are older are left alone
    List<UUID> takeCharges(String provider, Instant now, Duration pause, Instant expiredSince, int limit) {
        return jdbc.sql("""
                        update payments.charge set asked_at = :now
                        where id in (
                            select id from payments.charge
                            where provider = :provider and status in ('OPEN', 'EXPIRED') and closed_at is null
                                and created_at <= cast(:now as timestamptz) - make_interval(secs => :pauseSeconds)
                                and (asked_at is null or asked_at <= cast(:now as timestamptz)
                                    - greatest(asked_at - created_at, make_interval(secs => :pauseSeconds)))
                                and case
                                    when provider_ref is null
                                        then status = 'OPEN' and (expires_at is null or expires_at > :now)
                                    else status = 'OPEN' or created_at > :expiredSince
                                end
                            order by asked_at nulls first, created_at
                            limit :limit
                            for no key update skip locked)
                        returning id""")
                .param("provider", provider)
                .param("now", Sql.time(now))
                .param("pauseSeconds", (double) pause.toSeconds())
                .param("expiredSince", Sql.time(expiredSince))
                .param("limit", limit)
                .query((row, number) -> Sql.id(row, "id"))
                .list();
    }

    List<UUID> takeRefunds(String provider, Instant now, Duration pause, int limit) {
        return jdbc.sql("""
                        update payments.refund set asked_at = :now
                        where id in (
                            select r.id
                            from payments.refund r join payments.charge c on c.id = r.charge_id
                            where c.provider = :provider and r.status = 'PENDING'
                                and r.created_at <= cast(:now as timestamptz) - make_interval(secs => :pauseSeconds)
                                and (r.asked_at is null or r.asked_at <= cast(:now as timestamptz)
                                    - greatest(r.asked_at - r.created_at, make_interval(secs => :pauseSeconds)))
                            order by r.asked_at nulls first, r.created_at
                            limit :limit
                            for no key update of r skip locked)
                        returning id""")
                .param("provider", provider)
                .param("now", Sql.time(now))
                .param("pauseSeconds", (double) pause.toSeconds())
                .param("limit", limit)
                .query((row, number) -> Sql.id(row, "id"))
                .list();
    }

    /// Nothing will be paid there any more, by the provider's word.
    void close(UUID charge, Instant now) {
        jdbc.sql("""
                        update payments.charge set status = 'EXPIRED', closed_at = :now
                        where id = :charge and status in ('OPEN', 'EXPIRED')""").param("charge", charge).param("now", Sql.time(now)).update();
    }
}
