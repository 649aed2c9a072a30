package io.parkapp.platform;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Which job: its name in `jobs.yaml`, and what it is about; together they are one text that fits an address.
///
/// @param instance an id, or what else tells several of a name apart
public record JobId(String name, String instance) {
    private static final String SEPARATOR = "\n";

    /// @throws Refusal NOT_FOUND: no job can have it
    public static JobId parse(String text) {
        try {
            var decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            var parts = decoded.split(SEPARATOR, -1);
            if (parts.length == 2 && decoded.indexOf('\0') < 0) {
                return new JobId(parts[0], parts[1]);
            }
        } catch (IllegalArgumentException notBase64) {
            // Refused below.
        }
        throw new Refusal(PlatformRefusal.NOT_FOUND);
    }

    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((name + SEPARATOR + instance).getBytes(StandardCharsets.UTF_8));
    }
}
