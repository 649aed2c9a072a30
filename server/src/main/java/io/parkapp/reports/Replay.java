package io.parkapp.reports;

import io.parkapp.lots.SpotKind;
import io.parkapp.values.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who would have paid more, and who less, under another tariff.
///
/// @param staysTotal completed stays that began in the period
/// @param result once it is done
@Schema(name = "TariffReplay")
record Replay(
        UUID id,
        UUID lotId,
        Status status,
        Instant from,
        Instant until,
        @Schema(example = "4200") int staysTotal,
        @Schema(example = "1000") int staysDone,
        Instant createdAt,
        @Nullable Instant finishedAt,
        @Nullable Result result) {
    enum Status {
        QUEUED,
        RUNNING,
        DONE,
        CANCELLED,
        FAILED
    }

    /// @param withoutPrice stays for which the tariff has none; they are not in the sums
    /// @param before what the others paid
    /// @param after what they would have paid
    /// @param largest differences, the largest first
    @Schema(name = "TariffReplayResult")
    record Result(
            @Schema(example = "120") int paysMore,
            @Schema(example = "80") int paysLess,
            @Schema(example = "4000") int paysSame,
            @Schema(example = "0") int withoutPrice,
            Money before,
            Money after,
            List<Difference> largest) {}

    /// One stay.
    @Schema(name = "TariffReplayDifference")
    record Difference(UUID reservationId, Instant from, Instant until, SpotKind kind, Money before, Money after) {
        long size() {
            return Math.abs(after.amountMinor() - before.amountMinor());
        }
    }
}
