package io.parkapp.platform;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.ext.javatime.deser.LocalDateDeserializer;
import tools.jackson.databind.module.SimpleModule;

/// Lets in only what PostgreSQL can keep, from bodies and from parameters: text without the NUL character, days and
/// times of the years that parking has to do with, and times in whole microseconds; what is finer is cut off.
@Configuration(proxyBeanMethods = false)
class Storable {
    static final String DAY = "must be a date like 2026-12-01, of the years 1970 to 9998";
    static final String TIME = "must be a time like 2026-12-01T09:00:00Z, of the years 1970 to 9998";
    private static final LocalDate DAY_MIN = LocalDate.of(1970, 1, 1);
    private static final LocalDate DAY_MAX = LocalDate.of(9998, 12, 31);
    private static final Instant TIME_MIN = Instant.EPOCH;
    private static final Instant TIME_MAX = Instant.parse("9998-12-31T23:59:59.999999Z");

    /// @throws IllegalArgumentException for other years
    static Instant time(Instant time) {
        var kept = time.truncatedTo(ChronoUnit.MICROS);
        if (kept.isBefore(TIME_MIN) || kept.isAfter(TIME_MAX)) {
            throw new IllegalArgumentException(TIME);
        }
        return kept;
    }

    /// @throws IllegalArgumentException for other years
    static LocalDate day(LocalDate day) {
        if (day.isBefore(DAY_MIN) || day.isAfter(DAY_MAX)) {
            throw new IllegalArgumentException(DAY);
        }
        return day;
    }

    /// @throws IllegalArgumentException for text with the NUL character
    static String text(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("must not contain the NUL character");
        }
        return text;
    }

    @Bean
    JsonMapperBuilderCustomizer inBodies() {
        return mapper -> mapper.addModule(new SimpleModule("storable")
                .addDeserializer(String.class, new TextReader())
                .addDeserializer(Instant.class, new TimeReader())
                .addDeserializer(LocalDate.class, new DayReader()));
    }

    @Bean
    Converter<String, Instant> timeParameter() {
        return new Converter<>() {
            @Override
            public Instant convert(String text) {
                return time(Instant.parse(text));
            }
        };
    }

    @Bean
    Converter<String, LocalDate> dayParameter() {
        return new Converter<>() {
            @Override
            public LocalDate convert(String text) {
                return day(LocalDate.parse(text));
            }
        };
    }

    private static final class TextReader extends StringDeserializer {
        @Override
        public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
            var text = super.deserialize(parser, context);
            return text == null ? null : text(text);
        }
    }

    private static final class TimeReader extends ValueDeserializer<Instant> {
        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) {
            return time(InstantDeserializer.INSTANT.deserialize(parser, context));
        }
    }

    private static final class DayReader extends ValueDeserializer<LocalDate> {
        @Override
        public LocalDate deserialize(JsonParser parser, DeserializationContext context) {
            return day(LocalDateDeserializer.INSTANCE.deserialize(parser, context));
        }
    }
}
