package io.parkapp.accounting;

import io.parkapp.values.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whether one operator's day adds up. A day is that of each lot's calendar.
///
/// @param provedAt the rows as they were then
public record Proof(
        UUID operatorId,
        LocalDate day,
        @Schema(description = "Whether everything agrees") boolean green,
        Instant provedAt,
        List<Check> checks) {
    /// What has to agree.
    public enum Claim {
        /// Cars inside before, and came, less left, are inside afterwards.
        CARS,
        /// What is owed for a stay, item by item, is what the stay costs.
        OWED,
        /// What was captured is owed, or was given back; the rest of what is owed is open.
        PAID,
        /// Each item, capture and refund stands in the ledger, and no others do.
        LEDGER,
        /// Each capture has its receipt and each refund its credit note, and no number is missing.
        DOCUMENTS,
        /// What was in each closed drawer is what the ledger says, and nothing is left in it.
        DRAWERS,
        /// What of payouts was booked that day stands in the ledger, with the provider's fee, and no others do.
        PAYOUTS
    }

    /// @param differences at most [Proofs#DIFFERENCES_MAX] of them
    @Schema(name = "ProofCheck")
    public record Check(Claim claim, boolean green, List<Figure> figures, List<Difference> differences) {}

    /// @param name as `CAME` or `CAPTURED`
    /// @param count of cars or rows; null where it is money
    @Schema(name = "ProofFigure")
    public record Figure(
            @Schema(example = "CAPTURED") String name,
            @Nullable Long count,
            @Nullable Money amount) {}

    /// A row that differs.
    ///
    /// @param what as `CAPTURED`
    /// @param sourceId of the charge, refund, item, reservation or share of a payout
    /// @param number of the reservation that it belongs to, of the document, or of the payout
    /// @param found null where there is nothing
    @Schema(name = "ProofDifference")
    public record Difference(
            @Schema(example = "CAPTURED") String what,
            UUID sourceId,
            @Schema(example = "P100042") @Nullable String number,
            @Nullable Money expected,
            @Nullable Money found) {}

    List<Claim> broken() {
        return checks.stream().filter(each -> !each.green()).map(Check::claim).toList();
    }

    static Proof of(UUID operator, LocalDate day, Instant now, List<Check> checks) {
        return new Proof(operator, day, checks.stream().allMatch(Check::green), now, checks);
    }
}
