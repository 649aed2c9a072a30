package io.parkapp.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parkapp.platform.RateLimits;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/// How often passwords may be guessed, without a way for strangers to lock somebody out: guesses from an address where
/// the account's owner has signed in before are counted by themselves, so that nobody else's guesses use them up.
@Component
class SignInLimits {
    static final Duration PERIOD = Duration.ofMinutes(10);
    static final int PER_ADDRESS = 60;
    static final int PER_ACCOUNT = 30;
    /// One comes back each minute.
    static final int PER_ACCOUNT_AND_ADDRESS = 10;

    static final Duration REGISTRATION_PERIOD = Duration.ofHours(1);
    static final int REGISTRATIONS_PER_ADDRESS = 60;

    /// Mails with a link, to one address and by whoever asks for them.
    static final Duration LINK_PERIOD = Duration.ofHours(1);
    static final int LINKS_PER_ACCOUNT = 5;
    static final int LINKS_PER_ADDRESS = 60;
    static final int LINK_USES_PER_ADDRESS = 120;

    private static final Duration FAMILIAR_FOR = Duration.ofDays(30);
    private static final int FAMILIAR_MAX = 200_000;
    private static final int IPV6_NETWORK_BYTES = 8;

    private final RateLimits limits;
    private final AccountsSettings.Limits settings;
    private final Cache<String, Boolean> familiar = Caffeine.newBuilder()
            .maximumSize(FAMILIAR_MAX)
            .expireAfterWrite(FAMILIAR_FOR)
            .build();

    SignInLimits(RateLimits limits, AccountsSettings settings) {
        this.limits = limits;
        this.settings = settings.limits();
    }

    /// Before the password is looked at. Throws when there were too many.
    void beforeSignIn(String email, String address) {
        var network = network(address);
        limits.take("sign-in address", network, settings.signInsPerAddress(), PERIOD);
        limits.take("sign-in pair", pair(email, network), PER_ACCOUNT_AND_ADDRESS, PERIOD);
        if (!isFamiliar(email, network)) {
            limits.take("sign-in account", email, settings.signInsPerAccount(), PERIOD);
        }
    }

    /// It was the owner: nothing of it counts.
    void afterSignIn(String email, String address) {
        var network = network(address);
        limits.giveBack("sign-in address", network, settings.signInsPerAddress(), PERIOD);
        limits.giveBack("sign-in pair", pair(email, network), PER_ACCOUNT_AND_ADDRESS, PERIOD);
        if (!isFamiliar(email, network)) {
            limits.giveBack("sign-in account", email, settings.signInsPerAccount(), PERIOD);
        }
        familiar.put(pair(email, network), true);
    }

    void beforeRegistration(String address) {
        limits.take("registration", network(address), settings.registrationsPerAddress(), REGISTRATION_PERIOD);
    }

    /// Counted for every address that is typed, whether or not somebody has it.
    void beforeLink(String email, String address) {
        limits.take("link address", network(address), LINKS_PER_ADDRESS, LINK_PERIOD);
        limits.take("link account", email, LINKS_PER_ACCOUNT, LINK_PERIOD);
    }

    void beforeLinkUse(String address) {
        limits.take("link use", network(address), LINK_USES_PER_ADDRESS, LINK_PERIOD);
    }

    private boolean isFamiliar(String email, String network) {
        return familiar.getIfPresent(pair(email, network)) != null;
    }

    private static String pair(String email, String network) {
        return email + ' ' + network;
    }

    /// Who has one IPv6 address has a whole network of them.
    private static String network(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address v6
                    ? HexFormat.of().formatHex(Arrays.copyOf(v6.getAddress(), IPV6_NETWORK_BYTES))
                    : address;
        } catch (IllegalArgumentException notAnAddress) {
            return address;
        }
    }
}
