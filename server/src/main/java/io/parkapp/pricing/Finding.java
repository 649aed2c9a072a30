package io.parkapp.pricing;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.parkapp.lots.SpotKind;
import io.parkapp.values.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that a look at a tariff found.
///
/// @param path the part of the tariff that it concerns, as `rates[1].when[0]`
/// @param message in words for the tariff's author
@Schema(name = "TariffFinding")
public record Finding(
        Severity severity,
        Code code,
        @Schema(example = "rates[1].when[0]") String path,
        String message,
        @Nullable ExampleStay example) {
    /// Errors keep a tariff from being published; warnings are shown; notes ask whether a reading is meant.
    public enum Severity {
        ERROR,
        WARNING,
        NOTE
    }

    /// What kind of thing it is.
    public enum Code {
        CONTRADICTION,
        EXAMPLE_FAILS,
        TIME_WITHOUT_RATE,
        RATES_OVERLAP,
        NO_PRICE_FOR_LONG_STAYS,
        NEVER_APPLIES,
        NEVER_BINDS,
        PRICE_FALLS,
        FIRST_MINUTE_COSTS_A_DAY,
        HOLIDAYS_MISSING,
        TWO_READINGS
    }

    /// A stay that shows it, in local time.
    ///
    /// @param price what it costs; null: it has no price
    /// @param otherwise what it would cost by the other reading, or a little shorter
    @Schema(name = "TariffFindingExample")
    public record ExampleStay(
            @JsonFormat(pattern = "uuuu-MM-dd'T'HH:mm") @Schema(type = "string", example = "2026-12-01T09:00")
            LocalDateTime from,

            @JsonFormat(pattern = "uuuu-MM-dd'T'HH:mm") @Schema(type = "string", example = "2026-12-01T10:30")
            LocalDateTime until,

            @Nullable SpotKind kind,
            @Nullable String vehicle,
            @Nullable List<String> concessions,
            @Nullable Money price,
            @Nullable Money otherwise) {}
}
