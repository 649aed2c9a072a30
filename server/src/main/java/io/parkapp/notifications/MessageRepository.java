package io.parkapp.notifications;

import io.parkapp.notifications.Message.Attachment;
import io.parkapp.notifications.Message.Content;
import io.parkapp.notifications.Message.Sender;
import io.parkapp.platform.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Follows messages until they are sent.
@Repository
class MessageRepository {
    private static final int FAILURE_LENGTH_MAX = 500;

    private static final String READ = """
            message.id, message.kind, message.channel, message.subject_id, message.version, message.account_id,
            message.operator_id, message.facts, message.due_at, message.attempts, message.address, message.subject,
            message.html, message.body, message.has_secret
            """;

    private final JdbcClient jdbc;

    MessageRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
                        ), browsers as (
                            delete from notifications.browser where account_id = :account
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
            @Nullable String chatUrl,
            boolean hasBrowser) {}

    Recipient recipient(UUID account) {
        return jdbc.sql("""
                        select name, email, email_confirmed_at is not null as email_confirmed, phone, chat_url,
                               exists (select from notifications.browser
                                       where browser.account_id = account.id) as has_browser
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
