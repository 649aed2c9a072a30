package io.parkapp.reports;

import io.parkapp.accounts.Caller;
import io.parkapp.accounts.Permission;
import io.parkapp.accounts.RequiresPermission;
import io.parkapp.platform.Idempotent;
import io.parkapp.platform.Refusal;
import io.parkapp.platform.Refuses;
import io.parkapp.pricing.Tariff;
import io.parkapp.values.TimeWindow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "tariffs")
class ReplayController {
    private final Replays replays;

    ReplayController(Replays replays) {
        this.replays = replays;
    }

    @PostMapping("/api/lots/{id}/tariff-replays")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Idempotent
    @RequiresPermission(Permission.TARIFFS_WRITE)
    @Refuses("REPLAY_RUNNING")
    @Operation(
            summary = "Price past stays by a tariff that is not published",
            description =
                    "Completed stays of the lot that began from `from` on, and before `until`. In the background.")
    Replay startReplay(Caller caller, @PathVariable UUID id, @Valid @RequestBody ReplayRequest request) {
        if (!request.until().isAfter(request.from())) {
            throw Refusal.field("until", "must be after the start");
        }
        return replays.start(caller, id, request.tariff(), new TimeWindow(request.from(), request.until()));
    }

    @GetMapping("/api/tariff-replays/{id}")
    @RequiresPermission(Permission.TARIFFS_WRITE)
    @Operation(summary = "How far a replay is, and its result")
    Replay getReplay(Caller caller, @PathVariable UUID id) {
        return replays.get(caller, id);
    }

    @PostMapping("/api/tariff-replays/{id}/cancellation")
    @Idempotent
    @RequiresPermission(Permission.TARIFFS_WRITE)
    @Operation(summary = "Stop a replay", description = "One that is finished stays as it is.")
    Replay cancelReplay(Caller caller, @PathVariable UUID id) {
        return replays.cancel(caller, id);
    }

    @Schema(name = "TariffReplayRequest")
    record ReplayRequest(
            @NotNull @Valid Tariff tariff,
            @NotNull Instant from,
            @NotNull Instant until) {}
}
