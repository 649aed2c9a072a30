package io.parkapp.notifications;

import io.parkapp.accounts.Role;
import io.parkapp.platform.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/// Writes down what people are to be told, each thing once. A message of each wanted channel is one row.
@Repository
class AnnouncementRepository {
    /// Reservations with what [StayFacts] has of them; to be narrowed down.
    private static final String STAYS = """
            select r.id as subject_id, r.account_id, r.operator_id, r.version, r.status, r.from_at, r.until_at,
                   r.hold_until,
                   jsonb_strip_nulls(jsonb_build_object(
                       'number', 'P' || r.number, 'lotName', lot.name,
                       'lotAddress', lot.address || ', ' || lot.pin_code || ' ' || lot.city,
                       'timeZone', lot.time_zone, 'entryNotes', lot.entry_notes,
                       'spotLabel', spot.label, 'levelName', level.name, 'plate', r.plate,
                       'from', r.from_at, 'until', r.until_at, 'holdUntil', r.hold_until,
                       'freeUntil', r.free_until, 'lateRefundPercent', r.late_refund_percent,
                       'paidAhead', r.payment_policy = 'PAY_WHEN_RESERVING',
                       'priceMinor', r.price_minor, 'currency', r.currency,
                       'paidMinor', (select coalesce(sum(amount_minor), 0) from payments.charge
                                     where subject_id = r.id and charge.status = 'SUCCEEDED'),
                       'refundedMinor', (select coalesce(sum(refund.amount_minor), 0)
                                         from payments.refund join payments.charge on charge.id = refund.charge_id
                                         where charge.subject_id = r.id and refund.status <> 'FAILED'),
                       'owedMinor', (select coalesce(sum(amount_minor), 0) from payments.item
                                     where subject_id = r.id))) as facts
            from parking.reservation r
            join lots.lot on lot.id = r.lot_id
            join lots.spot on spot.id = r.spot_id
            join lots.level on level.id = spot.level_id
            """;

    /// For each way in which the person wants to hear of it.
    private static final String TELL = """
            insert into notifications.message
                (kind, channel, subject_id, version, account_id, operator_id, facts, due_at, next_attempt_at, created_at)
            select :kind, chosen.channel, fact.subject_id, fact.version, fact.account_id, fact.operator_id, fact.facts,
                   :now, :now, :now
            from fact
            cross join lateral unnest(coalesce(
                (select channels from notifications.choice
                 where choice.account_id = fact.account_id and choice.kind = :kind),
                cast(:usual as text[]))) as chosen (channel)
            on conflict on constraint told_once do nothing
            """;

    private final JdbcClient jdbc;

    AnnouncementRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What just happened to a reservation, while it is in this state.
    void tellOfReservation(MessageKind kind, UUID reservation, String status, Instant now) {
        told(
                jdbc.sql("with stay as (" + STAYS + """
                        where r.id = :reservation and r.status = :status
                        ), fact as (
                            select subject_id, version::text as version, account_id, operator_id, facts from stay
                        )
                        """ + TELL)
                        .param("reservation", reservation)
                        .param("status", status),
                kind,
                now);
    }

    /// Confirmed reservations that begin within `before`, made before that. Told once for each start: who moves it
    /// is reminded of the new one.
    ///
    /// @return how many were told of
    int remind(Duration before, Instant now, int limit) {
        return told(
                jdbc.sql("with stay as (" + STAYS + """
                        where r.status = 'CONFIRMED'
                          and r.from_at > :now and r.from_at <= cast(:now as timestamptz) + cast(:before as interval)
                          -- What the index knows: nobody is a no-show before they should have come, nor a week after.
                          and r.no_show_at > :now
                          and r.no_show_at <= cast(:now as timestamptz) + cast(:before as interval) + interval '7 days'
                          and r.created_at < r.from_at - cast(:before as interval)
                          and not exists (select from notifications.message told
                                          where told.kind = :kind and told.subject_id = r.id
                                            and told.version = extract(epoch from r.from_at)::bigint::text)
                        order by r.from_at limit :limit
                        ), fact as (
                            select subject_id, extract(epoch from from_at)::bigint::text as version, account_id,
                                   operator_id, facts
                            from stay
                        )
                        """ + TELL)
                        .param("before", Sql.interval(before))
                        .param("limit", limit),
                MessageKind.REMINDER,
                now);
    }

    /// Held reservations that nobody has paid for, and whose hold ends within `before`.
    int warnOfLapsing(Duration before, Instant now, int limit) {
        return told(
                jdbc.sql("with stay as (" + STAYS + """
                        where r.status = 'HELD' and r.hold_until > :now
                          and r.hold_until <= cast(:now as timestamptz) + cast(:before as interval)
                          and not exists (select from notifications.message told
                                          where told.kind = :kind and told.subject_id = r.id)
                        order by r.hold_until limit :limit
                        ), fact as (
                            select subject_id, extract(epoch from hold_until)::bigint::text as version, account_id,
                                   operator_id, facts
                            from stay
                        )
                        """ + TELL)
                        .param("before", Sql.interval(before))
                        .param("limit", limit),
                MessageKind.HOLD_LAPSING,
                now);
    }

    /// Cars whose time ended within `within`, and that have not left. Told once for each end.
    int warnOfOverstay(Duration within, Instant now, int limit) {
        return told(
                jdbc.sql("with stay as (" + STAYS + """
                        where r.status = 'CHECKED_IN' and r.until_at <= :now
                          and r.until_at > cast(:now as timestamptz) - cast(:within as interval)
                          and not exists (select from notifications.message told
                                          where told.kind = :kind and told.subject_id = r.id
                                            and told.version = extract(epoch from r.until_at)::bigint::text)
                        order by r.until_at limit :limit
                        ), fact as (
                            select subject_id, extract(epoch from until_at)::bigint::text as version, account_id,
                                   operator_id, facts
                            from stay
                        )
                        """ + TELL)
                        .param("within", Sql.interval(within))
                        .param("limit", limit),
                MessageKind.OVERSTAY,
                now);
    }

    /// Those who want it and have reserved nothing since `since`, at most once on each day by their own clocks, from
    /// 10:00 to 20:00.
    int inviteBack(Instant since, Instant now, int limit) {
        return told(
                jdbc.sql("""
                        with fact as (
                            select account.id as subject_id, account.id as account_id, cast(null as uuid) as operator_id,
                                   (cast(:now as timestamptz) at time zone preference.time_zone)::date::text as version,
                                   '{}'::jsonb as facts
                            from notifications.choice
                            join notifications.preference on preference.account_id = choice.account_id
                            join accounts.account on account.id = choice.account_id
                            where choice.kind = :kind and cardinality(choice.channels) > 0
                              and account.status = 'ACTIVE' and account.created_at < :since
                              and extract(hour from cast(:now as timestamptz) at time zone preference.time_zone)
                                  between 10 and 19
                              and not exists (select from parking.reservation
                                              where reservation.account_id = account.id
                                                and reservation.created_at >= :since)
                              and not exists (
                                  select from notifications.message told
                                  where told.kind = :kind and told.subject_id = account.id
                                    and told.version =
                                        (cast(:now as timestamptz) at time zone preference.time_zone)::date::text)
                            limit :limit
                        )
                        """ + TELL).param("since", Sql.time(since)).param("limit", limit),
                MessageKind.WAITING_FOR_YOU,
                now);
    }

    /// A document that was issued, to whose reservation it is for.
    void tellOfDocument(UUID document, UUID reservation, Instant now) {
        told(
                jdbc.sql("""
                        with fact as (
                            select cast(:document as uuid) as subject_id, '1' as version, account_id, operator_id,
                                   '{}'::jsonb as facts
                            from parking.reservation where id = :reservation
                        )
                        """ + TELL).param("document", document).param("reservation", reservation),
                MessageKind.RECEIPT,
                now);
    }

    /// Something about an operator's books, to everybody who may read them, each once.
    ///
    /// @param readers the roles that let somebody read them
    void tellReadersOfBooks(UUID alarm, UUID operator, List<Role> readers, String facts, Instant now) {
        told(
                jdbc.sql("""
                        with fact as (
                            select cast(:alarm as uuid) as subject_id, account.id::text as version,
                                   account.id as account_id, cast(:operator as uuid) as operator_id,
                                   cast(:facts as jsonb) as facts
                            from accounts.account
                            where account.status = 'ACTIVE'
                              and exists (select from accounts.role_grant
                                          where role_grant.account_id = account.id and role_grant.role = any(:readers)
                                            and (role_grant.operator_id = :operator or role_grant.operator_id is null))
                        )
                        """ + TELL)
                        .param("alarm", alarm)
                        .param("operator", operator)
                        .param("readers", readers.stream().map(Enum::name).toArray(String[]::new))
                        .param("facts", facts),
                MessageKind.BOOKS_DIFFER,
                now);
    }

    /// Anything else, to somebody.
    ///
    /// @param operator in whose name; null for the installation's
    /// @param facts JSON
    void tell(
            MessageKind kind,
            UUID subject,
            String version,
            UUID account,
            @Nullable UUID operator,
            String facts,
            Instant now) {
        told(
                jdbc.sql("""
                        with fact as (
                            select cast(:subject as uuid) as subject_id, cast(:version as text) as version,
                                   cast(:account as uuid) as account_id, cast(:operator as uuid) as operator_id,
                                   cast(:facts as jsonb) as facts
                        )
                        """ + TELL)
                        .param("subject", subject)
                        .param("version", version)
                        .param("account", account)
                        .param("operator", operator)
                        .param("facts", facts),
                kind,
                now);
    }

    /// @return how many messages that made
    private static int told(StatementSpec facts, MessageKind kind, Instant now) {
        return facts.param("kind", kind.name())
                .param("usual", kind.usualChannels().stream().map(Enum::name).toArray(String[]::new))
                .param("now", Sql.time(now))
                .update();
    }
}
