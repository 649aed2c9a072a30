package io.parkapp.payments;

import io.parkapp.values.Money;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a subject costs from now on.
///
/// @param occasion what makes it cost this
/// @param price all of it, taxes included; corrections stay on top of it
/// @param tax what of the price is tax; null where nobody says
public record Owed(
        UUID subjectId,
        UUID operatorId,
        UUID lotId,
        Occasion occasion,
        Money price,
        @Nullable Tax tax) {
    public enum Occasion {
        STAY,
        CHANGE,
        OVERSTAY,
        LOST_TICKET,
        CANCELLATION
    }

    /// @param percent of the net price
    public record Tax(String name, BigDecimal percent) {}
}
