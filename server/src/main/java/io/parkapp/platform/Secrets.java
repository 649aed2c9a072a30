package io.parkapp.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import org.springframework.stereotype.Component;

/// Secrets given by settings or, where none is set, made once and kept in the data folder, for its owner's eyes only.
@Component
public class Secrets {
    static final int LENGTH_MIN_BYTES = 32;

    private final Path folder;

    Secrets(Settings settings) {
        this.folder = settings.data().resolve(DataFolder.SECRETS);
    }

    /// @param given the setting's value; blank to generate
    /// @throws CannotStart too short to keep a secret
    public byte[] secret(String name, String given) {
        if (!given.isBlank()) {
            var secret = given.getBytes(StandardCharsets.UTF_8);
            if (secret.length < LENGTH_MIN_BYTES) {
                var setting = "PARKAPP_" + name.toUpperCase(Locale.ROOT).replace('-', '_') + "_SECRET";
                throw new CannotStart(setting + " is shorter than " + LENGTH_MIN_BYTES + " bytes.");
            }
            return secret;
        }
        try {
            return Base64.getUrlDecoder().decode(kept(name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot keep the secret " + name + " in " + folder, unreadable);
        }
    }

    private String kept(String name) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var file = folder.resolve(name);
        var bytes = new byte[LENGTH_MIN_BYTES];
        new SecureRandom().nextBytes(bytes);
        // Appears whole or not at all: another process may start at the same time.
        var draft = Files.createTempFile(
                folder, name, "", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(draft, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException made) {
            // By an earlier start.
        } finally {
            Files.delete(draft);
        }
        return Files.readString(file).strip();
    }
}
