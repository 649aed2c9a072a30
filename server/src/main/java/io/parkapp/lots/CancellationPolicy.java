package io.parkapp.lots;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/// What a driver who cancels gets back: everything until so many minutes before the start; afterwards, until the start,
/// this percent; nothing after the start. Some kinds of spots may have other terms.
///
/// @param exceptions the terms of those kinds, each kind at most once; left out: none
public record CancellationPolicy(
        @Schema(example = "60", minimum = "0", maximum = "43200")
        int freeUntilMinutesBefore,

        @Schema(example = "50", minimum = "0", maximum = "100")
        int lateRefundPercent,

        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        List<@NotNull @Valid CancellationTerms> exceptions) {
    static final CancellationPolicy USUAL = new CancellationPolicy(60, 50);

    public CancellationPolicy {
        CancellationTerms.requireInRange(freeUntilMinutesBefore, lateRefundPercent);
        exceptions = exceptions == null ? List.of() : List.copyOf(exceptions);
    }

    /// The same for all kinds.
    public CancellationPolicy(int freeUntilMinutesBefore, int lateRefundPercent) {
        this(freeUntilMinutesBefore, lateRefundPercent, List.of());
    }

    public CancellationTerms forKind(SpotKind kind) {
        return exceptions.stream()
                .filter(each -> each.kind() == kind)
                .findFirst()
                .orElseGet(() -> new CancellationTerms(kind, freeUntilMinutesBefore, lateRefundPercent));
    }
}
