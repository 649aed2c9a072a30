package io.parkapp.notifications;

import io.parkapp.notifications.Message.Attachment;
import io.parkapp.platform.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads messages for those who look at them.
@Repository
class OutboxRepository {
    private static final String LIST = """
            select message.id, message.kind, message.channel, message.status, message.subject,
                   coalesce(message.address, account.email) as address, operator.name as operator_name,
                   message.created_at, message.sent_at, message.carrier, message.attempts, message.last_failure,
                   message.next_attempt_at
            from notifications.message
            join accounts.account on account.id = message.account_id
            left join lots.operator on operator.id = message.operator_id
            """;

    private final JdbcClient jdbc;

    OutboxRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What a list asks for; absent parts do not filter.
    ///
    /// @param account whose messages; null for everybody's
    /// @param operators in whose names; null for all, and for the installation's too
    /// @param text a part of the subject or the address
    record Filter(
            @Nullable UUID account,
            @Nullable Set<UUID> operators,
            @Nullable MessageKind kind,
            @Nullable MessageStatus status,
            @Nullable Channel channel,
            @Nullable String text,
            @Nullable UUID after,
            int limit) {}

    /// Newest first. Only the conditions that are asked for stand in the statement, so that each gets its index.
    List<MessageAnswer> list(Filter filter) {
        var sql = new StringBuilder(LIST).append("where true\n");
        if (filter.account() != null) {
            sql.append("and message.account_id = :account\n");
        }
        if (filter.operators() != null) {
            sql.append("and message.operator_id = any(:operators)\n");
        }
        if (filter.kind() != null) {
            sql.append("and message.kind = :kind\n");
        }
        if (filter.status() != null) {
            sql.append("and message.status = :status\n");
        }
        if (filter.channel() != null) {
            sql.append("and message.channel = :channel\n");
        }
        if (filter.text() != null) {
            sql.append("and coalesce(message.subject, '') || ' ' || coalesce(message.address, '') "
                    + "ilike '%' || :text || '%'\n");
        }
        if (filter.after() != null) {
            sql.append("and message.id < :after\n");
        }
        sql.append("order by message.id desc limit :limit");
        return jdbc.sql(sql.toString())
                .param("account", filter.account())
                .param(
                        "operators",
                        filter.operators() == null ? null : filter.operators().toArray(UUID[]::new))
                .param("kind", filter.kind() == null ? null : filter.kind().name())
                .param(
                        "status",
                        filter.status() == null ? null : filter.status().name())
                .param(
                        "channel",
                        filter.channel() == null ? null : filter.channel().name())
                .param("text", filter.text() == null ? null : Sql.likeLiteral(filter.text()))
                .param("after", filter.after())
                .param("limit", filter.limit())
                .query(OutboxRepository::answer)
                .list();
    }

    /// Whose a message is, and what it was kept with.
    ///
    /// @param facts JSON, for the link of one that has a secret
    record Kept(
            MessageAnswer answer,
            UUID accountId,
            @Nullable UUID operatorId,
            @Nullable String html,
            @Nullable String text,
            boolean hasSecret,
            String facts) {}

    Optional<Kept> find(UUID id) {
        return jdbc.sql("""
                        select message.id, message.kind, message.channel, message.status, message.subject,
                               coalesce(message.address, account.email) as address, operator.name as operator_name,
                               message.created_at, message.sent_at, message.carrier, message.attempts,
                               message.last_failure, message.next_attempt_at, message.account_id, message.operator_id,
                               message.html, message.body, message.has_secret, message.facts
                        from notifications.message
                        join accounts.account on account.id = message.account_id
                        left join lots.operator on operator.id = message.operator_id
                        where message.id = :id""")
                .param("id", id)
                .query((row, index) -> new Kept(
                        answer(row, index),
                        Sql.id(row, "account_id"),
                        row.getObject("operator_id", UUID.class),
                        row.getString("html"),
                        row.getString("body"),
                        row.getBoolean("has_secret"),
                        row.getString("facts")))
                .optional();
    }

    List<MessageAnswer.File> files(UUID message) {
        return jdbc.sql("""
                        select number, name, type, length(content) as size_bytes from notifications.attachment
                        where message_id = :message and content_id is null order by number""")
                .param("message", message)
                .query((row, index) -> new MessageAnswer.File(
                        row.getInt("number"), row.getString("name"), row.getString("type"), row.getInt("size_bytes")))
                .list();
    }

    Optional<Attachment> file(UUID message, int number) {
        return jdbc.sql("""
                        select name, type, content_id, content from notifications.attachment
                        where message_id = :message and number = :number""")
                .param("message", message)
                .param("number", number)
                .query((row, index) -> new Attachment(
                        row.getString("name"),
                        row.getString("type"),
                        row.getString("content_id"),
                        row.getBytes("content")))
                .optional();
    }

    private static MessageAnswer answer(ResultSet row, int index) throws SQLException {
        return new MessageAnswer(
                Sql.id(row, "id"),
                MessageKind.valueOf(row.getString("kind")),
                Channel.valueOf(row.getString("channel")),
                MessageStatus.valueOf(row.getString("status")),
                row.getString("subject"),
                row.getString("address"),
                row.getString("operator_name"),
                Sql.instant(row, "created_at"),
                Sql.instantOrNull(row, "sent_at"),
                row.getString("carrier"),
                row.getInt("attempts"),
                row.getString("last_failure"),
                Sql.instantOrNull(row, "next_attempt_at"));
    }
}
