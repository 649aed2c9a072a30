package io.parkapp.lots;

import io.swagger.v3.oas.annotations.media.Schema;

/// What a driver who cancels gets back: everything until so many minutes before the start; afterwards, until the start,
/// this percent; nothing after the start.
public record CancellationPolicy(
        @Schema(example = "60", minimum = "0", maximum = "43200")
        int freeUntilMinutesBefore,

        @Schema(example = "50", minimum = "0", maximum = "100")
        int lateRefundPercent) {
    /// 30 days.
    static final int FREE_UNTIL_MINUTES_MAX = 43_200;

    static final CancellationPolicy USUAL = new CancellationPolicy(60, 50);

    public CancellationPolicy {
        if (freeUntilMinutesBefore < 0 || freeUntilMinutesBefore > FREE_UNTIL_MINUTES_MAX) {
            throw new IllegalArgumentException("freeUntilMinutesBefore must be 0 to " + FREE_UNTIL_MINUTES_MAX);
        }
        if (lateRefundPercent < 0 || lateRefundPercent > 100) {
            throw new IllegalArgumentException("lateRefundPercent must be 0 to 100");
        }
    }
}
