package io.parkapp.desk;

import io.parkapp.values.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Money that was paid in cash and is to be handed back.
///
/// @param paidAt when it was handed out; null while it waits
record CashRefund(
        UUID id,
        UUID operatorId,
        UUID reservationId,
        @Schema(example = "P100042") String number,
        @Schema(example = "BPK123") String plate,
        @Schema(example = "Downtown Central Parking") String lotName,
        Money amount,
        Instant createdAt,
        @Nullable Instant paidAt) {}
