package io.parkapp.payments;

import io.parkapp.values.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/// Money that a provider sent to our bank, as it says itself.
///
/// @param ref the provider's own name for it
/// @param amount after fees; below zero where the provider takes money from the bank
/// @param paidAt when it was made
/// @param arrivesOn when the bank should have it
public record ProviderPayout(String ref, Money amount, Instant paidAt, LocalDate arrivesOn) {
    /// One movement of money in it.
    ///
    /// @param ref the provider's own name for the movement
    /// @param amount in the payout's currency, before the fee; below zero where money was taken back
    /// @param fee in the same currency
    public record Line(String ref, Of of, Money amount, Money fee, Instant at) {}

    /// What moved the money.
    public sealed interface Of {
        /// @param id our charge's
        record Charge(UUID id) implements Of {}

        /// @param id our refund's
        record Refund(UUID id) implements Of {}

        /// Held back, or given back after it was won.
        ///
        /// @param ref the provider's own name for the dispute
        record Dispute(String ref) implements Of {}

        /// None of ours.
        record Other() implements Of {}
    }
}
