package io.parkapp.parking;

import io.parkapp.lots.PaymentPolicy;
import io.parkapp.lots.SpotKind;
import io.parkapp.parking.Reservation.Driver;
import io.parkapp.pricing.Curve;
import io.parkapp.pricing.Price;
import io.parkapp.pricing.PriceLine;
import io.parkapp.values.Money;
import io.parkapp.vouchers.Voucher;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A reservation as it is told over HTTP, with what follows from its rules at this moment.
///
/// @param driver only for those who look after other people's reservations
@Schema(name = "Reservation")
public record ReservationAnswer(
        UUID id,
        @Schema(example = "P100042") String number,
        ReservationStatus status,
        UUID lotId,
        @Schema(example = "Downtown Central Parking") String lotName,
        @Schema(example = "12 Market Street") String lotAddress,
        @Schema(example = "Europe/Berlin") String timeZone,
        UUID spotId,
        @Schema(example = "A-12") String spotLabel,
        @Schema(example = "Ground floor") String levelName,
        SpotKind kind,
        @Schema(example = "BPK123") String plate,
        Instant from,
        Instant until,
        @Nullable Instant holdUntil,
        boolean driveUp,
        PaymentPolicy paymentPolicy,
        Money price,

        @Schema(description = "What of the price is tax; absent where the tariff does not say")
        Price.@Nullable Tax tax,

        List<PriceLine> lines,

        @ArraySchema(schema = @Schema(example = "CINEMA-2H"), arraySchema = @Schema(description = "What it carries"))
        List<String> codes,

        @Schema(example = "1") int tariffVersion,

        @Schema(description = "What is asked for it, as things stand, corrections included")
        Money owed,

        Money paid,
        Money refunded,
        Money due,
        @Nullable Money runningCost,
        Curve.@Nullable Advice advice,
        Instant checkInFrom,
        @Nullable Instant checkedInAt,
        @Nullable Instant checkedOutAt,
        @Nullable Instant cancelledAt,
        Instant createdAt,
        @Nullable DriverRef driver,
        Set<ReservationAction> actions) {

    static final String NUMBER_PREFIX = "P";

    public record DriverRef(
            UUID id,
            @Schema(example = "Uma Driver") String name,
            @Schema(example = "uma@example.org") String email) {
        static DriverRef of(Driver driver) {
            return new DriverRef(driver.id(), driver.name(), driver.email() == null ? "" : driver.email());
        }
    }

    /// @param runningCost what leaving now would cost, for a car that is inside
    /// @param advice for the same
    static ReservationAnswer of(
            Reservation it,
            Instant now,
            boolean withDriver,
            @Nullable Money runningCost,
            Curve.@Nullable Advice advice) {
        return new ReservationAnswer(
                it.id(),
                NUMBER_PREFIX + it.number(),
                it.status(),
                it.place().lotId(),
                it.place().lotName(),
                it.place().lotAddress(),
                it.place().timeZone(),
                it.place().spotId(),
                it.place().spotLabel(),
                it.place().levelName(),
                it.kind(),
                it.plate().text(),
                it.window().from(),
                it.window().until(),
                it.holdUntil(),
                it.driveUp(),
                it.paymentPolicy(),
                it.price(),
                it.tax() == null
                        ? null
                        : Price.Tax.within(it.price(), it.tax().name(), it.tax().percent()),
                it.lines(),
                it.vouchers().stream().map(Voucher::code).toList(),
                it.tariffVersion(),
                it.owed(),
                it.captured(),
                it.refunded(),
                it.due(),
                runningCost,
                advice,
                it.checkInFrom(),
                it.checkedInAt(),
                it.checkedOutAt(),
                it.cancelledAt(),
                it.createdAt(),
                withDriver ? DriverRef.of(it.driver()) : null,
                it.actions(now));
    }
}
