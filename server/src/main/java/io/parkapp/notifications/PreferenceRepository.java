package io.parkapp.notifications;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How people want to be told.
@Repository
class PreferenceRepository {
    private final JdbcClient jdbc;

    PreferenceRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Row(
            String timeZone,
            @Nullable LocalTime quietFrom,
            @Nullable LocalTime quietUntil,
            @Nullable String phone,
            @Nullable String chatUrl) {
        Optional<QuietHours> quietHours() {
            return quietFrom == null || quietUntil == null
                    ? Optional.empty()
                    : Optional.of(new QuietHours(ZoneId.of(timeZone), quietFrom, quietUntil));
        }
    }

    Optional<Row> find(UUID account) {
        return jdbc.sql("""
                        select time_zone, quiet_from, quiet_until, phone, chat_url from notifications.preference
                        where account_id = :account""")
                .param("account", account)
                .query((row, index) -> new Row(
                        row.getString("time_zone"),
                        row.getObject("quiet_from", LocalTime.class),
                        row.getObject("quiet_until", LocalTime.class),
                        row.getString("phone"),
                        row.getString("chat_url")))
                .optional();
    }

    /// @return false where the database does not know the time zone
    boolean save(UUID account, Row row) {
        return jdbc.sql("""
                                insert into notifications.preference
                                    (account_id, time_zone, quiet_from, quiet_until, phone, chat_url)
                                select :account, name, cast(:quietFrom as time), cast(:quietUntil as time), :phone, :chatUrl
                                from pg_catalog.pg_timezone_names where name = :timeZone
                                on conflict (account_id) do update
                                set time_zone = excluded.time_zone, quiet_from = excluded.quiet_from,
                                    quiet_until = excluded.quiet_until, phone = excluded.phone,
                                    chat_url = excluded.chat_url""")
                        .param("account", account)
                        .param("timeZone", row.timeZone())
                        .param("quietFrom", row.quietFrom())
                        .param("quietUntil", row.quietUntil())
                        .param("phone", row.phone())
                        .param("chatUrl", row.chatUrl())
                        .update()
                == 1;
    }

    Map<MessageKind, Set<Channel>> choices(UUID account) {
        var choices = new EnumMap<MessageKind, Set<Channel>>(MessageKind.class);
        jdbc.sql("select kind, channels from notifications.choice where account_id = :account")
                .param("account", account)
                .query((row, index) -> {
                    var channels = EnumSet.noneOf(Channel.class);
                    Arrays.stream((String[]) row.getArray("channels").getArray())
                            .map(Channel::valueOf)
                            .forEach(channels::add);
                    return choices.put(MessageKind.valueOf(Objects.requireNonNull(row.getString("kind"))), channels);
                })
                .list();
        return choices;
    }

    void choose(UUID account, MessageKind kind, Set<Channel> channels) {
        jdbc.sql("""
                        insert into notifications.choice (account_id, kind, channels)
                        values (:account, :kind, cast(:channels as text[]))
                        on conflict (account_id, kind) do update set channels = excluded.channels""")
                .param("account", account)
                .param("kind", kind.name())
                .param("channels", channels.stream().map(Enum::name).toArray(String[]::new))
                .update();
    }

    /// No mails of this kind any more; other ways stay. Nothing where the account is gone.
    ///
    /// @return false where it was so
    boolean withoutMail(UUID account, MessageKind kind) {
        return jdbc.sql("""
                                insert into notifications.choice as known (account_id, kind, channels)
                                select id, :kind, '{}' from accounts.account where id = :account
                                on conflict (account_id, kind) do update
                                set channels = array_remove(known.channels, 'EMAIL')
                                where 'EMAIL' = any(known.channels)""")
                        .param("account", account)
                        .param("kind", kind.name())
                        .update()
                == 1;
    }
}
