package io.parkapp.demo;

import io.parkapp.pricing.PriceLine;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// What one visit leaves in the database. Fields are named as the columns are.
record Rows(ReservationRow reservation, List<ChargeRow> charges, List<RefundRow> refunds) {

    @JsonNaming(SnakeCaseStrategy.class)
    record ReservationRow(
            UUID id,
            UUID operatorId,
            UUID lotId,
            UUID spotId,
            String kind,
            UUID accountId,
            String plate,
            String during,
            Instant fromAt,
            Instant untilAt,
            String status,
            boolean driveUp,
            String paymentPolicy,
            Instant noShowAt,
            UUID tariffVersionId,
            int tariffVersion,
            long priceMinor,
            String currency,
            @Nullable String taxName,
            @Nullable BigDecimal taxPercent,
            List<PriceLine> lines,
            @Nullable Long keptMinor,
            Instant freeUntil,
            int lateRefundPercent,
            Instant createdAt,
            @Nullable Instant checkedInAt,
            @Nullable Instant checkedOutAt,
            @Nullable Instant cancelledAt) {}

    /// @param description gets the reservation's number, which the database gives
    @JsonNaming(SnakeCaseStrategy.class)
    record ChargeRow(
            UUID id,
            UUID subjectId,
            UUID operatorId,
            UUID accountId,
            UUID lotId,
            String description,
            long amountMinor,
            String currency,
            String status,
            @Nullable Instant expiresAt,
            Instant createdAt,
            @Nullable Instant succeededAt) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record RefundRow(UUID id, UUID chargeId, long amountMinor, String currency, Instant createdAt, Instant settledAt) {}
}
