package io.parkapp.platform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Passes [News] on to open pages as server-sent events. All processes hear the same news in the same order, so a page
/// that comes back, to whichever process, names the last id it has seen and gets what it missed; where that is not
/// known any more it is told `reset`, and asks for everything anew.
@Component
public class LiveStreams implements DisposableBean {
    /// News of an account's id: its sessions or permissions are others now, so its streams end. Who may go on opens
    /// another.
    public static final String ACCESS_TOPIC = "access";

    static final int STREAMS_MAX = 2_000;
    static final int STREAMS_PER_ACCOUNT_MAX = 20;
    /// Many people may share an address.
    static final int STREAMS_PER_ADDRESS_MAX = 100;
    /// For who comes back: minutes, at the pace of a city.
    static final int MESSAGES_REMEMBERED_MAX = 2_000;

    private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> perClient = new HashMap<>();
    private final Object lock = new Object();
    private final Deque<Heard> recent = new ArrayDeque<>();

    LiveStreams(News news) {
        // Who names this one has seen everything that follows.
        recent.add(nothingYet());
        news.hear(this::heard, this::missed);
    }

    private record Heard(String id, List<News.Item> items) {}

    /// What a page is told.
    ///
    /// @param about several waiting ones of the same name about the same are told once
    /// @param data computed when it is sent
    public record Event(String name, String about, Supplier<Object> data) {}

    /// Who listens, and to what.
    ///
    /// @param account null for whoever is not signed in
    /// @param wanted which event an item of news is for this listener; null for none
    public record Listener(String address, @Nullable UUID account, Function<News.Item, @Nullable Event> wanted) {
        String client() {
            return account == null ? "address " + address : "account " + account;
        }
    }

    /// @param lastEventId of the stream that this one follows
    /// @param first told at once, where nothing is resumed
    /// @throws Refusal TOO_MANY_REQUESTS when too many listen already; pages ask from time to time instead
    public SseEmitter open(Listener listener, @Nullable String lastEventId, @Nullable Event first) {
        enter(listener);
        var stream = new LiveStream(listener, this::leave);
        synchronized (lock) {
            stream.offer(resumed(listener, lastEventId, first));
            streams.add(stream);
        }
        return stream.start();
    }

    private List<LiveStream.Told> resumed(Listener listener, @Nullable String lastEventId, @Nullable Event first) {
        var latest = recent.getLast().id();
        if (lastEventId == null) {
            var ready = LiveStream.Told.ready(latest);
            return first == null ? List.of(ready) : List.of(ready, new LiveStream.Told(latest, first));
        }
        var missed = new ArrayList<LiveStream.Told>();
        var known = false;
        for (var each : recent) {
            if (known) {
                missed.addAll(told(listener, each.id(), each.items()));
            }
            known |= each.id().equals(lastEventId);
        }
        missed.add(known ? LiveStream.Told.ready(latest) : LiveStream.Told.reset(latest));
        return missed;
    }

    private static List<LiveStream.Told> told(Listener listener, String id, List<News.Item> items) {
        return items.stream()
                .map(listener.wanted())
                .filter(Objects::nonNull)
                .map(each -> new LiveStream.Told(id, each))
                .toList();
    }

    private void enter(Listener listener) {
        var max = listener.account() == null ? STREAMS_PER_ADDRESS_MAX : STREAMS_PER_ACCOUNT_MAX;
        synchronized (perClient) {
            var open = perClient.getOrDefault(listener.client(), 0);
            if (open >= max || streams.size() >= STREAMS_MAX) {
                throw Refusal.tooMany(LiveStream.HEARTBEAT);
            }
            perClient.put(listener.client(), open + 1);
        }
    }

    private void leave(LiveStream stream) {
        if (streams.remove(stream)) {
            synchronized (perClient) {
                perClient.computeIfPresent(stream.listener().client(), (client, open) -> open == 1 ? null : open - 1);
            }
        }
    }

    private void heard(String id, List<News.Item> items) {
        var ended = items.stream()
                .filter(each -> each.topic().equals(ACCESS_TOPIC))
                .map(News.Item::key)
                .toList();
        synchronized (lock) {
            recent.add(new Heard(id, items));
            if (recent.size() > MESSAGES_REMEMBERED_MAX) {
                recent.removeFirst();
            }
            for (var stream : streams) {
                var account = stream.listener().account();
                if (account != null && ended.contains(account.toString())) {
                    stream.end();
                } else {
                    stream.offer(told(stream.listener(), id, items));
                }
            }
        }
    }

    private void missed() {
        synchronized (lock) {
            recent.clear();
            recent.add(nothingYet());
            var reset = List.of(LiveStream.Told.reset(recent.getLast().id()));
            streams.forEach(each -> each.offer(reset));
        }
    }

    private static Heard nothingYet() {
        return new Heard("since-" + UUID.randomUUID(), List.of());
    }

    @Override
    public void destroy() {
        streams.forEach(LiveStream::end);
    }
}
