package io.parkapp.accounting;

import io.parkapp.values.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of the ledger: it debits one account and credits another by one amount.
///
/// @param debitPart which of several: a provider, a cash drawer's shift, a rate of tax
/// @param creditPart like `debitPart`
/// @param reservationId absent for what is about no single stay: shifts, payouts
/// @param lotName absent for payouts
/// @param timeZone of the lot; UTC where there is none
record LedgerTransfer(
        UUID id,
        Instant at,
        LedgerEvent event,
        LedgerAccount debit,
        @Schema(example = "stripe") @Nullable String debitPart,
        LedgerAccount credit,
        @Schema(example = "VAT 19 %") @Nullable String creditPart,
        Money amount,
        @Nullable UUID reservationId,
        @Schema(example = "P100042") @Nullable String reservationNumber,

        @Schema(example = "Downtown Central Parking") @Nullable
        String lotName,

        @Schema(example = "Europe/Berlin") String timeZone) {}
