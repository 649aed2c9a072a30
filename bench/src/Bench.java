import io.parkapp.Parkapp;
import io.parkapp.platform.EmbeddedDatabase;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// One run: data, recordings, load on the product, load on the bare database, report. `bin/bench` starts it.
final class Bench {
    private static final String SECRET = "only for measuring: 0123456789abcdefghijklmnop";
    private static final int PORT = 18_180;
    private static final int RECORDING_PORT = 18_181;
    private static final int MANAGEMENT_PORT = 18_182;
    private static final int START_SECONDS_MAX = 60;
    private static final String PUBLIC_URL = "http://localhost:" + PORT;

    private final int seconds;
    private final int lotCount;
    private final int historySmall;
    private final int historyLarge;
    private final EmbeddedDatabase database;
    private final Path data;
    private final Map<Scenario, Load.Result> limits = new EnumMap<>(Scenario.class);
    private Map<String, Double> remembered = Map.of();

    private Bench(
            int seconds, int lotCount, int historySmall, int historyLarge, EmbeddedDatabase database, Path data) {
        this.seconds = seconds;
        this.lotCount = lotCount;
        this.historySmall = historySmall;
        this.historyLarge = historyLarge;
        this.database = database;
        this.data = data;
    }

    public static void main(String[] arguments) throws Exception {
        var seconds = Integer.parseInt(arguments[0]);
        var history = Integer.parseInt(arguments[1]);
        var data = Path.of(arguments[2]);
        try (var database = EmbeddedDatabase.start(data)) {
            var report = new Bench(seconds, 10_000, 10_000, history, database, data).run();
            System.out.println(report);
            Files.writeString(Path.of("bench/reports/latest.md"), report);
        } catch (Exception failed) {
            failed.printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }

    /// @param cpuMillis of the product and its database, for one request
    /// @param memoryMib of both at the end
    private record Measured(Load.Result load, double cpuMillis, long serverMib, long databaseMib) {}

    private String run() throws Exception {
        say("migrating, and recording what each request sends");
        var recorder = new Recorder();
        var recording = startRecording(recorder);
        Scenario.World world;
        try (var connection = connect()) {
            var seed = new Seed(connection);
            say("making " + lotCount + " lots and " + historySmall + " reservations");
            var lots = seed.lots(lotCount);
            var drivers = seed.drivers();
            seed.reservations(0, historySmall);
            world = new Scenario.World(lots, drivers, Bench::token);
        }
        var small = new Runs(load(world, false, Map.of()), load(world, true, Map.of()));
        try (var connection = connect()) {
            say("making " + (historyLarge - historySmall) + " reservations more");
            new Seed(connection).reservations(historySmall, historyLarge);
        }
        var recorded = new EnumMap<Scenario, List<Scenario.Recorded>>(Scenario.class);
        for (var scenario : Scenario.values()) {
            recorded.put(scenario, scenario.record(world, RECORDING_PORT, recorder));
        }
        recording.close();
        var large = new Runs(load(world, false, Map.of()), load(world, true, recorded));
        return report(small, large, recorded);
    }

    /// With the same reservations in the table, with nothing remembered and with answers from memory.
    private record Runs(Map<Scenario, Measured> off, Map<Scenario, Measured> on) {}

    /// @param cached whether the product may answer from memory
    /// @param raw what the raw loop is to send, right after each, while the product pauses
    private Map<Scenario, Measured> load(
            Scenario.World world, boolean cached, Map<Scenario, List<Scenario.Recorded>> raw) throws Exception {
        var product = startProduct(cached);
        try {
            var measured = new EnumMap<Scenario, Measured>(Scenario.class);
            for (var scenario : Scenario.values()) {
                say("product, " + scenario + (cached ? "" : ", nothing remembered"));
                measured.put(scenario, measure(product, scenario, world));
                if (raw.containsKey(scenario)) {
                    say("raw " + scenario);
                    Processes.pause(product, true);
                    try {
                        limits.put(scenario, limit(scenario.raw(world, raw.get(scenario), this::connect)));
                    } finally {
                        Processes.pause(product, false);
                    }
                }
            }
            if (cached) {
                remembered = Remembered.ask(MANAGEMENT_PORT);
            }
            return measured;
        } finally {
            product.destroy();
            product.waitFor();
        }
    }

    private Load.Result limit(Load.Connect raw) throws Exception {
        return Load.run(raw, Processes.compiled(List.of(ProcessHandle.current())), seconds, () -> {});
    }

    private Measured measure(Process product, Scenario scenario, Scenario.World world) throws Exception {
        var server = List.of(product.toHandle());
        var atStart = new double[1];
        var result = Load.run(
                scenario.overHttp(world, PORT),
                Processes.compiled(List.of(product.toHandle(), ProcessHandle.current())),
                seconds,
                () -> atStart[0] = Processes.cpuSeconds(server) + postgresCpu());
        var cpu = Processes.cpuSeconds(server) + postgresCpu() - atStart[0];
        return new Measured(
                result, cpu * 1_000 / result.count(), Processes.memoryMib(server), Processes.memoryMib(Processes.postgresIn(data)));
    }

    private double postgresCpu() {
        return Processes.cpuSeconds(Processes.postgresIn(data));
    }

    /// The product inside of this process, with an ear between it and the database.
    private ConfigurableApplicationContext startRecording(Recorder recorder) {
        return new SpringApplicationBuilder(Parkapp.class)
                .initializers(context -> context.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
                    @Override
                    public Object postProcessAfterInitialization(Object bean, String name) {
                        return bean instanceof DataSource source && name.equals("dataSource")
                                ? recorder.listeningOn(source)
                                : bean;
                    }
                }))
                .run(
                        "--spring.profiles.active=demo",
                        "--server.port=" + RECORDING_PORT,
                        "--parkapp.database.url=" + database.url(),
                        "--parkapp.public-url=" + PUBLIC_URL,
                        "--parkapp.secrets.jwt=" + SECRET,
                        "--parkapp.demo.city=false",
                        "--parkapp.cache.enabled=false",
                        "--logging.level.root=warn");
    }

    private Process startProduct(boolean cached) throws IOException, InterruptedException {
        say("starting the product");
        var builder = new ProcessBuilder("bash", "bench/product");
        builder.environment().put("PARKAPP_PORT", String.valueOf(PORT));
        builder.environment().put("PARKAPP_PUBLIC_URL", PUBLIC_URL);
        builder.environment().put("PARKAPP_DATABASE_URL", database.url());
        builder.environment().put("PARKAPP_JWT_SECRET", SECRET);
        builder.environment().put("SPRING_PROFILES_ACTIVE", "demo");
        builder.environment().put("PARKAPP_DEMO_CITY", "false");
        builder.environment().put("PARKAPP_CACHE", cached ? "on" : "off");
        builder.environment().put("PARKAPP_MANAGEMENT_PORT", String.valueOf(MANAGEMENT_PORT));
        builder.redirectErrorStream(true).redirectOutput(Path.of("bench/reports/product.log").toFile());
        var process = builder.start();
        for (var waited = 0; waited < START_SECONDS_MAX * 10; waited++) {
            try (var probe = new Socket("127.0.0.1", PORT)) {
                return process;
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        process.destroy();
        throw new IOException("the product does not start; see bench/reports/product.log");
    }

    private Connection connect() throws java.sql.SQLException {
        return DriverManager.getConnection(database.url());
    }

    /// Signed as the product would: making two thousand people sign in would measure Argon2.
    private static String token(Seed.Driver driver) {
        return TOKENS.computeIfAbsent(driver, each -> {
            var now = Instant.now();
            var content = base64("{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}") + '.'
                    + base64("{\"iss\":\"%s\",\"aud\":[\"parkapp-api\"],\"sub\":\"%s\",\"sid\":\"%s\",\"iat\":%d,\"exp\":%d,\"jti\":\"%s\"}"
                            .formatted(
                                    PUBLIC_URL,
                                    each.account(),
                                    each.session(),
                                    now.getEpochSecond(),
                                    now.plus(2, ChronoUnit.HOURS).getEpochSecond(),
                                    UUID.randomUUID()));
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                return content + '.' + Base64.getUrlEncoder().withoutPadding()
                        .encodeToString(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
            } catch (java.security.GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        });
    }

    private static final Map<Seed.Driver, String> TOKENS = new java.util.concurrent.ConcurrentHashMap<>();

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String report(Runs small, Runs large, Map<Scenario, List<Scenario.Recorded>> recorded) {
        var lines = new ArrayList<String>();
        lines.add("# Load report, " + Instant.now().truncatedTo(ChronoUnit.MINUTES));
        lines.add("");
        lines.add("%d processors, %d connections, %d s for each row after its warm-up; %,d lots with %d spots each."
                .formatted(Runtime.getRuntime().availableProcessors(), Load.CONNECTIONS, seconds, lotCount, Seed.SPOTS_PER_LOT));
        lines.add("The raw loop sends the statements that the product sends when it remembers nothing (PARKAPP_CACHE=off), over");
        lines.add("JDBC and without it, right after the row above its own, while the product pauses. A warm-up lasts until the");
        lines.add("compilers of the JVMs have little to do, at most %d s. Client, server and database share the processors. Memory"
                .formatted(Load.WARM_UP_SECONDS_MAX));
        lines.add("is proportional (what processes share counts once). Every lot is asked for equally often: the worst case for");
        lines.add("remembering. Of 10,000 reservations all are still to come, of 1,000,000 one for each of the 200,000 spots; the");
        lines.add("others are history.");
        lines.add("");
        lines.add("| request | reservations | warm-up s | per second | p50 ms | p99 ms | CPU ms | server MiB | PostgreSQL MiB | of the raw loop |");
        lines.add("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        for (var scenario : Scenario.values()) {
            lines.add(row(scenario + ", cache off", historySmall, small.off().get(scenario), ""));
            lines.add(row(scenario + ", cache off", historyLarge, large.off().get(scenario), share(large.off(), scenario)));
            lines.add(row(scenario.name(), historySmall, small.on().get(scenario), ""));
            lines.add(row(scenario.name(), historyLarge, large.on().get(scenario), share(large.on(), scenario)));
            var limit = limits.get(scenario);
            lines.add("| raw loop | %,d | %d | %,.0f | %.2f | %.2f | | | | 1 |"
                    .formatted(historyLarge, limit.warmUpSeconds(), limit.perSecond(), limit.p50Micros() / 1_000.0, limit.p99Micros() / 1_000.0));
        }
        lines.add("");
        lines.add("Statements of one request:");
        recorded.forEach((scenario, many) -> lines.add("- %s: %d"
                .formatted(scenario.name().toLowerCase(Locale.ROOT), many.getLast().recording().statements().size())));
        lines.add("");
        lines.add("Answered from memory, of all questions to each cache:");
        remembered.forEach((cache, share) -> lines.add("- %s: %.2f".formatted(cache, share)));
        return String.join("\n", lines) + "\n";
    }

    private String share(Map<Scenario, Measured> product, Scenario scenario) {
        return "%.2f".formatted(product.get(scenario).load().perSecond() / limits.get(scenario).perSecond());
    }

    private static String row(String name, int history, Measured measured, String share) {
        return "| %s | %,d | %d | %,.0f | %.2f | %.2f | %.2f | %d | %d | %s |"
                .formatted(
                        name.toLowerCase(Locale.ROOT),
                        history,
                        measured.load().warmUpSeconds(),
                        measured.load().perSecond(),
                        measured.load().p50Micros() / 1_000.0,
                        measured.load().p99Micros() / 1_000.0,
                        measured.cpuMillis(),
                        measured.serverMib(),
                        measured.databaseMib(),
                        share);
    }

    private static void say(String what) {
        System.err.println("· " + what);
    }
}
