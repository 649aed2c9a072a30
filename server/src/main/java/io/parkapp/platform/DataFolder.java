package io.parkapp.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The folder that keeps the embedded database and the generated secrets, claimed by one running parkapp at a time. The
/// claim is a lock on a file, which the operating system drops when its holder dies, however it dies.
public final class DataFolder implements AutoCloseable {
    /// Holds the process number of whoever claimed the folder, for `bin/run` to look at before it builds.
    private static final String CLAIM = "in-use";

    private static final String DATABASE = "postgresql";
    private static final String BINARIES = "binaries";
    static final String SECRETS = "secrets";
    private static final int FREE_DISK_MIN_MIB = 512;

    private final Path folder;
    private final FileChannel claim;
    private final FileLock lock;

    private DataFolder(Path folder, FileChannel claim, FileLock lock) {
        this.folder = folder;
        this.claim = claim;
        this.lock = lock;
    }

    /// Erases a data folder: `bin/run --reset`.
    public static void main(String[] arguments) {
        try (var data = claim(Path.of(arguments[0]))) {
            data.erase();
        } catch (CannotStart refused) {
            System.err.println("parkapp cannot erase its data: " + refused.getMessage());
            System.exit(1);
        }
    }

    /// @throws CannotStart in use by another, not writable, or too little room
    static DataFolder claim(Path data) {
        var folder = data.toAbsolutePath().normalize();
        try {
            create(folder);
            if (Files.getFileStore(folder).getUsableSpace() < FREE_DISK_MIN_MIB * 1024L * 1024L) {
                throw new CannotStart(
                        "less than " + FREE_DISK_MIN_MIB + " MiB are free for the data folder " + folder + ".");
            }
            var claim = FileChannel.open(folder.resolve(CLAIM), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = tryLock(claim);
            if (lock == null) {
                claim.close();
                throw new CannotStart("the data folder " + folder
                        + " is in use by another parkapp. Stop that one, or name another folder with --data.");
            }
            var process = ProcessHandle.current().pid() + "\n";
            create(folder.resolve(BINARIES));
            claim.truncate(0).write(ByteBuffer.wrap(process.getBytes(StandardCharsets.US_ASCII)));
            return new DataFolder(folder, claim, lock);
        } catch (AccessDeniedException | FileAlreadyExistsException denied) {
            throw new CannotStart("the data folder " + folder + " is not ours to write in: " + denied.getMessage());
        } catch (IOException failed) {
            throw new CannotStart("the data folder " + folder + " cannot be used: " + failed.getMessage(), failed);
        }
    }

    boolean isClaimed() {
        return lock.isValid();
    }

    Path database() {
        return folder.resolve(DATABASE);
    }

    /// Where PostgreSQL's programs are unpacked to.
    Path binaries() {
        return folder.resolve(BINARIES);
    }

    /// Only what parkapp itself put there goes; a file of somebody else's stays, and the folder with it.
    void erase() {
        EmbeddedDatabase.stopOrphan(database());
        try {
            for (var name : List.of(DATABASE, BINARIES, SECRETS, CLAIM)) {
                deleteTree(folder.resolve(name));
            }
            Files.delete(folder);
        } catch (DirectoryNotEmptyException others) {
            System.err.println("Kept " + folder + ": it holds files that are not parkapp's.");
        } catch (IOException failed) {
            throw new CannotStart("the data folder " + folder + " cannot be erased: " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() {
        try (claim) {
            if (claim.isOpen()) {
                claim.truncate(0);
                lock.release();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// For its owner's eyes only, where we make it; a folder that exists is somebody's, with rights they chose.
    private static void create(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder);
        keepPrivate(folder);
    }

    private static void keepPrivate(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static void deleteTree(Path top) throws IOException {
        if (Files.notExists(top)) {
            return;
        }
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed) throws IOException {
                if (failed != null) {
                    throw failed;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
