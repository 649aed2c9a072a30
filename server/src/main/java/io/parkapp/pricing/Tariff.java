package io.parkapp.pricing;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.parkapp.lots.SpotKind;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A tariff as a document. `docs/tariffs.md` says what each part means; names here are the names there. Amounts are in
/// the major unit of the currency, lengths in minutes. What is well-formed but makes no sense is found by [Faults].
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Tariff(
        @Schema(example = "City centre") @Nullable @Size(min = 1, max = Tariff.NAME_LENGTH_MAX)
        String name,

        @NotNull ClockRule clock,
        @NotNull SecondsRule seconds,
        @NotNull RateChange whenRatesChange,
        @NotNull Outside outsideRates,
        @NotNull @Valid Rounding rounding,
        @Nullable @Valid Tax tax,

        @Schema(example = "10080") @Nullable @Min(1) @Max(Tariff.STAY_MINUTES_MAX)
        Integer maximumStayMinutes,

        @Schema(
                description = "Names for dates. A date is YYYY-MM-DD, or MM-DD for every year.",
                example = "{\"PUBLIC_HOLIDAY\": [\"2027-04-02\", \"12-25\"]}")
        @Nullable
        @Size(max = Tariff.SPECIAL_DAYS_MAX)
        Map<String, List<String>> specialDays,

        @NotNull @Size(min = 1, max = Tariff.RATES_MAX) List<@NotNull @Valid Rate> rates,

        @Nullable @Size(max = Tariff.CAPS_MAX) List<@NotNull @Valid Cap> caps,
        @Nullable @Size(max = Tariff.FREE_MAX) List<@NotNull @Valid Free> free,

        @Nullable @Size(max = Tariff.OFFERS_MAX) List<@NotNull @Valid Offer> offers,

        @Nullable @Size(max = Tariff.DISCOUNTS_MAX) List<@NotNull @Valid Discount> discounts,

        @Nullable @Size(max = Tariff.SURCHARGES_MAX) List<@NotNull @Valid Surcharge> surcharges,

        @Nullable @Valid LostTicket lostTicket,
        @Nullable @Valid Reentry reentry,

        @Schema(example = "15") @Nullable @Min(1) @Max(1_440)
        Integer exitGraceMinutes,

        @Nullable @Size(max = 20) List<@NotNull @Valid TopUp> topUps,
        @Nullable Boolean pricesMayFall,

        @Nullable @Size(max = Tariff.EXAMPLES_MAX) List<@NotNull @Valid Example> examples) {
    public static final int RATES_MAX = 200;
    public static final int CAPS_MAX = 50;
    public static final int FREE_MAX = 20;
    public static final int OFFERS_MAX = 50;
    public static final int DISCOUNTS_MAX = 50;
    public static final int SURCHARGES_MAX = 20;
    public static final int EXAMPLES_MAX = 100;
    public static final int SPECIAL_DAYS_MAX = 20;
    static final int SPECIAL_DATES_MAX = 2_000;
    static final int WINDOWS_MAX = 50;
    static final int STEPS_MAX = 200;
    static final int NAME_LENGTH_MAX = 80;
    /// 400 days.
    public static final int STAY_MINUTES_MAX = 576_000;

    static final BigDecimal AMOUNT_MAX = new BigDecimal(1_000_000);
    static final int AMOUNT_DECIMALS_MAX = 6;

    public enum ClockRule {
        ELAPSED,
        WALL_CLOCK
    }

    public enum SecondsRule {
        COUNTED,
        DROPPED
    }

    public enum RateChange {
        ENTRY_RATE_STAYS,
        UNIT_IS_CUT,
        UNIT_RUNS_OUT
    }

    public enum Outside {
        FREE,
        CLOSED,
        REFUSED
    }

    public enum RoundingRule {
        HALF_UP,
        HALF_EVEN,
        UP,
        DOWN
    }

    public enum Every {
        STAY,
        PERIOD,
        HOURS,
        CLOCK
    }

    public enum Count {
        STARTED,
        EXACT
    }

    public enum Exceeded {
        CHARGED_FROM_ENTRY,
        TAKEN_OFF
    }

    public enum Taken {
        IF_LOWER,
        ALWAYS
    }

    public enum End {
        START,
        END
    }

    /// @param to the total is a multiple of this
    @Schema(name = "TariffRounding")
    public record Rounding(
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(type = "string", example = "0.01") @NotNull
            BigDecimal to,

            @NotNull RoundingRule mode) {}

    @Schema(name = "TariffTax")
    public record Tax(
            @Schema(example = "VAT") @NotNull @Size(min = 1, max = NAME_LENGTH_MAX)
            String name,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(type = "string", example = "19") @NotNull
            BigDecimal percent,

            @NotNull Boolean included) {}

    /// Whom a part of the tariff is for. What is left out does not matter.
    @Schema(name = "TariffAudience")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Audience(
            @Nullable @Size(max = 20) List<@NotNull SpotKind> kinds,

            @Schema(example = "[\"CAR\"]") @Nullable @Size(max = 20)
            List<@NotNull @Size(min = 1, max = NAME_LENGTH_MAX) String> vehicles,

            @Schema(example = "[\"BLUE_BADGE\"]") @Nullable @Size(max = 20)
            List<@NotNull @Size(min = 1, max = NAME_LENGTH_MAX) String> concessions) {}

    @Schema(name = "TariffSeason")
    public record Season(
            @Schema(example = "05-01") @NotNull String from,
            @Schema(example = "09-30") @NotNull String until) {}

    @Schema(name = "TariffWindow")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Window(
            @Schema(example = "[\"MONDAY\", \"PUBLIC_HOLIDAY\"]") @Nullable @Size(max = 27)
            List<@NotNull String> days,

            @Nullable TimeOfDay from,
            @Nullable TimeOfDay until,
            @Nullable @Valid Season season) {}

    /// One step of a table: a `total`, or units that `add`.
    @Schema(name = "TariffStep")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Step(
            @Schema(example = "60") @Nullable @Min(1) @Max(STAY_MINUTES_MAX)
            Integer upToMinutes,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(type = "string", example = "5.00") @Nullable
            BigDecimal total,

            @Schema(example = "60") @Nullable @Min(1) @Max(STAY_MINUTES_MAX)
            Integer perMinutes,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(type = "string", example = "2.00") @Nullable
            BigDecimal add,

            @Nullable Count count) {}

    /// How time is divided: for a table's restarts, a cap's periods, and free minutes.
    @Schema(name = "TariffCycle")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Cycle(
            @NotNull Every every,

            @Schema(example = "24") @Nullable @Min(1) @Max(9_600)
            Integer hours,

            @Nullable TimeOfDay at,
            @Nullable @Size(max = 27) List<@NotNull String> days,

            @Schema(example = "1") @Nullable @Min(1) @Max(400)
            Integer times) {}

    @Schema(name = "TariffRate")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Rate(
            @Schema(example = "Day") @NotNull @Size(min = 1, max = NAME_LENGTH_MAX)
            String name,

            @JsonProperty("for") @Nullable @Valid Audience audience,

            @Nullable @Size(max = WINDOWS_MAX) List<@NotNull @Valid Window> when,
            @Nullable Boolean overrides,

            @NotNull @Size(min = 1, max = STEPS_MAX) List<@NotNull @Valid Step> steps,

            @NotNull @Valid Cycle restarts) {}

    @Schema(name = "TariffCap")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Cap(
            @Schema(example = "Day ticket") @NotNull @Size(min = 1, max = NAME_LENGTH_MAX)
            String name,

            @JsonProperty("for") @Nullable @Valid Audience audience,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(type = "string", example = "20.00") @NotNull
            BigDecimal amount,

            @Nullable @Size(max = RATES_MAX) List<@NotNull String> rates,
            @NotNull @Valid Cycle per,

            @Nullable @Size(max = WINDOWS_MAX) List<@NotNull @Valid Window> when) {}

    @Schema(name = "TariffFree")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Free(
            @Schema(example = "20") @NotNull @Min(1) @Max(10_080)
            Integer minutes,

            @NotNull Exceeded whenExceeded,
            @JsonProperty("for") @Nullable @Valid Audience audience,

            @Nullable @Size(max = WINDOWS_MAX) List<@NotNull @Valid Window> when,

            @Nullable @Valid Cycle oncePer) {}

    @Schema(name = "TariffCover")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Cover(
            @Schema(example = "1440") @Nullable @Min(1) @Max(STAY_MINUTES_MAX)
            Integer minutes,

            @Nullable TimeOfDay at,
            @Nullable @Size(max = 27) List<@NotNull String> days) {}

    @Schema(name = "TariffOffer")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Offer(
            @Schema(example = "Early bird") @NotNull @Size(min = 1, max = NAME_LENGTH_MAX)
            String name,

            @JsonProperty("for") @Nullable @Valid Audience audience,

            @Nullable @Size(max = WINDOWS_MAX) List<@NotNull @Valid Window> entry,

            @Nullable @Size(max = WINDOWS_MAX) List<@NotNull @Valid Window> exit,

            @Nullable @Min(1) @Max(STAY_MINUTES_MAX) Integer atLeastMinutes,

            @Schema(example = "840") @Nullable @Min(1) @Max(STAY_MINUTES_MAX)
            Integer atMostMinutes,

            @NotNull @Size(min = 1, max = STEPS_MAX) List<@NotNull @Valid Step> steps,

            @Nullable @Valid Cover covers,
            @NotNull Taken taken) {}

    /// One of `minutesOff`, `percentOff`, `amountOff` and `priceAtMost`.
    @Schema(name = "TariffDiscount")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Discount(
            @Schema(example = "Cinema") @NotNull @Size(min = 1, max = NAME_LENGTH_MAX)
            String name,

            @JsonProperty("for") @Nullable @Valid Audience audience,

            @Schema(example = "120") @Nullable @Min(1) @Max(STAY_MINUTES_MAX)
            Integer minutesOff,

            @Nullable End takenFrom,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(type = "string", example = "50") @Nullable
            BigDecimal percentOff,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(type = "string", example = "3.00") @Nullable
            BigDecimal amountOff,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(type = "string", example = "10.00") @Nullable
            BigDecimal priceAtMost) {}

    @Schema(name = "TariffSurcharge")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Surcharge(
            @Schema(example = "Exit at night") @NotNull @Size(min = 1, max = NAME_LENGTH_MAX)
            String name,

            @JsonProperty("for") @Nullable @Valid Audience audience,

            @Nullable @Size(max = WINDOWS_MAX) List<@NotNull @Valid Window> entry,

            @Nullable @Size(max = WINDOWS_MAX) List<@NotNull @Valid Window> exit,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(type = "string", example = "10.00") @NotNull
            BigDecimal amount) {}

    @Schema(name = "TariffLostTicket")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record LostTicket(
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(type = "string", example = "35.00") @Nullable
            BigDecimal price,

            @Nullable TimeOfDay chargedFromClock) {}

    @Schema(name = "TariffReentry")
    public record Reentry(
            @Schema(example = "30") @NotNull @Min(1) @Max(1_440)
            Integer withinMinutes) {}

    @Schema(name = "TariffTopUp")
    public record TopUp(
            @JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(type = "string", example = "10.00") @NotNull
            BigDecimal pay,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(type = "string", example = "11.00") @NotNull
            BigDecimal credit) {}

    /// A stay in local time, and what it costs.
    @Schema(name = "TariffExample")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Example(
            @JsonFormat(pattern = LOCAL_TIME) @Schema(type = "string", example = "2026-12-01T09:00") @NotNull
            LocalDateTime from,

            @JsonFormat(pattern = LOCAL_TIME) @Schema(type = "string", example = "2026-12-01T10:30") @NotNull
            LocalDateTime until,

            @Nullable SpotKind kind,
            @Nullable @Size(max = NAME_LENGTH_MAX) String vehicle,
            @Nullable @Size(max = 20) List<@NotNull String> concessions,
            @Nullable Boolean lostTicket,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Schema(type = "string", example = "5.00") @NotNull
            BigDecimal price) {
        private static final String LOCAL_TIME = "uuuu-MM-dd'T'HH:mm";
    }

    static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
