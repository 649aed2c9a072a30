package io.parkapp;

import io.parkapp.accounts.Public;
import io.parkapp.platform.Settings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.info.BuildProperties;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// About the server itself: of no module, hence here.
@RestController
@Tag(name = "server", description = "What runs here, and whether it is well")
class InfoController {
    private static final String UNBUILT_VERSION = "dev";

    private final Info info;
    private final HealthEndpoint health;

    InfoController(
            Settings settings, Environment environment, ObjectProvider<BuildProperties> build, HealthEndpoint health) {
        var properties = build.getIfAvailable();
        this.info = new Info(
                "parkapp",
                properties == null || properties.getVersion() == null ? UNBUILT_VERSION : properties.getVersion(),
                environment.acceptsProfiles(Profiles.of("demo")),
                emptyToNull(settings.map().tileUrl()),
                emptyToNull(settings.map().attribution()));
        this.health = health;
    }

    /// @param demo whether the well-known accounts and the payment sandbox are there
    /// @param mapTileUrl of raster tiles; absent for the built-in offline map
    record Info(
            @Schema(example = "parkapp") String name,
            @Schema(example = "0.1.0") String version,
            boolean demo,

            @Schema(example = "https://tile.example.com/{z}/{x}/{y}.png") @Nullable
            String mapTileUrl,

            @Schema(example = "© the map's makers") @Nullable
            String mapAttribution) {}

    record Health(@Schema(example = "UP") String status) {}

    @GetMapping("/api/info")
    @Public
    @Operation(summary = "What runs here")
    Info info() {
        return info;
    }

    @GetMapping("/api/health")
    @Public
    @Operation(summary = "Whether the server and its database work", description = "503 when they do not.")
    ResponseEntity<Health> health() {
        return answer(health.health());
    }

    @GetMapping("/api/health/liveness")
    @Public
    @Operation(summary = "Whether the process works; restart it when not")
    ResponseEntity<Health> liveness() {
        return answer(health.healthForPath("liveness"));
    }

    @GetMapping("/api/health/readiness")
    @Public
    @Operation(summary = "Whether it takes requests now; send them elsewhere when not")
    ResponseEntity<Health> readiness() {
        return answer(health.healthForPath("readiness"));
    }

    private static ResponseEntity<Health> answer(@Nullable HealthDescriptor descriptor) {
        var status = descriptor == null ? Status.UNKNOWN : descriptor.getStatus();
        return ResponseEntity.status(Status.UP.equals(status) ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .cacheControl(CacheControl.noStore())
                .body(new Health(status.getCode()));
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isBlank() ? null : text;
    }
}
