package io.parkapp.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parkapp.ParkappTest;
import io.parkapp.platform.News.Item;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Two lines on one database, as two processes have them.
@ParkappTest
class NewsTest {
    private static final String TOPIC = "test";
    private static final Duration SOON = Duration.ofSeconds(1);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final News here;
    private final News there;
    private final Ear earHere = new Ear();
    private final Ear earThere = new Ear();

    NewsTest(DataSource database, JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.here = new News(database);
        this.there = new News(database);
    }

    @BeforeEach
    void open() {
        open(here, earHere);
        open(there, earThere);
        // What was before it listened, each has missed.
        await().until(() -> earHere.missed.get() >= 1 && earThere.missed.get() >= 1);
        earHere.missed.set(1);
        earThere.missed.set(1);
    }

    private static void open(News news, Ear ear) {
        news.read(ear.reader);
        news.hear(ear::heard, () -> {});
        news.open();
        await().until(news::isCurrent);
    }

    @AfterEach
    void close() {
        here.destroy();
        there.destroy();
    }

    @Test
    void what_changed_here_is_known_there_within_a_second_of_the_commit() {
        transactions.executeWithoutResult(status -> here.tell(TOPIC, "a"));
        assertThat(earHere.changed).as("here at once").contains(new Item(TOPIC, "a"));
        await().atMost(SOON).until(() -> earThere.changed.contains(new Item(TOPIC, "a")));
    }

    @Test
    void what_was_rolled_back_is_told_to_nobody() {
        transactions.executeWithoutResult(status -> {
            here.tell(TOPIC, "never");
            status.setRollbackOnly();
        });
        here.tell(TOPIC, "later");
        await().atMost(SOON).until(() -> earThere.changed.contains(new Item(TOPIC, "later")));
        assertThat(earThere.changed).doesNotContain(new Item(TOPIC, "never"));
        assertThat(earHere.changed).doesNotContain(new Item(TOPIC, "never"));
    }

    @Test
    void nothing_is_told_before_the_commit() {
        transactions.executeWithoutResult(status -> {
            here.tell(TOPIC, "x");
            sleep(NewsLine.PAUSE.multipliedBy(4));
            assertThat(earHere.changed).isEmpty();
            assertThat(earThere.changed).isEmpty();
        });
        await().atMost(SOON).until(() -> earThere.changed.contains(new Item(TOPIC, "x")));
    }

    @Test
    void all_hear_everything_in_the_same_order_with_the_same_ids_and_each_change_is_taken_in_once() throws Exception {
        var changes = 200;
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var each : IntStream.range(0, changes).boxed().toList()) {
                threads.execute(() -> {
                    (each % 2 == 0 ? here : there).tell(TOPIC, each);
                    sleep(Duration.ofMillis(5));
                });
            }
        }
        await().until(() -> earHere.items() == changes && earThere.items() == changes);
        assertThat(earHere.heard).isEqualTo(earThere.heard);
        assertThat(earHere.changed).hasSize(changes).doesNotHaveDuplicates();
        assertThat(earThere.changed).hasSize(changes).doesNotHaveDuplicates();
    }

    @Test
    void more_than_one_message_can_carry_is_split_and_arrives_whole() {
        var keys = IntStream.range(0, 2_000)
                .mapToObj(each -> new UUID(each, each) + " déjà vu")
                .toList();
        transactions.executeWithoutResult(status -> keys.forEach(each -> here.tell(TOPIC, each)));
        await().until(() -> earThere.items() == keys.size());
        assertThat(earThere.changed.stream().map(Item::key)).containsExactlyElementsOf(keys);
        assertThat(earThere.missed).hasValue(1);
    }

    @Test
    void a_broken_line_is_set_up_again_and_everything_counts_as_changed() {
        var both = jdbc.sql("select pg_terminate_backend(pid) from pg_stat_activity "
                        + "where datname = current_database() and query like '%pg_notify%' and pid <> pg_backend_pid()")
                .query(Boolean.class)
                .list();
        assertThat(both).hasSizeGreaterThanOrEqualTo(2);
        here.tell(TOPIC, "while the line is broken");
        await().until(() -> earHere.missed.get() >= 2 && earThere.missed.get() >= 2);
        await().until(() -> here.isCurrent() && there.isCurrent());
        here.tell(TOPIC, "afterwards");
        await().atMost(SOON).until(() -> earThere.changed.contains(new Item(TOPIC, "afterwards")));
    }

    @Test
    void a_process_that_falls_silent_without_a_good_bye_may_have_kept_something_to_itself() {
        var killed = "dead";
        say(new NewsMessage(killed, 0, false, List.of()));
        await().atMost(NewsLine.SILENCE_MAX.plus(SOON))
                .until(() -> earHere.missed.get() >= 2 && earThere.missed.get() >= 2);
    }

    @Test
    void a_process_that_stops_in_order_alarms_nobody() {
        there.destroy();
        sleep(NewsLine.SILENCE_MAX.plus(SOON));
        assertThat(earHere.missed).hasValue(1);
    }

    @Test
    void a_gap_in_the_numbers_means_that_something_was_missed() {
        say(new NewsMessage("gappy", 7, false, List.of()));
        say(new NewsMessage("gappy", 8, false, List.of()));
        say(new NewsMessage("gappy", 10, true, List.of(new Item(TOPIC, "after the gap"))));
        await().atMost(SOON).until(() -> earHere.changed.contains(new Item(TOPIC, "after the gap")));
        assertThat(earHere.missed).hasValueGreaterThanOrEqualTo(2);
    }

    @Test
    void more_than_can_wait_becomes_one_word_for_everything() {
        transactions.executeWithoutResult(status -> IntStream.range(0, 20_001).forEach(each -> here.tell(TOPIC, each)));
        await().until(() -> earThere.missed.get() >= 2);
        assertThat(earThere.items()).isLessThanOrEqualTo(1);
    }

    private void say(NewsMessage message) {
        jdbc.sql("select pg_notify('parkapp_news', :text)")
                .param("text", message.text())
                .query(row -> {});
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /// What one process takes in, and what it passes on.
    private static final class Ear {
        private final List<Item> changed = Collections.synchronizedList(new ArrayList<>());
        private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
        private final AtomicInteger missed = new AtomicInteger();

        private final News.Reader reader = new News.Reader() {
            @Override
            public void changed(Item item, boolean here) {
                if (item.topic().equals(TOPIC)) {
                    changed.add(item);
                }
            }

            @Override
            public void missed() {
                missed.incrementAndGet();
            }
        };

        void heard(String id, List<Item> items) {
            items.stream().filter(each -> each.topic().equals(TOPIC)).forEach(each -> heard.add(id + " " + each.key()));
        }

        int items() {
            return heard.size();
        }
    }
}
