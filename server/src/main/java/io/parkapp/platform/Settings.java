package io.parkapp.platform;

import java.net.URI;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Everything an installation may set, read from the environment; `.env.example` explains each.
@ConfigurationProperties("parkapp")
public record Settings(
        ProcessRole role,
        Path data,
        URI publicUrl,
        Database database,
        Cache cache,
        Secrets secrets,
        Stripe stripe,
        Map map) {
    /// @param url empty for the embedded database
    /// @param embedded says by name that production may run on the embedded database
    public record Database(String url, String user, String password, boolean embedded) {
        public boolean isExternal() {
            return !url.isBlank();
        }
    }

    /// @param enabled whether answers are remembered at all
    /// @param redisUrl of the Redis that processes share; empty for none
    public record Cache(boolean enabled, String redisUrl) {}

    /// Empty ones are generated into the data folder, outside production.
    public record Secrets(String jwt, String sandboxWebhook) {}

    /// Blank keys where Stripe takes no money here; the server does not start with only one of them.
    ///
    /// @param apiUrl Stripe's own, or that of a double for tests
    public record Stripe(String secretKey, String webhookSecret, String apiUrl) {}

    /// @param tileUrl of raster tiles, with {z}, {x} and {y}; empty for the built-in offline map
    public record Map(String tileUrl, String attribution) {}
}
