package io.parkapp.parking;

import static io.parkapp.accounts.Permission.RESERVATIONS_OWN;
import static io.parkapp.accounts.Permission.RESERVATIONS_READ;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Public;
import io.parkapp.accounts.RequiresPermission;
import io.parkapp.lots.KindCount;
import io.parkapp.platform.LiveStreams;
import io.parkapp.platform.LiveStreams.Event;
import io.parkapp.platform.LiveStreams.Listener;
import io.parkapp.platform.News;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.platform.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// What open pages hear of as it happens, in whichever process it does.
@RestController
class LiveController {
    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final String HOW = "A first event `ready` says that the line is open. `Last-Event-ID` resumes; "
            + "where what was missed is not known any more, the event `reset` says so. A comment every 15 seconds keeps "
            + "the line open; it ends after 15 minutes, and when the session does.";
    private static final String RESERVATION_TOPIC = "reservation";

    private final Availability availability;
    private final LiveStreams streams;
    private final News news;

    LiveController(Availability availability, LiveStreams streams, News news) {
        this.availability = availability;
        this.streams = streams;
        this.news = news;
    }

    /// What a page that shows a lot is told.
    record LiveAvailability(int freeSpots, int totalSpots, List<KindCount> kinds) {}

    /// What a page that shows reservations is told; it asks for what it shows of them.
    record LiveReservation(UUID id, UUID lotId, ReservationNews.What what) {}

    @GetMapping(path = "/api/lots/{id}/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Public
    @Tag(name = "lots")
    @Refuses("TOO_MANY_REQUESTS")
    @Operation(
            summary = "Free spots as they change",
            description =
                    "Server-sent events named `availability`, each with `freeSpots`, `totalSpots` and `kinds` for "
                            + "the hour that then begins. " + HOW)
    SseEmitter live(
            @Nullable Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String lastEventId,
            HttpServletRequest request) {
        availability.lot(caller, id, null);
        var event = new Event("availability", "", () -> availability(caller, id));
        var key = id.toString();
        return streams.open(
                new Listener(
                        request.getRemoteAddr(),
                        caller == null ? null : caller.account(),
                        item -> item.topic().equals(Calendars.TOPIC)
                                        && item.key().equals(key)
                                ? event
                                : null),
                lastEventId,
                event);
    }

    @GetMapping(path = "/api/reservations/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @RequiresPermission({RESERVATIONS_OWN, RESERVATIONS_READ})
    @Tag(name = "reservations")
    @Refuses("TOO_MANY_REQUESTS")
    @Operation(
            summary = "One's own reservations as they change, or everybody's that one may see",
            description = "Server-sent events named `reservation`, each with `id`, `lotId` and `what` happened. " + HOW)
    SseEmitter liveReservations(
            Caller caller,
            @RequestParam(defaultValue = "mine") ReservationController.Scope scope,
            @RequestHeader(name = LAST_EVENT_ID, required = false) @Nullable String lastEventId,
            HttpServletRequest request) {
        var all = scope == ReservationController.Scope.all;
        if (all && !caller.mayAnywhere(RESERVATIONS_READ)) {
            throw new Refusal(PlatformRefusal.FORBIDDEN);
        }
        var operators = caller.operatorsWith(RESERVATIONS_READ);
        var visible = operators == null ? null : Set.of(operators);
        return streams.open(
                new Listener(request.getRemoteAddr(), caller.account(), item -> {
                    if (!item.topic().equals(RESERVATION_TOPIC)) {
                        return null;
                    }
                    var told = Told.parse(item.key());
                    var wanted = told.account().equals(caller.account())
                            || (all && (visible == null || visible.contains(told.operator())));
                    return wanted ? told.event() : null;
                }),
                lastEventId,
                null);
    }

    @EventListener
    void happened(ReservationNews happened) {
        news.tell(RESERVATION_TOPIC, Told.of(happened).key());
    }

    private LiveAvailability availability(@Nullable Caller caller, UUID lot) {
        var found = availability.lot(caller, lot, null);
        return new LiveAvailability(
                found.free(), found.total(), List.copyOf(found.counts().values()));
    }

    /// What happened to a reservation, as news of one line.
    private record Told(UUID account, UUID operator, LiveReservation reservation) {
        static Told of(ReservationNews news) {
            return new Told(
                    news.accountId(), news.operatorId(), new LiveReservation(news.id(), news.lotId(), news.what()));
        }

        static Told parse(String key) {
            var words = key.split(" ", -1);
            return new Told(
                    UUID.fromString(words[0]),
                    UUID.fromString(words[1]),
                    new LiveReservation(
                            UUID.fromString(words[2]),
                            UUID.fromString(words[3]),
                            ReservationNews.What.valueOf(words[4])));
        }

        String key() {
            return account + " " + operator + " " + reservation.id() + " " + reservation.lotId() + " "
                    + reservation.what();
        }

        Event event() {
            return new Event("reservation", reservation.id().toString(), () -> reservation);
        }
    }
}
