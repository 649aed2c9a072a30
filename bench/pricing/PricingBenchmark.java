package pricing;

import io.parkapp.lots.SpotKind;
import io.parkapp.pricing.Price;
import io.parkapp.pricing.Pricing;
import io.parkapp.pricing.Stay;
import io.parkapp.pricing.Tariff;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import tools.jackson.databind.json.JsonMapper;

/// What a quote costs, on one core: a tariff of ten rules, stays that begin at each hour of a fortnight.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class PricingBenchmark {
    private static final int ENTRIES = 14 * 24;
    private static final Instant FIRST = Instant.parse("2026-03-20T00:07:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    @Param({"2", "24", "168", "9600"})
    int hours;

    private Pricing pricing;

    @Setup
    public void read() throws IOException {
        var mapper = JsonMapper.builder().build();
        pricing = Pricing.of(mapper.readValue(Path.of("bench/pricing/ten-rules.json"), Tariff.class));
    }

    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public void quote(Blackhole seen) {
        for (var entry = 0; entry < ENTRIES; entry++) {
            var from = FIRST.plus(Duration.ofHours(entry));
            var stay = Stay.of(from, from.plus(Duration.ofHours(hours)), ZONE).in(SpotKind.STANDARD);
            Price price = pricing.price(stay, "EUR");
            seen.consume(price);
        }
    }
}
