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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/// The product in a process of its own, without the tests' classes and settings, so that it can be killed.
public final class ProductProcess implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofMinutes(3);
    private static final Duration END_MAX = Duration.ofMinutes(1);
    private static final Pattern READY = Pattern.compile("parkapp (?:worker )?is ready");
    private static final Pattern PORT = Pattern.compile("(?:listens on|how it is at) port (\\d+)");

    private final Process process;
    private final Path log;
    private final int logBefore;

    /// Does not wait until it is ready.
    ///
    /// @param folder for what it needs, and for its log, which goes on where an earlier one's ended
    /// @param main a class of the product; or one of the package `effects`, which comes along then
    public ProductProcess(Path folder, Class<?> main, String heap, Map<String, String> environment, String... arguments)
            throws IOException {
        this.log = folder.resolve("log");
        this.logBefore = log().length();
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

    /// What to start the demo with, without its city and on a database of somebody else.
    public static Map<String, String> demo(Path data, String role, String databaseUrl, Map<String, String> more) {
        var environment = new HashMap<>(more);
        environment.putAll(Map.of(
                "SPRING_PROFILES_ACTIVE",
                "demo",
                "PARKAPP_ROLE",
                role,
                "PARKAPP_PORT",
                "0",
                "PARKAPP_DEMO_CITY",
                "false",
                "PARKAPP_DATA",
                data.toString(),
                "PARKAPP_DATABASE_URL",
                databaseUrl));
        return environment;
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
    public void awaitReady() throws InterruptedException {
        awaitSaid(READY);
    }

    /// Waits until it is ready. Of one that does not do everything by itself: nobody else chooses a port and says
    /// which.
    public int port() throws InterruptedException {
        return Integer.parseInt(awaitSaid(PORT).group(1));
    }

    private MatchResult awaitSaid(Pattern pattern) throws InterruptedException {
        for (var deadline = Instant.now().plus(START_MAX); Instant.now().isBefore(deadline); Thread.sleep(100)) {
            assertThat(process.isAlive()).as(this::log).isTrue();
            // What an earlier one said of itself stands before it.
            var said = pattern.matcher(log());
            if (said.find(logBefore)) {
                return said;
            }
        }
        throw new AssertionError("does not start: " + log());
    }

    /// Lets it end by itself, and its database with it.
    public void stop() throws InterruptedException {
        process.destroy();
        exitCode();
    }

    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /// Of one that ends by itself.
    public int exitCode() throws InterruptedException {
        assertThat(process.waitFor(END_MAX)).as(this::log).isTrue();
        return process.exitValue();
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
