package io.parkapp.notifications;

import io.parkapp.notifications.Message.Attachment;
import io.parkapp.notifications.Message.Content;
import io.parkapp.notifications.Message.Sender;
import io.parkapp.platform.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Writes messages down and follows them until they are sent. A message of each wanted channel is one row.
@Repository
class MessageRepository {
    private static final int FAILURE_LENGTH_MAX = 500;

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

    private static final String READ = """
            message.id, message.kind, message.channel, message.subject_id, message.version, message.account_id,
            message.operator_id, message.facts, message.due_at, message.attempts, message.address, message.subject,
            message.html, message.body, message.has_secret
            """;

    private final JdbcClient jdbc;

    MessageRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What just happened to a reservation, while it is in this state.
    void tellOfReservation(MessageKind kind, UUID reservation, String status, Instant now) {
        jdbc.sql("with stay as (" + STAYS + """
                        where r.id = :reservation and r.status = :status
                        ), fact as (
                            select subject_id, version::text as version, account_id, operator_id, facts from stay
                        )
                        """ + TELL)
                .param("reservation", reservation)
                .param("status", status)
                .param("kind", kind.name())
                .param("usual", names(kind))
                .param("now", Sql.time(now))
                .update();
    }

    /// Confirmed reservations that begin within `before`, made before that. Told once for each start: who moves it
    /// is reminded of the new one.
    ///
    /// @return how many were told of
    int remind(Duration before, Instant now, int limit) {
        return jdbc.sql("with stay as (" + STAYS + """
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
                .param("kind", MessageKind.REMINDER.name())
                .param("usual", names(MessageKind.REMINDER))
                .param("before", Sql.interval(before))
                .param("limit", limit)
                .param("now", Sql.time(now))
                .update();
    }

    /// Held reservations that nobody has paid for, and whose hold ends within `before`.
    int warnOfLapsing(Duration before, Instant now, int limit) {
        return jdbc.sql("with stay as (" + STAYS + """
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
                .param("kind", MessageKind.HOLD_LAPSING.name())
                .param("usual", names(MessageKind.HOLD_LAPSING))
                .param("before", Sql.interval(before))
                .param("limit", limit)
                .param("now", Sql.time(now))
                .update();
    }

    /// Cars whose time ended within `within`, and that have not left. Told once for each end.
    int warnOfOverstay(Duration within, Instant now, int limit) {
        return jdbc.sql("with stay as (" + STAYS + """
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
                .param("kind", MessageKind.OVERSTAY.name())
                .param("usual", names(MessageKind.OVERSTAY))
                .param("within", Sql.interval(within))
                .param("limit", limit)
                .param("now", Sql.time(now))
                .update();
    }

    /// Those who want it and have reserved nothing since `since`, at most once on each day by their own clocks, from
    /// 10:00 to 20:00.
    int inviteBack(Instant since, Instant now, int limit) {
        return jdbc.sql("""
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
                        """ + TELL)
                .param("kind", MessageKind.WAITING_FOR_YOU.name())
                .param("usual", names(MessageKind.WAITING_FOR_YOU))
                .param("since", Sql.time(since))
                .param("limit", limit)
                .param("now", Sql.time(now))
                .update();
    }

    /// A document that was issued, to whose reservation it is for.
    void tellOfDocument(UUID document, UUID reservation, Instant now) {
        jdbc.sql("""
                        with fact as (
                            select cast(:document as uuid) as subject_id, '1' as version, account_id, operator_id,
                                   '{}'::jsonb as facts
                            from parking.reservation where id = :reservation
                        )
                        """ + TELL)
                .param("document", document)
                .param("reservation", reservation)
                .param("kind", MessageKind.RECEIPT.name())
                .param("usual", names(MessageKind.RECEIPT))
                .param("now", Sql.time(now))
                .update();
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
                .param("facts", facts)
                .param("kind", kind.name())
                .param("usual", names(kind))
                .param("now", Sql.time(now))
                .update();
    }

    /// The next one that is due. Until `lease` nobody else sends it: this process does, or is dead by then.
    Optional<Message> claim(Channel channel, Instant now, Instant lease) {
        return jdbc.sql("""
                        update notifications.message
                        set attempts = attempts + 1, next_attempt_at = :lease
                        where id = (
                            select id from notifications.message
                            where status = 'QUEUED' and channel = :channel and next_attempt_at <= :now
                            order by next_attempt_at, id limit 1
                            for update skip locked)
                        returning\s""" + READ)
                .param("channel", channel.name())
                .param("now", Sql.time(now))
                .param("lease", Sql.time(lease))
                .query(this::message)
                .optional();
    }

    /// @return false where it is not on its way any more: its person was erased meanwhile
    boolean compose(UUID id, Content content, List<Attachment> attachments) {
        var isStored = jdbc.sql("""
                                update notifications.message
                                set address = :address, subject = :subject, html = :html, body = :body,
                                    has_secret = :hasSecret
                                where id = :id and status = 'QUEUED'""")
                        .param("id", id)
                        .param("address", content.address())
                        .param("subject", content.subject())
                        .param("html", content.html())
                        .param("body", content.text())
                        .param("hasSecret", content.hasSecret())
                        .update()
                == 1;
        var number = 1;
        for (var each : isStored ? attachments : List.<Attachment>of()) {
            jdbc.sql("""
                            insert into notifications.attachment (message_id, number, name, type, content_id, content)
                            values (:message, :number, :name, :type, :contentId, :content)""")
                    .param("message", id)
                    .param("number", number++)
                    .param("name", each.name())
                    .param("type", each.type())
                    .param("contentId", each.contentId())
                    .param("content", each.content())
                    .update();
        }
        return isStored;
    }

    void sent(UUID id, String carrier, Instant now) {
        jdbc.sql("""
                        update notifications.message
                        set status = 'SENT', sent_at = :now, next_attempt_at = null, carrier = :carrier
                        where id = :id and status = 'QUEUED'""")
                .param("id", id)
                .param("carrier", carrier)
                .param("now", Sql.time(now))
                .update();
    }

    void tryAgain(UUID id, String failure, Instant next) {
        jdbc.sql("""
                        update notifications.message set last_failure = :failure, next_attempt_at = :next
                        where id = :id and status = 'QUEUED'""")
                .param("id", id)
                .param("failure", shortened(failure))
                .param("next", Sql.time(next))
                .update();
    }

    /// Has not been tried: it waits for a better time.
    void postpone(UUID id, Instant next) {
        jdbc.sql("""
                        update notifications.message
                        set attempts = attempts - 1, due_at = greatest(due_at, :next), next_attempt_at = :next
                        where id = :id and status = 'QUEUED'""").param("id", id).param("next", Sql.time(next)).update();
    }

    void giveUp(UUID id, String failure) {
        jdbc.sql("""
                        update notifications.message
                        set status = 'FAILED', last_failure = :failure, next_attempt_at = null
                        where id = :id and status = 'QUEUED'""").param("id", id).param("failure", shortened(failure)).update();
    }

    void drop(UUID id) {
        jdbc.sql("""
                        update notifications.message set status = 'DROPPED', next_attempt_at = null
                        where id = :id and status = 'QUEUED'""").param("id", id).update();
    }

    /// Of a failed one. It is due anew.
    boolean retry(UUID id, Instant now) {
        return jdbc.sql("""
                                update notifications.message
                                set status = 'QUEUED', due_at = :now, next_attempt_at = :now
                                where id = :id and status = 'FAILED'""").param("id", id).param("now", Sql.time(now)).update() == 1;
    }

    /// Everything that tells who it was and what they were told; that somebody was told stays.
    void forget(UUID account) {
        jdbc.sql("""
                        with files as (
                            delete from notifications.attachment using notifications.message
                            where message.id = attachment.message_id and message.account_id = :account
                        ), choices as (
                            delete from notifications.choice where account_id = :account
                        ), preferences as (
                            delete from notifications.preference where account_id = :account
                        )
                        update notifications.message
                        set address = null, subject = null, html = null, body = null, facts = '{}',
                            last_failure = case when status = 'FAILED' then 'forgotten' end,
                            status = case when status = 'QUEUED' then 'DROPPED' else status end, next_attempt_at = null
                        where account_id = :account""").param("account", account).update();
    }

    int deleteOld(Instant before, int limit) {
        return jdbc.sql("""
                        delete from notifications.message
                        where id in (select id from notifications.message
                                     where created_at < :before
                                     order by created_at limit :limit)""")
                .param("before", Sql.time(before))
                .param("limit", limit)
                .update();
    }

    /// @param email null once erased
    record Recipient(
            String name,
            @Nullable String email,
            boolean emailConfirmed,
            @Nullable String phone,
            @Nullable String chatUrl) {}

    Recipient recipient(UUID account) {
        return jdbc.sql("""
                        select name, email, email_confirmed_at is not null as email_confirmed, phone, chat_url
                        from accounts.account left join notifications.preference on account_id = account.id
                        where account.id = :account""").param("account", account).query(Recipient.class).single();
    }

    Optional<Sender> sender(UUID operator) {
        return jdbc.sql("""
                        select name, support_email as email, support_phone as phone from lots.operator
                        where id = :operator""").param("operator", operator).query(Sender.class).optional();
    }

    /// Whoever runs all of the installation; nobody where several do.
    Optional<Sender> onlySender() {
        var senders = jdbc.sql(
                        "select name, support_email as email, support_phone as phone from lots.operator order by id limit 2")
                .query(Sender.class)
                .list();
        return senders.size() == 1 ? Optional.of(senders.getFirst()) : Optional.empty();
    }

    /// How a reservation is at this moment.
    record Now(
            String status,
            Instant from,
            Instant until,
            @Nullable Instant holdUntil) {}

    Now reservation(UUID id) {
        return jdbc.sql("select status, from_at, until_at, hold_until from parking.reservation where id = :id")
                .param("id", id)
                .query((row, index) -> new Now(
                        row.getString("status"),
                        Sql.instant(row, "from_at"),
                        Sql.instant(row, "until_at"),
                        Sql.instantOrNull(row, "hold_until")))
                .single();
    }

    List<Attachment> attachments(UUID message) {
        return jdbc.sql("""
                        select name, type, content_id, content from notifications.attachment
                        where message_id = :message order by number""")
                .param("message", message)
                .query((row, index) -> new Attachment(
                        row.getString("name"),
                        row.getString("type"),
                        row.getString("content_id"),
                        row.getBytes("content")))
                .list();
    }

    private static String[] names(MessageKind kind) {
        return kind.usualChannels().stream().map(Enum::name).toArray(String[]::new);
    }

    private static String shortened(String failure) {
        return failure.length() <= FAILURE_LENGTH_MAX ? failure : failure.substring(0, FAILURE_LENGTH_MAX);
    }

    private Message message(ResultSet row, int index) throws SQLException {
        var id = Sql.id(row, "id");
        var operator = row.getObject("operator_id", UUID.class);
        return new Message(
                id,
                MessageKind.valueOf(row.getString("kind")),
                Channel.valueOf(row.getString("channel")),
                Sql.id(row, "subject_id"),
                row.getString("version"),
                Sql.id(row, "account_id"),
                operator,
                row.getString("facts"),
                Sql.instant(row, "due_at"),
                row.getInt("attempts"),
                content(row));
    }

    private static @Nullable Content content(ResultSet row) throws SQLException {
        var address = row.getString("address");
        return address == null
                ? null
                : new Content(
                        address,
                        row.getString("subject"),
                        row.getString("html"),
                        row.getString("body"),
                        row.getBoolean("has_secret"));
    }
}
