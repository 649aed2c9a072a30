package io.parkapp.notifications;

import io.parkapp.platform.CannotStart;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Messages that browsers show, through the push services of those who make them.
///
/// @param key by which the services know us: 32 random bytes as base64; blank for one that is generated
/// @param contact where a push service complains: a mailto: or https: address
/// @param services hosts of push services, `*.` before one for all below it; a whole origin for a double in tests.
///     Empty for no push
@ConfigurationProperties("parkapp.push")
record PushSettings(
        @DefaultValue("") String key,
        @DefaultValue("") String contact,
        @DefaultValue({}) List<String> services) {
    static final int KEY_BYTES = 32;
    static final int ENDPOINT_LENGTH_MAX = 1_000;

    private static final int HTTPS_PORT = 443;
    private static final String ORIGIN = "://";

    boolean isOn() {
        return services.stream().anyMatch(each -> !each.isBlank());
    }

    /// Whether this is a push service's, and not an address of somebody's own choice that we would be made to call.
    boolean accepts(String endpoint) {
        try {
            var address = URI.create(endpoint);
            return endpoint.length() <= ENDPOINT_LENGTH_MAX
                    && address.getHost() != null
                    && address.getRawUserInfo() == null
                    && address.getRawFragment() == null
                    && services.stream().anyMatch(each -> isAt(address, each.strip()));
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private static boolean isAt(URI address, String service) {
        if (service.contains(ORIGIN)) {
            return service.equals(address.getScheme() + ORIGIN + address.getRawAuthority());
        }
        var host = address.getHost().toLowerCase(Locale.ROOT);
        return Objects.equals(address.getScheme(), "https")
                && (address.getPort() == -1 || address.getPort() == HTTPS_PORT)
                && !service.isEmpty()
                && (service.startsWith("*.") ? host.endsWith(service.substring(1)) : host.equals(service));
    }

    /// Of whichever of the two alphabets.
    byte[] keyBytes() {
        try {
            return Base64.getUrlDecoder()
                    .decode(key.strip().replace('+', '-').replace('/', '_').replace("=", ""));
        } catch (IllegalArgumentException noKey) {
            throw new CannotStart(KEY_WANTED, noKey);
        }
    }

    private static final String KEY_WANTED =
            "PARKAPP_PUSH_KEY must be " + KEY_BYTES + " random bytes, as `openssl rand -base64 32` makes them.";

    /// @throws CannotStart in words, rather than a push service's that says no at night
    void check() {
        if (!key.isBlank() && keyBytes().length != KEY_BYTES) {
            throw new CannotStart(KEY_WANTED);
        }
        if (!contact.isBlank() && !contact.startsWith("mailto:") && !contact.startsWith("https:")) {
            throw new CannotStart("PARKAPP_PUSH_CONTACT must begin with mailto: or https:, and is " + contact + ".");
        }
    }

    @Override
    public String toString() {
        return "PushSettings";
    }
}
