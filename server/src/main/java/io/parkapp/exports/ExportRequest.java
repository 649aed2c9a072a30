package io.parkapp.exports;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.parkapp.accounts.AccountStatus;
import io.parkapp.accounts.Role;
import io.parkapp.parking.ReservationStatus;
import io.parkapp.platform.Refusal;
import io.parkapp.receipts.DocumentKind;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which list as what file, with the filters of that list; those that the list does not have are refused.
///
/// @param bom whether a CSV file begins with the mark by which spreadsheets know UTF-8; yes where it is not said
/// @param status of reservations, several; or of people, one
record ExportRequest(
        @NotNull @JsonFormat(with = JsonFormat.Feature.ACCEPT_CASE_INSENSITIVE_VALUES)
        ExportKind kind,

        @NotNull @JsonFormat(with = JsonFormat.Feature.ACCEPT_CASE_INSENSITIVE_VALUES)
        ExportFormat format,

        @Nullable Boolean bom,

        @Schema(description = "Of reservations: one's own (the default), or all that one may see") @Nullable
        Scope scope,

        @Size(max = 10) @Nullable List<@Size(max = 30) @NotNull String> status,
        @Size(max = 254) @Nullable String q,
        @Nullable UUID lotId,
        @Nullable UUID spotId,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable DocumentKind documentKind,
        @Nullable Role role,
        @Nullable UUID actorId,
        @Nullable UUID subjectId,

        @Size(max = 100) @Schema(description = "How the audited action begins", example = "lot.") @Nullable
        String action) {
    enum Scope {
        mine,
        all
    }

    /// @throws Refusal with the field, where a report is asked for like a list
    void requireList() {
        if (!kind.isList()) {
            throw Refusal.field("kind", "must be a list; reports are asked for at /api/reports/monthly");
        }
        if (format == ExportFormat.PDF) {
            throw Refusal.field("format", "must be CSV or XLSX");
        }
    }

    boolean isOfAll() {
        return scope == Scope.all;
    }

    /// @throws Refusal with the field, for one that is none
    List<ReservationStatus> reservationStatuses() {
        return statuses(ReservationStatus.class);
    }

    /// @throws Refusal with the field, for one that is none, and for several
    @Nullable
    AccountStatus accountStatus() {
        var statuses = statuses(AccountStatus.class);
        if (statuses.size() > 1) {
            throw Refusal.field("status", "must be one");
        }
        return statuses.isEmpty() ? null : statuses.getFirst();
    }

    /// Filters that a list does not have would be ignored silently, and the file hold more than was asked for.
    ///
    /// @throws Refusal with the fields
    void requireOnly(String... filters) {
        var foreign = given().stream()
                .filter(each -> !List.of(filters).contains(each))
                .map(each -> new Refusal.FieldError(each, "is no filter of this list"))
                .toList();
        if (!foreign.isEmpty()) {
            throw Refusal.fields(foreign);
        }
    }

    private List<String> given() {
        var given = new ArrayList<String>();
        note(given, "scope", scope);
        note(given, "status", status == null || status.isEmpty() ? null : status);
        note(given, "q", q == null || q.isBlank() ? null : q);
        note(given, "lotId", lotId);
        note(given, "spotId", spotId);
        note(given, "from", from);
        note(given, "until", until);
        note(given, "documentKind", documentKind);
        note(given, "role", role);
        note(given, "actorId", actorId);
        note(given, "subjectId", subjectId);
        note(given, "action", action);
        return given;
    }

    private static void note(List<String> given, String name, @Nullable Object value) {
        if (value != null) {
            given.add(name);
        }
    }

    private <E extends Enum<E>> List<E> statuses(Class<E> type) {
        if (status == null) {
            return List.of();
        }
        try {
            return status.stream()
                    .map(each -> Enum.valueOf(type, each.toUpperCase(Locale.ROOT)))
                    .distinct()
                    .toList();
        } catch (IllegalArgumentException unknown) {
            throw Refusal.field("status", "must be of " + Arrays.toString(type.getEnumConstants()));
        }
    }
}
