package io.parkapp.exports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Reads a file piece by piece, each when it is needed: whoever downloads slowly keeps no connection to the database.
final class PieceInput extends InputStream {
    private final IntFunction<byte @Nullable []> read;
    private InputStream piece = InputStream.nullInputStream();
    private int next;
    private boolean isOver;

    /// @param read the piece with this number; null behind the last one
    PieceInput(IntFunction<byte @Nullable []> read) {
        this.read = read;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) == -1 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            var count = piece.read(bytes, offset, length);
            if (count > 0) {
                return count;
            }
            if (isOver || !hasNext()) {
                return -1;
            }
        }
    }

    private boolean hasNext() {
        var bytes = read.apply(next);
        isOver = bytes == null;
        piece = bytes == null ? InputStream.nullInputStream() : new ByteArrayInputStream(bytes);
        next++;
        return !isOver;
    }
}
