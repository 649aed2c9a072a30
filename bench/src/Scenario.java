import java.sql.Connection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/// One kind of request, over HTTP and as the statements that it comes to.
enum Scenario {
    SEARCH(200) {
        @Override
        Request request(World world, SplittableRandom random) {
            var window = window(random);
            var lat = Seed.LAT + Seed.STEP * random.nextDouble(10, 90);
            var lng = Seed.LNG + Seed.STEP * random.nextDouble(10, 90);
            return new Request(
                    "GET",
                    "/api/lots?near=%.5f,%.5f&radiusMeters=3000&from=%s&until=%s"
                            .formatted(lat, lng, window.from(), window.until()),
                    "",
                    "",
                    Map.of());
        }
    },
    AVAILABILITY(200) {
        @Override
        Request request(World world, SplittableRandom random) {
            var window = window(random);
            var lot = world.lots().get(random.nextInt(world.lots().size()));
            return new Request(
                    "GET",
                    "/api/lots/%s/spots?from=%s&until=%s".formatted(lot, window.from(), window.until()),
                    "",
                    "",
                    Map.of());
        }
    },
    RESERVE(201) {
        @Override
        Request request(World world, SplittableRandom random) {
            var window = window(random);
            var key = new UUID(random.nextLong(), random.nextLong()).toString();
            var lot = world.lots().get(random.nextInt(world.lots().size()));
            var driver = world.drivers().get(random.nextInt(world.drivers().size()));
            return new Request(
                    "POST",
                    "/api/reservations",
                    "Authorization: Bearer " + world.token().apply(driver)
                            + "\r\nContent-Type: application/json\r\nIdempotency-Key: " + key + "\r\n",
                    "{\"lotId\":\"%s\",\"plate\":\"BENCH1\",\"from\":\"%s\",\"until\":\"%s\"}"
                            .formatted(lot, window.from(), window.until()),
                    Map.of("from", time(window.from()), "until", time(window.until()), "key", key));
        }
    };

    /// How many different requests are recorded, for the raw loop to choose from.
    static final int RECORDINGS = 400;

    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

    private final int status;

    Scenario(int status) {
        this.status = status;
    }

    record World(List<UUID> lots, List<Seed.Driver> drivers, Function<Seed.Driver, String> token) {}

    /// @param values that differ from one request to the next, by their role
    record Request(String method, String target, String headers, String body, Map<String, Object> values) {}

    record Recorded(Recorder.Recording recording, Map<String, Object> values) {}

    abstract Request request(World world, SplittableRandom random);

    Load.Connect overHttp(World world, int port) {
        return () -> {
            var connection = new HttpConnection(port);
            return new Load.Worker() {
                @Override
                public void once(SplittableRandom random) throws Exception {
                    send(connection, request(world, random));
                }

                @Override
                public void close() throws Exception {
                    connection.close();
                }
            };
        };
    }

    List<Recorded> record(World world, int port, Recorder recorder) throws Exception {
        var recorded = new ArrayList<Recorded>();
        var random = new SplittableRandom(7);
        try (var connection = new HttpConnection(port)) {
            for (var index = 0; index < RECORDINGS; index++) {
                var request = request(world, random);
                var recording = recorder.hear(() -> send(connection, request));
                var values = new HashMap<>(request.values());
                var id = ID.matcher(connection.body());
                if (this == RESERVE && id.find()) {
                    values.put("id", UUID.fromString(id.group(1)));
                }
                recorded.add(new Recorded(recording, values));
            }
        }
        return recorded;
    }

    /// The same statements without the product around them.
    Load.Connect raw(World world, List<Recorded> recorded, DataBase database) {
        return () -> {
            var connection = database.connect();
            var replay = new Recorder.Replay(connection);
            return new Load.Worker() {
                @Override
                public void once(SplittableRandom random) throws Exception {
                    var one = recorded.get(random.nextInt(recorded.size()));
                    var others = new HashMap<Object, Object>();
                    request(world, random).values().forEach((role, value) -> others.put(one.values().get(role), value));
                    replay.once(one.recording(), others, (sql, first) -> {
                        if (sql.contains("insert into parking.reservation") && first != null) {
                            others.put(one.values().get("id"), first);
                        }
                    });
                }

                @Override
                public void close() throws Exception {
                    connection.close();
                }
            };
        };
    }

    interface DataBase {
        Connection connect() throws Exception;
    }

    private void send(HttpConnection connection, Request request) throws Exception {
        var answer = connection.send(request.method(), request.target(), request.headers(), request.body());
        // A spot that a random window does not find free is an answer too.
        if (answer != status && !(this == RESERVE && answer == 409)) {
            throw new IllegalStateException(this + " was answered " + answer + ": " + connection.body());
        }
    }

    private record Window(Instant from, Instant until) {}

    private static Window window(SplittableRandom random) {
        var from = Instant.now()
                .truncatedTo(ChronoUnit.DAYS)
                .plus(1 + random.nextInt(Seed.DAYS_AHEAD), ChronoUnit.DAYS)
                .plus(random.nextInt(24 * 4) * 15L, ChronoUnit.MINUTES);
        return new Window(from, from.plus(15L * (1 + random.nextInt(16)), ChronoUnit.MINUTES));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
