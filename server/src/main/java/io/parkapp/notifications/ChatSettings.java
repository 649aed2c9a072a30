package io.parkapp.notifications;

import java.net.URI;
import java.util.Objects;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Messages into Google Chat, through webhooks that people make there.
///
/// @param webhookBase where such webhooks are; empty for no chat
@ConfigurationProperties("parkapp.chat")
record ChatSettings(
        @DefaultValue("https://chat.googleapis.com/") String webhookBase) {
    private static final String SPACES = "/v1/spaces/";

    boolean isSet() {
        return !webhookBase.isBlank();
    }

    /// Whether this is one, and not an address of somebody's own choice that we would be made to call.
    boolean accepts(String webhook) {
        try {
            var base = URI.create(webhookBase);
            var address = URI.create(webhook);
            return isSet()
                    && Objects.equals(address.getScheme(), base.getScheme())
                    && Objects.equals(address.getRawAuthority(), base.getRawAuthority())
                    && address.getRawUserInfo() == null
                    && address.getRawFragment() == null
                    && address.getRawPath().equals(address.normalize().getRawPath())
                    && address.getRawPath().startsWith(SPACES)
                    && !address.getRawPath().contains("%");
        } catch (IllegalArgumentException | NullPointerException noAddress) {
            return false;
        }
    }
}
