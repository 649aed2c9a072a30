package io.parkapp;

import io.swagger.v3.oas.models.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/// Puts together the example of a whole body from the examples of its fields.
@SuppressWarnings("rawtypes") // As swagger's model has it.
class ApiExamples {
    static final String ID = "0199f3a2-7c41-7d0e-9b1a-2f6c5d8e4b10";
    private static final String DATE = "2026-12-01";

    /// Of fields that are times, by name; the others are about the same day.
    private static final Map<String, String> TIMES = Map.of(
            "from", "2026-12-01T09:00:00Z",
            "until", "2026-12-01T12:00:00Z",
            "holdUntil", "2026-11-30T18:10:00Z",
            "createdAt", "2026-11-30T18:00:00Z",
            "checkInFrom", "2026-12-01T08:45:00Z",
            "checkedInAt", "2026-12-01T08:58:00Z",
            "checkedOutAt", "2026-12-01T11:47:00Z",
            "freeUntil", "2026-12-01T08:00:00Z");

    private static final String TIME = "2026-12-01T10:00:00Z";

    private final Map<String, Schema> schemas;

    ApiExamples(Map<String, Schema> schemas) {
        this.schemas = schemas;
    }

    /// Null where a text in it has no example and cannot have an obvious one.
    @Nullable
    Object of(Schema<?> schema) {
        return of("", schema);
    }

    private @Nullable Object of(String name, Schema<?> schema) {
        if (schema.getExample() != null) {
            return schema.getExample();
        }
        if (schema.get$ref() != null) {
            var target = schemas.get(StringUtils.getFilename(schema.get$ref()));
            return target == null ? null : of(name, target);
        }
        if (schema.getEnum() != null && !schema.getEnum().isEmpty()) {
            return schema.getEnum().getFirst();
        }
        if (schema.getAllOf() != null) {
            return of(name, schema.getAllOf().getFirst());
        }
        return switch (type(schema)) {
            case "object" -> object(schema);
            case "array" -> {
                var item = schema.getItems() == null ? null : of(name, schema.getItems());
                yield item == null ? null : List.of(item);
            }
            case "string" -> text(name, schema.getFormat());
            case "integer", "number" -> schema.getMinimum() == null ? Integer.valueOf(1) : schema.getMinimum();
            case "boolean" -> false;
            default -> null;
        };
    }

    private @Nullable Object object(Schema<?> schema) {
        var example = new LinkedHashMap<String, Object>();
        if (schema.getProperties() != null) {
            for (var property : new TreeMap<>(schema.getProperties()).entrySet()) {
                var value = of(property.getKey(), property.getValue());
                if (value == null) {
                    return null;
                }
                example.put(property.getKey(), value);
            }
        }
        return example;
    }

    private static @Nullable String text(String name, @Nullable String format) {
        return switch (format == null ? "" : format) {
            case "uuid" -> ID;
            case "date-time" -> TIMES.getOrDefault(name, TIME);
            case "date" -> DATE;
            default -> null;
        };
    }

    private static String type(Schema<?> schema) {
        if (schema.getType() != null) {
            return schema.getType();
        }
        return schema.getTypes() == null || schema.getTypes().isEmpty()
                ? ""
                : schema.getTypes().iterator().next();
    }
}
