package io.parkapp.values;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list, and where the next one starts.
///
/// @param nextCursor absent on the last page
public record Page<T>(
        List<T> items,

        @Schema(example = "MjAyNi0xMi0wMVQwOTowMDowMFoK…") @Nullable
        String nextCursor) {
    public static final int LIMIT_DEFAULT = 20;
    public static final int LIMIT_MAX = 100;

    /// From rows of which one more than `limit` was asked for: the surplus row only says that there is a next page.
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursor) {
        return rows.size() <= limit
                ? new Page<>(rows, null)
                : new Page<>(List.copyOf(rows.subList(0, limit)), cursor.apply(rows.get(limit - 1)));
    }

    public <R> Page<R> map(Function<? super T, ? extends R> each) {
        return new Page<>(items.stream().<R>map(each).toList(), nextCursor);
    }
}
