package io.parkapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/// The product in a process of its own, without the tests' classes and settings, so that it can be killed.
public final class ProductProcess implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofMinutes(3);
    private static final Pattern PORT = Pattern.compile("(?:listens on|how it is at) port (\\d+)");

    private final Process process;
    private final Path log;

    /// Does not wait until it is ready.
    ///
    /// @param folder for what it needs, and for its log, which goes on where an earlier one's ended
    /// @param main a class of the product; or one of the package `effects`, which comes along then
    public ProductProcess(Path folder, Class<?> main, String heap, Map<String, String> environment, String... arguments)
            throws IOException {
        this.log = folder.resolve("log");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                classPath(folder, main),
                main.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        this.process = builder.start();
    }

    private static String classPath(Path folder, Class<?> main) throws IOException {
        var product = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(each -> !each.contains("test-classes"));
        var isOfTests = main.getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath()
                .contains("test-classes");
        if (!isOfTests) {
            return String.join(File.pathSeparator, product.toList());
        }
        var name = main.getPackageName();
        var classes =
                Path.of(main.getProtectionDomain().getCodeSource().getLocation().getPath());
        FileSystemUtils.copyRecursively(
                classes.resolve(name), folder.resolve("classes").resolve(name));
        return String.join(
                File.pathSeparator,
                Stream.concat(product, Stream.of(folder.resolve("classes").toString()))
                        .toList());
    }

    /// Waits until it is ready.
    public int port() throws InterruptedException {
        for (var deadline = Instant.now().plus(START_MAX); Instant.now().isBefore(deadline); Thread.sleep(100)) {
            assertThat(process.isAlive()).as(this::log).isTrue();
            var port = PORT.matcher(log());
            if (port.find()) {
                return Integer.parseInt(port.group(1));
            }
        }
        throw new AssertionError("does not start: " + log());
    }

    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /// Of one that ends by itself.
    public int exitCode() {
        return process.onExit().join().exitValue();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
