package io.parkapp.tariffs;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.accounts.Public;
import io.parkapp.accounts.RequiresPermission;
import io.parkapp.lots.Lots;
import io.parkapp.platform.Idempotent;
import io.parkapp.platform.Refuses;
import io.parkapp.platform.Versioned;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TariffController {
    private final Lots lots;
    private final Tariffs tariffs;
    private final TariffChanges changes;
    private final Clock clock;

    TariffController(Lots lots, Tariffs tariffs, TariffChanges changes, Clock clock) {
        this.lots = lots;
        this.tariffs = tariffs;
        this.changes = changes;
        this.clock = clock;
    }

    @GetMapping("/api/lots/{id}/tariffs")
    @Public
    @Tag(name = "tariffs")
    @Versioned
    @Operation(
            summary = "The lot's tariff versions",
            description = "Whole documents, in the order in which they come into force. Open data, as lots are.")
    ResponseEntity<TariffVersionList> tariffVersions(@PathVariable UUID id) {
        lots.get(id);
        var now = clock.instant();
        var versions = tariffs.versions(id);
        var answers = new ArrayList<TariffVersion>(versions.size());
        for (var i = 0; i < versions.size(); i++) {
            var until = i + 1 < versions.size() ? versions.get(i + 1).effectiveFrom() : null;
            answers.add(TariffVersion.of(versions.get(i), until, now));
        }
        // Versions never change but for their end; which of them is in force follows from the time.
        var tag = answers.stream()
                .map(each -> each.id() + " " + each.state() + " " + each.effectiveUntil())
                .collect(Collectors.joining("\n"));
        return ResponseEntity.ok()
                .eTag(UUID.nameUUIDFromBytes(tag.getBytes(StandardCharsets.UTF_8))
                        .toString())
                .body(new TariffVersionList(answers));
    }

    @PostMapping("/api/lots/{id}/tariffs")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    @RequiresPermission(Permission.TARIFFS_WRITE)
    @Tag(name = "tariffs")
    @Refuses({"TARIFF_DATE_TAKEN", "TARIFF_NOT_PUBLISHABLE"})
    @Operation(summary = "Publish a tariff version", description = "From effectiveFrom on, or from now on.")
    TariffVersion addTariffVersion(
            Caller caller, @PathVariable UUID id, @Valid @RequestBody TariffVersionRequest request) {
        var version = changes.add(caller, id, request.tariff(), request.effectiveFrom());
        return answer(version);
    }

    @PostMapping("/api/tariffs/{id}/end")
    @Idempotent
    @RequiresPermission(Permission.TARIFFS_WRITE)
    @Tag(name = "tariffs")
    @Refuses("TARIFF_ENDED")
    @Operation(
            summary = "Let a tariff version end",
            description =
                    "From then on the lot has no price, unless another version begins. Stays that began before keep it.")
    TariffVersion endTariffVersion(Caller caller, @PathVariable UUID id, @Valid @RequestBody EndRequest request) {
        var version = changes.end(caller, id, request.endsAt());
        return answer(version);
    }

    /// @param endsAt from when on it holds no more
    @Schema(name = "TariffEnd")
    record EndRequest(@NotNull Instant endsAt) {}

    private TariffVersion answer(Version version) {
        var next = tariffs.versions(version.lotId()).stream()
                .map(Version::effectiveFrom)
                .filter(each -> each.isAfter(version.effectiveFrom()))
                .findFirst()
                .orElse(null);
        return TariffVersion.of(version, next, clock.instant());
    }

    @DeleteMapping("/api/tariffs/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequiresPermission(Permission.TARIFFS_WRITE)
    @Tag(name = "tariffs")
    @Refuses("TARIFF_IN_FORCE")
    @Operation(summary = "Withdraw a tariff version that is still to come")
    void withdrawTariffVersion(Caller caller, @PathVariable UUID id) {
        changes.withdraw(caller, id);
    }
}
