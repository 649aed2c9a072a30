package io.parkapp.tariffs;

import io.parkapp.lots.SpotKind;
import io.parkapp.platform.Refusal;
import io.parkapp.pricing.Stay;
import io.parkapp.pricing.Tariff;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A stay to price, under a tariff or at a lot.
///
/// @param timeZone with a tariff: where the car park is; a lot has its own
/// @param currency with a tariff; a lot has its own
/// @param vehicleClass as the tariff names it
/// @param concessions what the driver has proven, as the tariff names it
/// @param validations discounts that a shop has given for this stay
/// @param paidAt when it was paid at a machine
/// @param earlier stays of the same plate at the same car park
record PriceRequest(
        @Nullable UUID lotId,
        @Nullable @Valid Tariff tariff,
        @Schema(example = "Europe/Berlin") @Nullable String timeZone,
        @Schema(example = "EUR") @Nullable String currency,
        @NotNull Instant from,
        @NotNull Instant until,
        @Nullable SpotKind kind,
        @Schema(example = "CAR") @Nullable @Size(max = 80) String vehicleClass,
        @Nullable @Size(max = 20) List<@NotNull String> concessions,
        @Nullable @Size(max = 20) List<Tariff.@NotNull @Valid Discount> validations,
        @Nullable Boolean lostTicket,
        @Nullable Instant paidAt,
        @Nullable @Size(max = PriceRequest.EARLIER_MAX) List<@NotNull @Valid Earlier> earlier) {
    static final int EARLIER_MAX = 100;

    /// @param paid in the currency's major unit
    @Schema(name = "EarlierStay")
    record Earlier(
            @NotNull Instant from,
            @NotNull Instant until,

            @Schema(type = "string", example = "2.50") @NotNull
            BigDecimal paid) {}

    Asked.Place place() {
        return new Asked.Place(lotId, tariff, timeZone, currency);
    }

    Stay stay(ZoneId zone) {
        if (!until.isAfter(from)) {
            throw Refusal.field("until", "must be after the start");
        }
        if (Duration.between(from, until).toMinutes() > Tariff.STAY_MINUTES_MAX) {
            throw new Refusal(TariffsRefusal.WINDOW_TOO_LONG);
        }
        return new Stay(
                from,
                until,
                zone,
                kind,
                vehicleClass,
                Asked.set(concessions),
                Objects.requireNonNullElse(validations, List.of()),
                Boolean.TRUE.equals(lostTicket),
                paidAt,
                Objects.requireNonNullElse(earlier, List.<Earlier>of()).stream()
                        .map(each -> new Stay.Earlier(each.from(), each.until(), each.paid()))
                        .toList());
    }
}
