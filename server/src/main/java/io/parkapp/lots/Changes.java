package io.parkapp.lots;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a change changed, for the audit: each field that differs, old and new.
final class Changes {
    private final Map<String, Change> fields = new LinkedHashMap<>();

    Changes add(String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            fields.put(field, new Change(before, after));
        }
        return this;
    }

    boolean any() {
        return !fields.isEmpty();
    }

    Map<String, Change> asMap() {
        return fields;
    }

    record Change(@Nullable Object before, @Nullable Object after) {}
}
