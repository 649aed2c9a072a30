package io.parkapp.platform;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// What the caches count: hits, misses, puts and evictions of each, near and far.
@Component
class Meters {
    private final MeterRegistry registry;

    Meters(ObjectProvider<MeterRegistry> registry) {
        this.registry = registry.getIfAvailable(SimpleMeterRegistry::new);
    }

    /// @param result hit, miss or failed
    Counter gets(String cache, String layer, String result) {
        return Counter.builder("parkapp.cache.gets")
                .description("Questions to a cache")
                .tags("cache", cache, "layer", layer, "result", result)
                .register(registry);
    }

    Counter puts(String cache, String layer) {
        return Counter.builder("parkapp.cache.puts")
                .description("Answers that a cache was given to keep")
                .tags("cache", cache, "layer", layer)
                .register(registry);
    }

    Counter evictions(String cache) {
        return Counter.builder("parkapp.cache.evictions")
                .description("Answers that made room for others, or got too old")
                .tags("cache", cache, "layer", "near")
                .register(registry);
    }
}
