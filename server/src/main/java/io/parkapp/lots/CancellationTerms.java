package io.parkapp.lots;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;

/// What a driver who cancels gets back of a spot of this kind: everything until so many minutes before the start;
/// afterwards, until the start, this percent; nothing after the start.
public record CancellationTerms(
        @NotNull SpotKind kind,

        @Schema(example = "1440", minimum = "0", maximum = "43200")
        int freeUntilMinutesBefore,

        @Schema(example = "0", minimum = "0", maximum = "100")
        int lateRefundPercent) {
    /// 30 days.
    private static final int FREE_UNTIL_MINUTES_MAX = 43_200;

    public CancellationTerms {
        requireInRange(freeUntilMinutesBefore, lateRefundPercent);
    }

    static void requireInRange(int freeUntilMinutesBefore, int lateRefundPercent) {
        if (freeUntilMinutesBefore < 0 || freeUntilMinutesBefore > FREE_UNTIL_MINUTES_MAX) {
            throw new IllegalArgumentException("freeUntilMinutesBefore must be 0 to " + FREE_UNTIL_MINUTES_MAX);
        }
        if (lateRefundPercent < 0 || lateRefundPercent > 100) {
            throw new IllegalArgumentException("lateRefundPercent must be 0 to 100");
        }
    }
}
