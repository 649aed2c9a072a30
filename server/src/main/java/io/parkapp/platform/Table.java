package io.parkapp.platform;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A list on its way into a file: what stands above its columns, and its rows one by one, however many there are. Both
/// are read in the transaction of whoever asks for them.
///
/// @param name of the list, in words
/// @param count how many rows there will be; null where nobody counts them first
/// @param rows hands each row on
public record Table(
        String name, List<String> header, @Nullable LongSupplier count, Consumer<Sink> rows) {
    @FunctionalInterface
    public interface Sink {
        /// @param cells texts, numbers, or null for an empty one
        void row(@Nullable Object... cells);
    }
}
