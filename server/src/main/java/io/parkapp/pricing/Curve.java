package io.parkapp.pricing;

import io.parkapp.values.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a price grows with the length of a stay, looked at minute by minute.
public final class Curve {
    /// A week. Looking takes a price a minute.
    public static final int MINUTES_MAX = 10_080;

    private static final int ADVICE_MINUTES_MAX = 180;

    private Curve() {}

    /// Stays longer than the part before, up to and including so many minutes.
    ///
    /// @param price null: such a stay has none
    @Schema(name = "CurvePart")
    public record Part(
            @Schema(example = "60") int upToMinutes,
            @Nullable Money price) {}

    /// What a driver gains by leaving a little earlier, or may stay without paying more.
    ///
    /// @param freeUntil until when the price stays as it is; absent: it grows at once, or not for hours
    /// @param leaveBy when to leave for a lower price, within three hours
    /// @param saved by then
    public record Advice(
            @Nullable Instant freeUntil,
            @Nullable Instant leaveBy,
            @Nullable Money saved) {}

    /// @param stay whose end does not matter
    public static List<Part> of(Pricing pricing, Stay stay, String currency, int minutes) {
        var parts = new ArrayList<Part>();
        for (var minute = 1; minute <= minutes; minute++) {
            var price = total(pricing, stay.until(stay.from().plus(Duration.ofMinutes(minute))), currency);
            if (!parts.isEmpty() && java.util.Objects.equals(parts.getLast().price(), price)) {
                parts.set(parts.size() - 1, new Part(minute, price));
            } else {
                parts.add(new Part(minute, price));
            }
        }
        return parts;
    }

    /// @param earliest when the driver can leave at the earliest
    public static Advice advice(Pricing pricing, Stay stay, String currency, Money price, Instant earliest) {
        Instant freeUntil = null;
        for (var minute = 1; minute <= ADVICE_MINUTES_MAX; minute++) {
            var until = stay.until().plus(Duration.ofMinutes(minute));
            if (!price.equals(total(pricing, stay.until(until), currency))) {
                freeUntil = minute == 1 ? null : until.minus(Duration.ofMinutes(1));
                break;
            }
        }
        for (var minute = 1; minute <= ADVICE_MINUTES_MAX; minute++) {
            var until = stay.until().minus(Duration.ofMinutes(minute));
            if (!until.isAfter(stay.from()) || until.isBefore(earliest)) {
                break;
            }
            var lower = total(pricing, stay.until(until), currency);
            if (lower != null && lower.compareTo(price) < 0) {
                return new Advice(freeUntil, until, price.minus(lower));
            }
        }
        return new Advice(freeUntil, null, null);
    }

    private static @Nullable Money total(Pricing pricing, Stay stay, String currency) {
        try {
            return pricing.total(stay, currency);
        } catch (NoPrice none) {
            return null;
        }
    }
}
