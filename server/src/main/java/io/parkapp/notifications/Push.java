package io.parkapp.notifications;

import io.parkapp.platform.Secrets;
import io.parkapp.platform.Settings;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/// Whether and by which key this installation reaches browsers. In production the key is a setting, since every process
/// needs the same; elsewhere it is made once and kept with the other secrets.
@Component
class Push {
    private static final Logger LOG = LoggerFactory.getLogger(Push.class);
    private static final String HTTPS = "https:";

    private final PushSettings settings;
    private final BrowserRepository repository;
    private final Clock clock;
    private final @Nullable PushKey key;

    Push(
            PushSettings settings,
            BrowserRepository repository,
            Secrets secrets,
            Settings installation,
            Environment environment,
            Clock clock) {
        settings.check();
        this.settings = settings;
        this.repository = repository;
        this.clock = clock;
        var publicUrl = installation.publicUrl().toString();
        // Some services insist on a contact.
        var contact = settings.contact().isBlank() && publicUrl.startsWith(HTTPS) ? publicUrl : settings.contact();
        if (!settings.isOn()) {
            this.key = null;
        } else if (!settings.key().isBlank()) {
            this.key = new PushKey(settings.keyBytes(), contact);
        } else if (environment.acceptsProfiles(Profiles.of("demo"))) {
            this.key = new PushKey(secrets.secret("push", ""), contact);
        } else {
            LOG.info("PARKAPP_PUSH_KEY is not set: browsers show no messages");
            this.key = null;
        }
    }

    /// Which browsers ask for when they are switched on; none where there is no push.
    Optional<String> publicKey() {
        return Optional.ofNullable(key).map(PushKey::publicKey);
    }

    boolean accepts(String endpoint) {
        return key != null && settings.accepts(endpoint);
    }

    Optional<Carrier> carrier() {
        return Optional.ofNullable(key).map(each -> new PushCarrier(settings, each, repository, clock));
    }
}
