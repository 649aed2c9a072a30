package io.parkapp.platform;

import jakarta.annotation.PostConstruct;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Tells every process what has changed, so that nobody goes on answering from memory, and open pages hear of it.
///
/// News of a transaction is told when it has committed, and never in it: PostgreSQL commits transactions that notify
/// one after the other, which bookings must not wait for. Here it is known at once; to the others it goes within
/// [NewsLine#PAUSE], many changes in one message. What a killed process did not tell in that time is missed, so
/// everybody says at least every [NewsLine#BEAT] that they live, and numbers what they say: after a gap, or when
/// somebody has been silent for [NewsLine#SILENCE_MAX], the others take everything as changed ([Reader#missed]). While
/// this process does not hear itself either, [#isCurrent] is false and nothing is answered from memory.
@Component
public class News implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(News.class);

    /// More than that at once, and everything is told to have changed instead.
    private static final int WAITING_MAX = 20_000;

    private final List<Reader> readers = new CopyOnWriteArrayList<>();
    private final List<Hearer> hearers = new CopyOnWriteArrayList<>();
    private final NewsLine line;
    private final Object lock = new Object();
    private Set<Item> waiting = new LinkedHashSet<>();

    News(DataSource database) {
        this.line = new NewsLine(database, this);
    }

    /// One thing that has changed.
    ///
    /// @param topic what kind of thing: a word
    /// @param key which one: its id, or several words for those who only hear; without line breaks
    public record Item(String topic, String key) {
        static final Item EVERYTHING = new Item("*", "");

        public Item {
            if (topic.isEmpty() || topic.indexOf(' ') >= 0 || (topic + key).indexOf('\n') >= 0) {
                throw new IllegalArgumentException("not a topic and a key: " + topic + " " + key);
            }
        }
    }

    /// Has to know of each change as early as possible: a cache. Called by the changing thread after its commit, and by
    /// the line's thread for changes elsewhere; must be quick and must not fail.
    public interface Reader {
        /// @param here whether this process changed it
        void changed(Item item, boolean here);

        /// Anything may have changed.
        void missed();

        /// Called before others hear of what changed here; may take a moment.
        ///
        /// @return what they must hear first
        default List<Item> beforeTelling() {
            return List.of();
        }
    }

    private record Hearer(BiConsumer<String, List<Item>> heard, Runnable missed) {}

    public void read(Reader reader) {
        readers.add(reader);
    }

    /// For whoever passes changes on, this process's own too, in the one order in which all processes hear them.
    ///
    /// @param heard told the message's id, the same in every process, and what has changed
    /// @param missed anything may have changed, and ids heard before mean nothing any more
    public void hear(BiConsumer<String, List<Item>> heard, Runnable missed) {
        hearers.add(new Hearer(heard, missed));
    }

    /// Once the running transaction has committed; at once where there is none.
    public void tell(String topic, Object key) {
        var item = new Item(topic, key.toString());
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            spread(Set.of(item));
            return;
        }
        var told = (Told) TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(each -> each instanceof Told of && of.news().equals(this))
                .findFirst()
                .orElse(null);
        if (told == null) {
            told = new Told(this, new LinkedHashSet<>());
            TransactionSynchronizationManager.registerSynchronization(told);
        }
        told.items().add(item);
    }

    /// Whether the running transaction has told of changes: what it reads is not yet true for others.
    boolean isToldInTransaction() {
        return TransactionSynchronizationManager.isSynchronizationActive()
                && TransactionSynchronizationManager.getSynchronizations().stream()
                        .anyMatch(each -> each instanceof Told of && of.news().equals(this));
    }

    private record Told(News news, Set<Item> items) implements TransactionSynchronization {
        @Override
        public void afterCommit() {
            news.spread(items);
        }
    }

    /// Whether news of other processes certainly arrives here, or did until [NewsLine#SILENCE_MAX] ago at the latest.
    public boolean isCurrent() {
        return line.isCurrent();
    }

    private void spread(Collection<Item> items) {
        items.forEach(each -> changed(each, true));
        synchronized (lock) {
            waiting.addAll(items);
            if (waiting.size() > WAITING_MAX) {
                waiting = new LinkedHashSet<>(Set.of(Item.EVERYTHING));
            }
        }
    }

    /// What is to be told, and from then on no longer waits here.
    List<Item> take() {
        var taken = new ArrayList<Item>();
        synchronized (lock) {
            taken.addAll(waiting);
            waiting.clear();
        }
        if (!taken.isEmpty()) {
            // Whoever forgets what changed must not find it again where it may not be looked for any more.
            readers.forEach(each -> taken.addAll(0, each.beforeTelling()));
        }
        return taken;
    }

    /// It could not be told: the next attempt tells it, before what came since.
    void putBack(List<Item> items) {
        synchronized (lock) {
            var all = new LinkedHashSet<>(items);
            all.addAll(waiting);
            waiting = all;
        }
    }

    private void changed(Item item, boolean here) {
        if (item.equals(Item.EVERYTHING)) {
            missedByReaders();
            return;
        }
        for (var each : readers) {
            try {
                each.changed(item, here);
            } catch (RuntimeException failed) {
                LOG.error("news of {} was not taken in", item, failed);
            }
        }
    }

    /// @param own whether this process told it, and so knows it already
    void heard(String id, List<Item> items, boolean own) {
        if (!own) {
            items.forEach(each -> changed(each, false));
        }
        if (items.contains(Item.EVERYTHING)) {
            missedByHearers();
        } else if (!items.isEmpty()) {
            for (var each : hearers) {
                try {
                    each.heard().accept(id, items);
                } catch (RuntimeException failed) {
                    LOG.error("news {} was not passed on", id, failed);
                }
            }
        }
    }

    void missed() {
        missedByReaders();
        missedByHearers();
    }

    private void missedByReaders() {
        readers.forEach(Reader::missed);
    }

    private void missedByHearers() {
        hearers.forEach(each -> each.missed().run());
    }

    @PostConstruct
    void open() {
        line.open();
    }

    /// Tells what still waits. Whatever makes news is stopped before, since it depends on us.
    @Override
    public void destroy() {
        line.close();
    }
}
