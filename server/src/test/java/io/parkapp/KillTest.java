package io.parkapp;

import static io.parkapp.Http.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.pricing.Documents;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The product as a process of its own, in production, killed under load again and again.
class KillTest {
    private static final int KILLS = Storm.size(2, 10);
    private static final int CLIENTS = 8;
    /// New ones before each kill: nobody may have more than so many live reservations.
    private static final int DRIVERS = 4;
    /// Below those that systems give to outgoing connections: a connection of the tests that run beside this one could
    /// take such a port while the server is down.
    private static final int PORT_MIN = 20_000;

    private static final int PORT_MAX = 30_000;
    private static final String PASSWORD = "seven lanterns drift over Freiburg";

    @TempDir
    private Path data;

    private final int port = freePort();
    private final Http http = Http.at(port);
    /// What was asked for, by the request's key; and what was promised.
    private final Map<String, Asked> asked = new ConcurrentHashMap<>();

    private record Asked(Http driver, Map<String, Object> request) {}

    private final Map<String, String> promised = new ConcurrentHashMap<>();
    private final AtomicInteger cars = new AtomicInteger();
    private @Nullable ProductProcess server;

    @BeforeEach
    void shareBinaries() {
        FreshDatabase.shareBinaries(data);
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void what_was_promised_survives_kills_under_load_and_no_lapsed_hold_keeps_its_spot() throws Exception {
        start();
        var admin = http.as(signIn());
        var payLater = lot(admin, "Pay later", "PAY_ON_LEAVING");
        var payAhead = lot(admin, "Pay ahead", "PAY_WHEN_RESERVING");
        var all = new HashMap<String, String>();
        for (var kill = 1; kill <= KILLS; kill++) {
            killUnderLoad(payLater, payAhead);
            update("update parking.reservation set hold_until = now() - interval '1 second' where status = 'HELD'");
            start();
            assertThat(http.get("/api/lots/" + payAhead).at("freeSpots").asInt())
                    .isEqualTo(40);
            assertKept(admin, payAhead);
            askAgain();
            all.putAll(promised);
            promised.clear();
        }
        promised.putAll(all);
        assertKept(admin, payAhead);
        assertThat(promised).hasSizeGreaterThan(KILLS * 10);
        assertThat(
                        number(
                                "select count(*) from (select plate from parking.reservation group by plate having count(*) > 1)"))
                .as("requests that were carried out twice")
                .isZero();
        assertThat(number("""
                        select count(*) from parking.reservation a join parking.reservation b
                        on a.spot_id = b.spot_id and a.id < b.id and a.during && b.during
                        where a.status in ('HELD', 'CONFIRMED', 'CHECKED_IN')
                          and b.status in ('HELD', 'CONFIRMED', 'CHECKED_IN')""")).isZero();
        waitUntilNoneIsHeldTooLong();
    }

    private void assertKept(Http admin, String payAhead) {
        for (var each : promised.entrySet()) {
            var found = admin.get("/api/reservations/" + each.getValue());
            assertThat(found.status()).as("promised, so it is there").isEqualTo(200);
            var isHold = payAhead.equals(found.at("lotId").asString());
            assertThat(found.at("status").asString())
                    .isIn(isHold ? new String[] {"EXPIRED", "HELD"} : new String[] {"CONFIRMED"});
        }
    }

    private void killUnderLoad(String payLater, String payAhead) throws InterruptedException {
        var drivers = Stream.generate(this::register).limit(DRIVERS).toList();
        var running = Objects.requireNonNull(server);
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (var client = 0; client < CLIENTS; client++) {
                var lot = client % 4 == 0 ? payAhead : payLater;
                var driver = drivers.get(client % DRIVERS);
                clients.execute(() -> {
                    try {
                        while (running.isAlive()) {
                            ask(driver, UUID.randomUUID().toString(), request(lot));
                        }
                    } catch (RuntimeException gone) {
                        // Killed while it answered: this client will ask again.
                    }
                });
            }
            Thread.sleep(ThreadLocalRandom.current().nextInt(700, 2_000));
            running.kill();
        }
    }

    /// Whoever got no answer sends the same request again, with its key.
    private void askAgain() {
        for (var each : asked.entrySet()) {
            if (!promised.containsKey(each.getKey())) {
                ask(each.getValue().driver(), each.getKey(), each.getValue().request());
            }
        }
        asked.clear();
    }

    private void ask(Http driver, String key, Map<String, Object> request) {
        asked.put(key, new Asked(driver, request));
        var answer = driver.with("Idempotency-Key", key).post("/api/reservations", request);
        assertThat(answer.status()).as(answer.toString()).isIn(201, 409);
        if (answer.status() == 201) {
            promised.put(key, answer.at("id").asString());
        } else {
            asked.remove(key);
        }
    }

    private Map<String, Object> request(String lot) {
        var from = Instant.now()
                .truncatedTo(ChronoUnit.HOURS)
                .plus(Duration.ofHours(ThreadLocalRandom.current().nextInt(24, 2_000)));
        return body(
                "lotId",
                lot,
                "plate",
                "K" + cars.incrementAndGet() + "X",
                "from",
                from,
                "until",
                from.plusSeconds(3_600));
    }

    private String lot(Http admin, String name, String policy) {
        var lot = admin.post(
                "/api/lots",
                body(
                        "name",
                        name,
                        "address",
                        "1 Test Street",
                        "city",
                        "Testville",
                        "pinCode",
                        "10000",
                        "position",
                        Map.of("lat", 52.5, "lng", 13.4),
                        "timeZone",
                        "Europe/Berlin",
                        "currency",
                        "EUR",
                        "paymentPolicy",
                        policy,
                        "levels",
                        new Object[] {
                            Map.of("name", "Ground", "ranges", new Object[] {
                                Map.of("prefix", "S-", "first", 1, "last", 40, "kind", "STANDARD")
                            })
                        }));
        assertThat(lot.status()).as(lot.toString()).isEqualTo(201);
        var id = lot.at("id").asString();
        var tariff = admin.post("/api/lots/" + id + "/tariffs", Map.of("tariff", Documents.hourly("5.00")));
        assertThat(tariff.status()).as(tariff.toString()).isEqualTo(201);
        return id;
    }

    private Http register() {
        var registered = http.post(
                "/api/auth/register",
                body("name", "Test Driver", "email", UUID.randomUUID() + "@example.org", "password", PASSWORD));
        assertThat(registered.status()).as(registered.toString()).isEqualTo(201);
        return http.as(registered.at("accessToken").asString());
    }

    private String signIn() {
        var signedIn = http.post("/api/auth/login", Map.of("email", "admin@example.org", "password", PASSWORD));
        assertThat(signedIn.status()).as(signedIn.toString()).isEqualTo(200);
        return signedIn.at("accessToken").asString();
    }

    private void start() throws IOException, InterruptedException {
        var started = new ProductProcess(
                data,
                Parkapp.class,
                "192m",
                Map.of(
                        "SPRING_PROFILES_ACTIVE",
                        "prod",
                        "PARKAPP_PORT",
                        String.valueOf(port),
                        "PARKAPP_DATA",
                        data.toString(),
                        "PARKAPP_DATABASE_EMBEDDED",
                        "true",
                        "PARKAPP_JWT_SECRET",
                        UUID.nameUUIDFromBytes(new byte[] {1}) + "-for-this-test-only",
                        "PARKAPP_ACCOUNTS_FIRSTADMIN_EMAIL",
                        "admin@example.org",
                        "PARKAPP_ACCOUNTS_FIRSTADMIN_PASSWORD",
                        PASSWORD,
                        // As lines of .env without a value have it.
                        "PARKAPP_PUBLIC_URL",
                        "",
                        "PARKAPP_SMTP_PORT",
                        ""));
        server = started;
        started.awaitReady();
        assertThat(http.get("/api/health").status()).isEqualTo(200);
    }

    private void waitUntilNoneIsHeldTooLong() throws Exception {
        var late = "select count(*) from parking.reservation where status = 'HELD' and hold_until < now()";
        for (var deadline = Instant.now().plusSeconds(30); number(late) > 0; Thread.sleep(500)) {
            assertThat(Instant.now()).as("holds lapse by themselves").isBefore(deadline);
        }
    }

    private void update(String sql) throws SQLException, IOException {
        try (var connection = DriverManager.getConnection(url());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int number(String sql) throws SQLException, IOException {
        try (var connection = DriverManager.getConnection(url());
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    /// The database outlives a killed server; its port is the fourth line of its pid file.
    private String url() throws IOException {
        var line = Files.readAllLines(data.resolve("postgresql/postmaster.pid")).get(3);
        return "jdbc:postgresql://127.0.0.1:" + line.strip() + "/parkapp?user=parkapp";
    }

    private static int freePort() {
        while (true) {
            var port = ThreadLocalRandom.current().nextInt(PORT_MIN, PORT_MAX);
            try (var socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // Another one, then.
            }
        }
    }
}
