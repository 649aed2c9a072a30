package io.parkapp.payouts;

import io.parkapp.values.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/// What of a provider's payout is one operator's.
///
/// @param gross before fees; below zero where more was taken back than paid
/// @param net what reached the bank
/// @param lines that are the operator's
/// @param different of them, those with another amount than ours
/// @param unknown lines of the payout that are nobody's; counted for those who may read everybody's books
@Schema(name = "Payout")
record PayoutAnswer(
        UUID id,
        @Schema(example = "stripe") String provider,

        @Schema(description = "The provider's own name for it", example = "po_1PgafyB7WZ01zgkWDqTeYj24")
        String providerRef,

        Instant paidAt,

        @Schema(description = "When the bank should have it")
        LocalDate arrivesOn,

        Money gross,
        Money fee,
        Money net,
        int lines,
        int different,
        int unknown) {
    boolean agrees() {
        return different == 0 && unknown == 0;
    }
}
