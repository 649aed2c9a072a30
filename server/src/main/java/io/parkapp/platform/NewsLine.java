package io.parkapp.platform;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// The line over which [News] travels: PostgreSQL's `listen` and `notify`, on one connection that is taken from the
/// pool for good. One thread speaks and listens in turn. All processes hear all messages in the same order, their own
/// too.
class NewsLine {
    /// How long what has changed is collected before it is told.
    static final Duration PAUSE = Duration.ofMillis(50);
    /// How often a process says something at least.
    static final Duration BEAT = Duration.ofMillis(500);
    /// Who has said nothing for so long may have been killed before telling its last changes.
    static final Duration SILENCE_MAX = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(NewsLine.class);
    private static final String CHANNEL = "parkapp_news";
    private static final int ANSWER_MILLIS_MAX = 2_000;
    private static final Duration RETRY_FIRST = Duration.ofMillis(50);
    private static final Duration RETRY_MAX = Duration.ofSeconds(2);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(3);

    private final DataSource database;
    private final News news;
    private final String self = HexFormat.of().formatHex(new SecureRandom().generateSeed(4));
    private final RollCall others = new RollCall();
    private final Thread thread = Thread.ofPlatform().daemon().name("news").unstarted(this::run);

    private long number;
    private long spokenNanos;
    private volatile boolean closing;
    private volatile boolean connected;
    private volatile long heardSelfNanos;

    NewsLine(DataSource database, News news) {
        this.database = database;
        this.news = news;
    }

    void open() {
        thread.start();
    }

    /// Says good-bye, so that nobody takes the silence that follows for a kill.
    void close() {
        closing = true;
        try {
            if (!thread.join(CLOSE_MAX)) {
                thread.interrupt();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isCurrent() {
        return connected && System.nanoTime() - heardSelfNanos < SILENCE_MAX.toNanos();
    }

    private void run() {
        var pause = RETRY_FIRST;
        while (!closing) {
            try (var connection = database.getConnection()) {
                listen(connection);
                pause = RETRY_FIRST;
                converse(connection);
            } catch (SQLException | RuntimeException broken) {
                if (connected) {
                    LOG.warn("the line for news is broken, and is set up again: {}", broken.getMessage());
                }
                connected = false;
                pause = sleep(pause);
            }
        }
        connected = false;
    }

    private static Duration sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        var next = pause.multipliedBy(2);
        return next.compareTo(RETRY_MAX) < 0 ? next : RETRY_MAX;
    }

    private void listen(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        connection.setNetworkTimeout(Runnable::run, ANSWER_MILLIS_MAX);
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + CHANNEL);
        }
        // What others told before we listened, or while we could not, we have not heard.
        others.forget();
        news.missed();
        heardSelfNanos = System.nanoTime();
        spokenNanos = heardSelfNanos - BEAT.toNanos();
        connected = true;
    }

    private void converse(Connection connection) throws SQLException {
        var listening = connection.unwrap(PGConnection.class);
        var jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        while (!closing) {
            var items = news.take();
            if (!items.isEmpty() || System.nanoTime() - spokenNanos >= BEAT.toNanos()) {
                speak(jdbc, items, false);
            }
            for (var each : listening.getNotifications(Math.toIntExact(PAUSE.toMillis()))) {
                hear(NewsMessage.parse(each.getParameter()));
            }
            if (others.isSomebodySilent(System.nanoTime() - SILENCE_MAX.toNanos())) {
                news.missed();
            }
        }
        speak(jdbc, news.take(), true);
        try (var statement = connection.createStatement()) {
            statement.execute("unlisten *");
        }
    }

    private void speak(JdbcClient jdbc, List<News.Item> items, boolean last) {
        var messages = NewsMessage.split(self, number, items, last);
        try {
            jdbc.sql("select pg_notify(:channel, message) from unnest(cast(:messages as text[])) as message")
                    .param("channel", CHANNEL)
                    .param("messages", messages.stream().map(NewsMessage::text).toArray(String[]::new))
                    .query(row -> {});
        } catch (RuntimeException failed) {
            news.putBack(items);
            throw failed;
        }
        number += messages.size();
        spokenNanos = System.nanoTime();
    }

    private void hear(NewsMessage message) {
        var own = message.process().equals(self);
        if (own) {
            heardSelfNanos = System.nanoTime();
        } else if (others.isGapBefore(message)) {
            news.missed();
        }
        news.heard(message.id(), message.items(), own);
    }

    /// Who is there, and what they said last.
    private static final class RollCall {
        private record Last(long number, long nanos) {}

        private final Map<String, Last> known = new HashMap<>();

        /// @return whether messages of this process got lost before this one
        boolean isGapBefore(NewsMessage message) {
            var last = message.last()
                    ? known.remove(message.process())
                    : known.put(message.process(), new Last(message.number(), System.nanoTime()));
            return last != null && message.number() > last.number() + 1;
        }

        /// Says it once of each.
        boolean isSomebodySilent(long sinceNanos) {
            return known.values().removeIf(each -> each.nanos() - sinceNanos < 0);
        }

        void forget() {
            known.clear();
        }
    }
}
