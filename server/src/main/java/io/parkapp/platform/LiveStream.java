package io.parkapp.platform;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// One open page. A thread of its own sends, so that a slow line holds up nobody else; bursts are sent as one.
final class LiveStream {
    static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /// As long as an access token: who has lost one in a way that nobody told of listens no longer.
    private static final Duration LENGTH_MAX = Duration.ofMinutes(15);
    private static final Duration BURST = Duration.ofMillis(200);
    /// Who is so far behind is cut off, and comes back with the last id it has seen.
    private static final int WAITING_MAX = 500;

    private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);
    private static final Told END = Told.word("", "end");

    private final LiveStreams.Listener listener;
    private final Consumer<LiveStream> ended;
    private final SseEmitter emitter = new Unbuffered();
    private final BlockingQueue<Told> waiting = new LinkedBlockingQueue<>(WAITING_MAX);
    private volatile boolean ending;

    LiveStream(LiveStreams.Listener listener, Consumer<LiveStream> ended) {
        this.listener = listener;
        this.ended = ended;
    }

    /// An event that follows from the news of this id.
    record Told(String id, LiveStreams.Event event) {
        /// From now on events come.
        static Told ready(String id) {
            return word(id, "ready");
        }

        /// Anything may have happened meanwhile.
        static Told reset(String id) {
            return word(id, "reset");
        }

        private static Told word(String id, String name) {
            return new Told(id, new LiveStreams.Event(name, "", Map::of));
        }
    }

    LiveStreams.Listener listener() {
        return listener;
    }

    SseEmitter start() {
        emitter.onCompletion(this::end);
        emitter.onError(failed -> end());
        Thread.ofVirtual().name("live").start(this::run);
        return emitter;
    }

    void offer(List<Told> told) {
        for (var each : told) {
            if (!waiting.offer(each)) {
                end();
                return;
            }
        }
    }

    void end() {
        ending = true;
        if (!waiting.offer(END)) {
            waiting.clear();
            waiting.add(END);
        }
    }

    private void run() {
        var endNanos = System.nanoTime() + LENGTH_MAX.toNanos();
        try {
            while (!ending && System.nanoTime() - endNanos < 0) {
                var first = waiting.poll(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
                if (first == null) {
                    emitter.send(SseEmitter.event().comment("beat"));
                } else {
                    send(first);
                }
            }
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("nobody listens to a live stream any more: {}", gone.toString());
        } catch (InterruptedException stopping) {
            // It ends below.
        } catch (RuntimeException failed) {
            LOG.warn("a live stream broke: {}", failed.toString());
        } finally {
            ended.accept(this);
            complete();
        }
    }

    private void complete() {
        try {
            emitter.complete();
        } catch (IllegalStateException over) {
            // Tomcat has noticed first that the page has left.
        }
    }

    /// Without an end by time here, and not held back by a proxy.
    private static final class Unbuffered extends SseEmitter {
        private Unbuffered() {
            super(0L);
        }

        @Override
        protected void extendResponse(ServerHttpResponse response) {
            super.extendResponse(response);
            response.getHeaders().set("X-Accel-Buffering", "no");
        }
    }

    /// With what else comes within a moment. Of several about the same the last is sent, which has the latest id.
    private void send(Told first) throws IOException, InterruptedException {
        var burst = new ArrayList<Told>(List.of(first));
        Thread.sleep(BURST);
        waiting.drainTo(burst);
        var last = new LinkedHashMap<String, Told>();
        for (var each : burst) {
            var same = each.event().name() + ' ' + each.event().about();
            last.remove(same);
            last.put(same, each);
        }
        for (var each : last.values()) {
            if (ending || each.equals(END)) {
                return;
            }
            emitter.send(SseEmitter.event()
                    .id(each.id())
                    .name(each.event().name())
                    .data(each.event().data().get()));
        }
    }
}
