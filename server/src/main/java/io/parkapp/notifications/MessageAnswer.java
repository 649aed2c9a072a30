package io.parkapp.notifications;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message as lists show it.
///
/// @param operatorName in whose name it is; absent for the installation's
/// @param subject absent until it was composed, and once forgotten
/// @param nextAttemptAt of one that is queued
/// @param carrier what took it: `outbox` where it stays here
@Schema(name = "Message")
record MessageAnswer(
        UUID id,
        MessageKind kind,
        Channel channel,
        MessageStatus status,

        @Schema(example = "Confirmed: Downtown Central Parking, 1 Dec 2026, 09:00 – 11:00") @Nullable
        String subject,

        @Schema(example = "uma@example.org") @Nullable String address,
        @Schema(example = "City Parking") @Nullable String operatorName,
        Instant createdAt,
        @Nullable Instant sentAt,
        @Schema(example = "smtp") @Nullable String carrier,
        int attempts,

        @Schema(example = "The mail server cannot be reached: connection refused") @Nullable
        String lastFailure,

        @Nullable Instant nextAttemptAt) {

    /// One message, opened.
    ///
    /// @param html whole, with its images inside; show it where it can do nothing
    /// @param secretHidden whether a link's token was taken out: only the mail has it
    @Schema(name = "MessageDetail")
    record Whole(
            MessageAnswer message,
            @Nullable String html,
            @Nullable String text,
            boolean secretHidden,
            List<File> attachments) {}

    /// @param number within the message, from 1 on
    @Schema(name = "MessageAttachment")
    record File(
            @Schema(example = "1") int number,
            @Schema(example = "R-2026-000042.pdf") String name,
            @Schema(example = "application/pdf") String type,
            @Schema(example = "48213") int sizeBytes) {}
}
