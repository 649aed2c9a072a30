package io.parkapp.parking;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Public;
import io.parkapp.lots.KindCount;
import io.parkapp.lots.LotAnswer;
import io.parkapp.lots.LotSearch;
import io.parkapp.lots.Lots;
import io.parkapp.lots.PaymentPolicy;
import io.parkapp.lots.SpotKind;
import io.parkapp.lots.SpotList;
import io.parkapp.parking.Availability.Found;
import io.parkapp.parking.Availability.Search;
import io.parkapp.platform.Refusal;
import io.parkapp.platform.Refuses;
import io.parkapp.platform.Versioned;
import io.parkapp.values.GeoPosition;
import io.parkapp.values.Money;
import io.parkapp.values.Page;
import io.parkapp.values.TimeWindow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The lots as a driver reads them. Their administration is the lots module's.
@RestController
@Tag(name = "lots")
class AvailabilityController {
    private static final int TEXT_LENGTH_MAX = 100;
    private static final Pattern POSITION =
            Pattern.compile("(-?\\d{1,3}(?:\\.\\d{1,9})?),\\s*(-?\\d{1,3}(?:\\.\\d{1,9})?)");

    private final Availability availability;
    private final Lots lots;
    private final Clock clock;

    AvailabilityController(Availability availability, Lots lots, Clock clock) {
        this.availability = availability;
        this.lots = lots;
        this.clock = clock;
    }

    record LotSummary(
            UUID id,
            UUID operatorId,
            @Schema(example = "Downtown Central Parking") String name,
            @Schema(example = "12 Market Street") String address,
            @Schema(example = "Bengaluru") String city,
            @Schema(example = "560001") String pinCode,
            GeoPosition position,
            @Schema(example = "Asia/Kolkata") String timeZone,
            @Schema(example = "EUR") String currency,
            PaymentPolicy paymentPolicy,
            boolean openNow,
            @Schema(example = "12") int freeSpots,
            @Schema(example = "50") int totalSpots,
            List<KindCount> kinds,
            @Schema(example = "420") @Nullable Integer distanceMeters,
            @Nullable Money price,
            boolean archived) {
        static LotSummary of(Found found) {
            var lot = found.lot();
            return new LotSummary(
                    lot.id(),
                    lot.operatorId(),
                    lot.name(),
                    lot.address(),
                    lot.city(),
                    lot.pinCode(),
                    lot.position(),
                    lot.timeZone().getId(),
                    lot.currency(),
                    lot.paymentPolicy(),
                    found.openNow(),
                    found.free(),
                    found.total(),
                    List.copyOf(found.counts().values()),
                    found.distanceMeters(),
                    found.price(),
                    lot.archived());
        }
    }

    @GetMapping("/api/lots")
    @Versioned
    @Public
    @Refuses({"UNAUTHENTICATED", "FORBIDDEN", "WINDOW_TOO_LONG"})
    @Operation(
            summary = "Find lots",
            description =
                    "By text (name, address, city, PIN code; accents and small typos forgiven) or by place. With a "
                            + "window, free spots and the price are for the whole of it; without one, free spots are for the "
                            + "hour that begins now.")
    Page<LotSummary> searchLots(
            @Nullable Caller caller,
            @RequestParam(required = false) @Size(max = TEXT_LENGTH_MAX) @Nullable String q,
            @Parameter(description = "latitude,longitude in degrees", example = "12.9716,77.5946")
                    @RequestParam(required = false)
                    @Nullable
                    String near,
            @RequestParam(defaultValue = "" + LotSearch.RADIUS_METERS_DEFAULT) @Min(1) @Max(LotSearch.RADIUS_METERS_MAX)
                    int radiusMeters,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(required = false) @Nullable SpotKind kind,
            @RequestParam(defaultValue = "false") boolean freeOnly,
            @Parameter(description = "of the whole stay, in minor units of each lot's currency")
                    @RequestParam(required = false)
                    @PositiveOrZero
                    @Nullable
                    Long maxPriceMinor,
            @RequestParam(defaultValue = "BEST") LotSearch.Sort sort,
            @Parameter(description = "the caller's own lots, archived ones too") @RequestParam(defaultValue = "false")
                    boolean managed,
            @Parameter(description = "of the caller's own lots only this operator's")
                    @RequestParam(required = false)
                    @Nullable
                    UUID operatorId,
            @RequestParam(defaultValue = "20") @Min(1) @Max(Page.LIMIT_MAX) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (operatorId != null && !managed) {
            throw Refusal.field("operatorId", "only together with managed");
        }
        var search = new Search(
                q,
                position(near),
                radiusMeters,
                window(from, until),
                kind,
                freeOnly,
                maxPriceMinor,
                sort,
                managed,
                operatorId);
        return availability.search(caller, search, limit, cursor).map(LotSummary::of);
    }

    @GetMapping("/api/lots/{id}")
    @Versioned
    @Public
    @Refuses("WINDOW_TOO_LONG")
    @Operation(summary = "One lot")
    LotAnswer lot(
            @Nullable Caller caller,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until) {
        var found = availability.lot(caller, id, window(from, until));
        return LotAnswer.of(
                found.lot(),
                lots.operator(found.lot().operatorId()),
                lots.levels(id),
                List.copyOf(found.counts().values()),
                found.price(),
                clock.instant());
    }

    @GetMapping("/api/lots/{id}/spots")
    @Versioned
    @Public
    @Refuses("WINDOW_TOO_LONG")
    @Operation(summary = "All spots of a lot, and which are free for the window, or for the hour that begins now")
    SpotList spots(
            @Nullable Caller caller,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until) {
        return new SpotList(availability.spots(caller, id, window(from, until)));
    }

    /// Half a window is no window.
    private static @Nullable TimeWindow window(@Nullable Instant from, @Nullable Instant until) {
        if (from == null && until == null) {
            return null;
        }
        if (from == null || until == null) {
            throw Refusal.field(from == null ? "from" : "until", "is required when the other end is given");
        }
        if (!from.isBefore(until)) {
            throw Refusal.field("until", "must be after the start");
        }
        var window = new TimeWindow(from, until);
        if (window.length().compareTo(Reservation.WINDOW_MAX) > 0) {
            throw new Refusal(ParkingRefusal.WINDOW_TOO_LONG);
        }
        return window;
    }

    private static @Nullable GeoPosition position(@Nullable String near) {
        if (near == null || near.isBlank()) {
            return null;
        }
        var match = POSITION.matcher(near.strip());
        if (!match.matches()) {
            throw Refusal.field("near", "must be latitude,longitude in degrees, as 12.9716,77.5946");
        }
        try {
            return new GeoPosition(Double.parseDouble(match.group(1)), Double.parseDouble(match.group(2)));
        } catch (IllegalArgumentException outOfRange) {
            throw Refusal.field("near", String.valueOf(outOfRange.getMessage()));
        }
    }
}
