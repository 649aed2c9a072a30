package io.parkapp.lots;

import static java.util.stream.Collectors.toSet;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.accounts.RequiresPermission;
import io.parkapp.platform.Idempotent;
import io.parkapp.platform.Refusal;
import io.parkapp.platform.Refuses;
import io.parkapp.platform.Versioned;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Changes of lots, levels and spots. They are read where it is known which spots are free.
@RestController
@Tag(name = "lots")
class LotController {
    private static final Pattern VERSION = Pattern.compile("(?:W/)?\"(\\d{1,9})\"");

    private final Lots lots;
    private final LotChanges lotChanges;
    private final SpotChanges spotChanges;
    private final ObjectProvider<LotUse> uses;
    private final Clock clock;

    LotController(Lots lots, LotChanges lotChanges, SpotChanges spotChanges, ObjectProvider<LotUse> uses, Clock clock) {
        this.lots = lots;
        this.lotChanges = lotChanges;
        this.spotChanges = spotChanges;
        this.uses = uses;
        this.clock = clock;
    }

    @PostMapping("/api/lots")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    @RequiresPermission(Permission.LOTS_WRITE)
    @Operation(summary = "Make a lot with its levels and spots")
    LotAnswer createLot(Caller caller, @Valid @RequestBody LotRequest request) {
        return answer(lotChanges.create(caller, request));
    }

    @PatchMapping("/api/lots/{id}")
    @RequiresPermission(Permission.LOTS_WRITE)
    @Refuses({"LOT_ARCHIVED", "LOT_IN_USE"})
    @Versioned
    @Operation(
            summary = "Change a lot",
            description = "What is left out stays. With If-Match and the version, only if nobody changed it since.")
    ResponseEntity<LotAnswer> changeLot(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody LotChange change) {
        var lot = lotChanges.change(caller, id, change, version(ifMatch));
        return ResponseEntity.ok().eTag(String.valueOf(lot.version())).body(answer(lot));
    }

    @DeleteMapping("/api/lots/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequiresPermission(Permission.LOTS_WRITE)
    @Refuses("LOT_IN_USE")
    @Operation(summary = "Archive a lot", description = "Refused while reservations are to come or cars inside.")
    void archiveLot(Caller caller, @PathVariable UUID id) {
        lotChanges.archive(caller, id);
    }

    @PostMapping("/api/lots/{id}/closures")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    @RequiresPermission(Permission.LOTS_WRITE)
    @Refuses("LOT_ARCHIVED")
    @Operation(summary = "Close a lot for a time", description = "What was reserved before stands.")
    Closure closeLot(Caller caller, @PathVariable UUID id, @Valid @RequestBody ClosureRequest request) {
        return lotChanges.close(caller, id, request);
    }

    @DeleteMapping("/api/lots/{id}/closures/{closureId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequiresPermission(Permission.LOTS_WRITE)
    @Refuses("CLOSURE_OVER")
    @Operation(summary = "Take a closure back", description = "One that has begun ends now.")
    void reopenLot(Caller caller, @PathVariable UUID id, @PathVariable UUID closureId) {
        lotChanges.reopen(caller, id, closureId);
    }

    @PostMapping("/api/lots/{id}/spots")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    @RequiresPermission(Permission.LOTS_WRITE)
    @Refuses({"LOT_ARCHIVED", "SPOT_LABEL_TAKEN"})
    @Operation(summary = "Add spots to a lot", description = "Answers the new ones. Levels are made as needed.")
    SpotList addSpots(Caller caller, @PathVariable UUID id, @Valid @RequestBody SpotsRequest request) {
        return new SpotList(spotChanges.add(caller, id, request).stream()
                .map(each -> SpotAnswer.of(each, false))
                .toList());
    }

    @PatchMapping("/api/levels/{id}")
    @RequiresPermission(Permission.LOTS_WRITE)
    @Refuses({"LOT_ARCHIVED", "LEVEL_NAME_TAKEN"})
    @Operation(summary = "Rename a level")
    Level changeLevel(Caller caller, @PathVariable UUID id, @Valid @RequestBody LevelChange change) {
        return spotChanges.changeLevel(caller, id, change);
    }

    @PatchMapping("/api/spots/{id}")
    @RequiresPermission(Permission.LOTS_WRITE)
    @Refuses({"LOT_ARCHIVED", "SPOT_LABEL_TAKEN"})
    @Operation(
            summary = "Rename or move a spot, change its kind, take it out of service or back",
            description = "What is left out stays. What was reserved before stands.")
    SpotAnswer changeSpot(Caller caller, @PathVariable UUID id, @Valid @RequestBody SpotChange change) {
        var spot = spotChanges.change(caller, id, change);
        return SpotAnswer.of(spot, taken(spot.lotId(), clock.instant()).contains(id));
    }

    @DeleteMapping("/api/spots/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequiresPermission(Permission.LOTS_WRITE)
    @Refuses({"LOT_ARCHIVED", "SPOT_WAS_USED"})
    @Operation(summary = "Remove a spot that was never reserved")
    void removeSpot(Caller caller, @PathVariable UUID id) {
        spotChanges.remove(caller, id);
    }

    private LotAnswer answer(Lot lot) {
        var now = clock.instant();
        var taken = taken(lot.id(), now);
        var layout = lots.layout(lot.id());
        var counts = layout.count(taken);
        return LotAnswer.of(
                lot, lots.operator(lot.operatorId()), layout.levels(), List.copyOf(counts.values()), null, now);
    }

    private Set<UUID> taken(UUID lotId, Instant at) {
        return uses.stream()
                .flatMap(each -> each.takenSpots(lotId, at).stream())
                .collect(toSet());
    }

    /// @return null where any version will do
    private static @Nullable Integer version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        var version = VERSION.matcher(ifMatch);
        if (!version.matches()) {
            throw Refusal.field(HttpHeaders.IF_MATCH, "must be the lot's version in quotes");
        }
        return Integer.valueOf(version.group(1));
    }
}
