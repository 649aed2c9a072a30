package io.parkapp.parking;

import io.parkapp.accounts.Public;
import io.parkapp.lots.Lots;
import io.parkapp.lots.SpotKind;
import io.parkapp.platform.Refusal;
import io.parkapp.platform.Refuses;
import io.parkapp.platform.Versioned;
import io.parkapp.tariffs.QuoteAnswer;
import io.parkapp.tariffs.Tariffs;
import io.parkapp.tariffs.Tariffs.Circumstances;
import io.parkapp.values.TimeWindow;
import io.parkapp.vouchers.Vouchers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What a reservation would cost, before anybody makes it.
@RestController
@Tag(name = "lots")
class QuoteController {
    private final Lots lots;
    private final Tariffs tariffs;
    private final Vouchers vouchers;
    private final Clock clock;

    QuoteController(Lots lots, Tariffs tariffs, Vouchers vouchers, Clock clock) {
        this.lots = lots;
        this.tariffs = tariffs;
        this.vouchers = vouchers;
        this.clock = clock;
    }

    @GetMapping("/api/lots/{id}/quote")
    @Versioned
    @Public
    @Refuses({"NO_TARIFF", "NO_PRICE", "WINDOW_TOO_LONG", "CODE_NOT_VALID", "TOO_MANY_REQUESTS"})
    @Operation(
            summary = "What a stay would cost, line by line",
            description =
                    "Of a standard spot, if none is named. With a promo code, what it then costs; the code is not "
                            + "used up by asking.")
    QuoteAnswer quote(
            HttpServletRequest http,
            @PathVariable UUID id,
            @RequestParam Instant from,
            @RequestParam Instant until,
            @RequestParam(defaultValue = "STANDARD") SpotKind kind,
            @Parameter(example = "WELCOME-10")
                    @RequestParam(required = false)
                    @Size(max = ReservationRequest.CODE_LENGTH_MAX)
                    @Nullable
                    String promoCode) {
        if (!until.isAfter(from)) {
            throw Refusal.field("until", "must be after the start");
        }
        var window = new TimeWindow(from, until);
        if (window.length().compareTo(Reservation.WINDOW_MAX) > 0) {
            throw new Refusal(ParkingRefusal.WINDOW_TOO_LONG);
        }
        var lot = lots.get(id);
        var circumstances = Circumstances.UNKNOWN;
        if (promoCode != null) {
            vouchers.countGuess(http.getRemoteAddr());
            circumstances = circumstances.with(
                    List.of(vouchers.find(lot, promoCode, null).discount()));
        }
        var quote = tariffs.quote(lot, kind, window, circumstances);
        var now = clock.instant();
        var earliest = now.isAfter(from) ? now : from;
        return QuoteAnswer.of(
                id,
                quote,
                tariffs.advice(quote.versionId(), lot, kind, window, quote.price(), earliest, circumstances));
    }
}
