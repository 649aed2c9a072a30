package io.parkapp.tariffs;

import io.parkapp.accounts.Public;
import io.parkapp.lots.Lots;
import io.parkapp.lots.SpotKind;
import io.parkapp.platform.RateLimits;
import io.parkapp.platform.Refusal;
import io.parkapp.platform.Refuses;
import io.parkapp.pricing.Check;
import io.parkapp.pricing.Curve;
import io.parkapp.pricing.Examples;
import io.parkapp.pricing.Faults;
import io.parkapp.pricing.Finding;
import io.parkapp.pricing.Pricing;
import io.parkapp.pricing.Stay;
import io.parkapp.pricing.Tariff;
import io.parkapp.pricing.WeekPlan;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Prices and checks tariffs without storing anything: for authors, for machines, and for drivers who want to know.
@RestController
@Tag(name = "tariffs")
class PricingController {
    /// From one address.
    private static final int REQUESTS_PER_MINUTE_MAX = 120;

    /// A check tries thousands of stays.
    private static final int CHECKS_PER_MINUTE_MAX = 30;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String SCHEMA = "tariff.schema.json";

    private final Lots lots;
    private final Tariffs tariffs;
    private final RateLimits limits;
    private final Clock clock;

    PricingController(Lots lots, Tariffs tariffs, RateLimits limits, Clock clock) {
        this.lots = lots;
        this.tariffs = tariffs;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping(path = "/api/tariffs/schema", produces = "application/schema+json")
    @Public
    @Operation(summary = "The JSON Schema of a tariff", description = "docs/tariffs.md in words.")
    @Schema(implementation = Object.class)
    ResponseEntity<ClassPathResource> tariffSchema() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
                .contentType(MediaType.valueOf("application/schema+json"))
                .body(new ClassPathResource(SCHEMA));
    }

    @PostMapping("/api/tariffs/price")
    @Public
    @Refuses({"NO_TARIFF", "NO_PRICE", "WINDOW_TOO_LONG", "TOO_MANY_REQUESTS"})
    @Operation(
            summary = "What a stay would cost",
            description =
                    "Under a tariff, or at a lot under the version in force when the stay begins. Stores nothing.")
    PriceAnswer priceTariff(HttpServletRequest http, @Valid @RequestBody PriceRequest request) {
        limit(http, "price", REQUESTS_PER_MINUTE_MAX);
        var priced = priced(request.place(), request.from());
        var stay = request.stay(priced.zone());
        var faults = Faults.of(priced.pricing().tariff(), stay.validations(), "validations");
        if (!faults.isEmpty()) {
            throw Refusal.fields(faults);
        }
        var price = priced.pricing().price(stay, priced.currency());
        return PriceAnswer.of(
                price,
                Curve.advice(priced.pricing(), stay, priced.currency(), price.total(), stay.from()),
                priced.pricing().hash());
    }

    @PostMapping("/api/tariffs/curve")
    @Public
    @Refuses({"NO_TARIFF", "TOO_MANY_REQUESTS"})
    @Operation(
            summary = "How a tariff's price grows with the length of a stay",
            description = "Parts in which it stays the same, from the shortest stays on.")
    CurveAnswer tariffCurve(HttpServletRequest http, @Valid @RequestBody CurveRequest request) {
        limit(http, "curve", REQUESTS_PER_MINUTE_MAX);
        var priced = priced(request.place(), request.from());
        return new CurveAnswer(
                Curve.of(priced.pricing(), request.stay(priced.zone()), priced.currency(), request.minutes()));
    }

    @GetMapping("/api/lots/{id}/curve")
    @Public
    @Tag(name = "lots")
    @Refuses({"NO_TARIFF", "TOO_MANY_REQUESTS"})
    @Operation(summary = "How the price grows with the length of a stay that begins then")
    CurveAnswer lotCurve(
            HttpServletRequest http,
            @PathVariable UUID id,
            @RequestParam Instant from,
            @RequestParam(defaultValue = "1440") int minutes,
            @RequestParam(defaultValue = "STANDARD") SpotKind kind) {
        limit(http, "curve", REQUESTS_PER_MINUTE_MAX);
        if (minutes < 1 || minutes > Curve.MINUTES_MAX) {
            throw Refusal.field("minutes", "must be 1 to " + Curve.MINUTES_MAX);
        }
        var lot = lots.get(id);
        var stay = Stay.of(from, from.plusSeconds(1), lot.timeZone()).in(kind);
        return new CurveAnswer(Curve.of(tariffs.inForce(id, from).pricing(), stay, lot.currency(), minutes));
    }

    @PostMapping("/api/tariffs/check")
    @Public
    @Refuses("TOO_MANY_REQUESTS")
    @Operation(
            summary = "Look for faults in a tariff",
            description =
                    "Errors keep it from being published. Also says which of its examples come out right, and which"
                            + " rate rules when for a kind of driver. Stores nothing.")
    CheckAnswer checkTariff(HttpServletRequest http, @Valid @RequestBody CheckRequest request) {
        limit(http, "check", CHECKS_PER_MINUTE_MAX);
        var tariff = request.tariff();
        var zone = Asked.zone(request.timeZone(), "timeZone");
        var currency = Asked.currency(request.currency(), "currency");
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var findings = Check.of(tariff, zone, currency, today);
        if (!Faults.of(tariff, "", currency).isEmpty()) {
            return new CheckAnswer(false, findings, List.of(), List.of(), null);
        }
        var pricing = Pricing.of(tariff);
        var examples = Examples.of(pricing, zone, currency);
        var who = Stay.of(Instant.EPOCH, Instant.EPOCH.plusSeconds(1), zone)
                .in(request.kind())
                .with(request.vehicleClass(), Asked.set(request.concessions()));
        var isPublishable = examples.size() >= TariffChanges.EXAMPLES_MIN
                && findings.stream().noneMatch(each -> each.severity() == Finding.Severity.ERROR);
        return new CheckAnswer(isPublishable, findings, examples, WeekPlan.of(pricing, who), pricing.hash());
    }

    private void limit(HttpServletRequest http, String what, int count) {
        limits.take("tariff " + what, http.getRemoteAddr(), count, MINUTE);
    }

    private Asked.Priced priced(Asked.Place place, Instant from) {
        if (place.lotId() == null) {
            return place.drafted();
        }
        var lot = lots.get(place.lotId());
        return new Asked.Priced(tariffs.inForce(lot.id(), from).pricing(), lot.timeZone(), lot.currency());
    }

    /// A tariff to look at.
    ///
    /// @param kind of the driver whose calendar is wanted, as the two after it
    @Schema(name = "TariffCheckRequest")
    record CheckRequest(
            @NotNull @Valid Tariff tariff,

            @Schema(example = "Europe/Berlin") @NotNull String timeZone,

            @Schema(example = "EUR") @NotNull String currency,

            @Nullable SpotKind kind,
            @Nullable String vehicleClass,
            @Nullable List<String> concessions) {}

    /// @param publishable no errors, and enough examples that come out right
    @Schema(name = "TariffCheck")
    record CheckAnswer(
            boolean publishable,
            List<Finding> findings,
            List<Examples.Outcome> examples,
            List<WeekPlan> calendar,
            @Nullable String hash) {}

    @Schema(name = "PriceCurve")
    record CurveAnswer(List<Curve.Part> parts) {}
}
