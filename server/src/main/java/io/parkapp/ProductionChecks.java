package io.parkapp;

import io.parkapp.platform.CannotStart;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What keeps a demo out of production and production out of a demo. Everything that is not the demo is production.
/// Settings are looked at before anything starts, the database before the first request is taken.
class ProductionChecks implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    static final int SECRET_BYTES_MIN = 32;
    private static final String STRIPE_KEY = "parkapp.stripe.secret-key";
    private static final int SECRET_DIFFERENT_CHARACTERS_MIN = 8;
    private static final List<String> SAMPLE_WORDS =
            List.of("change", "sample", "example", "secret", "password", "parkapp", "12345678");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        checkSettings(context.getEnvironment());
    }

    static void checkSettings(Environment settings) {
        requireWholeStripe(settings);
        requireSharedDatabase(settings);
        if (!settings.acceptsProfiles(Profiles.of("demo"))) {
            requireSecret(settings.getProperty("parkapp.secrets.jwt", ""));
            requireNamedDatabase(settings);
            requireSecurePush(settings.getProperty("parkapp.push.services", ""));
        } else if (settings.acceptsProfiles(Profiles.of("prod"))) {
            throw new CannotStart("the profiles demo and prod exclude each other. Choose one.");
        } else {
            requireLoopback(settings.getProperty("server.address", ""));
            refuseRealMoney(settings.getProperty(STRIPE_KEY, ""));
        }
    }

    /// A key alone would take money and not believe what it is told of it.
    private static void requireWholeStripe(Environment settings) {
        var hasKey = !settings.getProperty(STRIPE_KEY, "").isBlank();
        var hasSecret =
                !settings.getProperty("parkapp.stripe.webhook-secret", "").isBlank();
        if (hasKey && !hasSecret) {
            throw new CannotStart("PARKAPP_STRIPE_SECRET_KEY is set, and PARKAPP_STRIPE_WEBHOOK_SECRET is not. Stripe "
                    + "shows it (whsec_…) where the webhook's address is registered.");
        }
        if (hasSecret && !hasKey) {
            throw new CannotStart("PARKAPP_STRIPE_WEBHOOK_SECRET is set, and PARKAPP_STRIPE_SECRET_KEY is not. Stripe "
                    + "shows it (sk_…) among the API keys.");
        }
    }

    private static void requireSharedDatabase(Environment settings) {
        var role = settings.getProperty("parkapp.role", "all").toLowerCase(Locale.ROOT);
        if (!List.of("all", "web", "worker").contains(role)) {
            throw new CannotStart("PARKAPP_ROLE must be all, web or worker, not " + role + ".");
        }
        if (!role.equals("all")
                && settings.getProperty("parkapp.database.url", "").isBlank()) {
            throw new CannotStart("PARKAPP_ROLE is " + role + ", and PARKAPP_DATABASE_URL is not set. "
                    + "Web and worker processes share a database, which none of them can embed.");
        }
    }

    private static void refuseRealMoney(String stripeKey) {
        if (stripeKey.contains("_live_")) {
            throw new CannotStart("the demo takes no real money, and PARKAPP_STRIPE_SECRET_KEY is a live key. "
                    + "Its test key (sk_test_…) will do.");
        }
    }

    private static void requireSecret(String secret) {
        if (secret.isBlank()) {
            throw new CannotStart("PARKAPP_JWT_SECRET is not set. Production needs one of at least " + SECRET_BYTES_MIN
                    + " random bytes, as `openssl rand -base64 48` makes them.");
        }
        var lower = secret.toLowerCase(Locale.ROOT);
        if (secret.getBytes(StandardCharsets.UTF_8).length < SECRET_BYTES_MIN) {
            throw new CannotStart("PARKAPP_JWT_SECRET is shorter than " + SECRET_BYTES_MIN + " bytes.");
        }
        if (SAMPLE_WORDS.stream().anyMatch(lower::contains)
                || secret.chars().distinct().count() < SECRET_DIFFERENT_CHARACTERS_MIN) {
            throw new CannotStart("PARKAPP_JWT_SECRET looks like a sample, not like a secret. "
                    + "Make one with `openssl rand -base64 48`.");
        }
    }

    /// A whole origin is for a double: everybody who signs in could have it called.
    private static void requireSecurePush(String services) {
        if (services.contains("http://")) {
            throw new CannotStart(
                    "PARKAPP_PUSH_SERVICES names an address without TLS. Name the hosts of push services, "
                            + "as in .env.example.");
        }
    }

    private static void requireNamedDatabase(Environment settings) {
        var isExternal = !settings.getProperty("parkapp.database.url", "").isBlank();
        if (!isExternal && !settings.getProperty("parkapp.database.embedded", Boolean.class, false)) {
            throw new CannotStart("PARKAPP_DATABASE_URL is not set. Production runs on the embedded PostgreSQL only "
                    + "where PARKAPP_DATABASE_EMBEDDED=true says so.");
        }
    }

    /// The demo's passwords are known to everybody.
    private static void requireLoopback(String address) {
        try {
            if (!address.isBlank() && InetAddress.getByName(address).isLoopbackAddress()) {
                return;
            }
        } catch (UnknownHostException unknown) {
            // Refused below: it is not this machine's loopback.
        }
        throw new CannotStart("the demo listens on this machine only, and PARKAPP_ADDRESS is " + address
                + ". Its accounts and passwords are known to everybody.");
    }

    /// The part that has to ask the database.
    @Component
    @Profile("!demo")
    static class OfDatabase implements SmartInitializingSingleton {
        private final JdbcClient jdbc;

        OfDatabase(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @Override
        public void afterSingletonsInstantiated() {
            if (isTrue("select rolsuper from pg_roles where rolname = current_user")) {
                throw new CannotStart("the database user is a superuser, who could do far more than parkapp needs. "
                        + "Name one that only owns the database.");
            }
            if (isTrue("""
                    select exists (select from accounts.account
                                   where email in ('admin@parkapp.com', 'user@parkapp.com',
                                                 'operator@parkapp.com', 'attendant@parkapp.com'))
                        or exists (select from payments.charge where provider = 'sandbox')""")) {
                throw new CannotStart("the database holds the demo's accounts or payments, whose passwords everybody "
                        + "knows. Start production on an empty database.");
            }
        }

        private boolean isTrue(String question) {
            return jdbc.sql(question).query(Boolean.class).single();
        }
    }
}
