package io.parkapp.exports;

import java.io.OutputStream;
import java.util.Arrays;

/// Cuts what is written into pieces and stores each when it is full, so that a file of any size takes one piece's
/// memory.
final class PieceOutput extends OutputStream {
    static final int PIECE_BYTES = 1 << 20;

    /// Stores a piece.
    @FunctionalInterface
    interface Store {
        void piece(int ordinal, byte[] bytes);
    }

    private final Store store;
    private final byte[] piece = new byte[PIECE_BYTES];
    private int filled;
    private int stored;

    PieceOutput(Store store) {
        this.store = store;
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        for (var done = 0; done < length; ) {
            var part = Math.min(length - done, PIECE_BYTES - filled);
            System.arraycopy(bytes, offset + done, piece, filled, part);
            filled += part;
            done += part;
            if (filled == PIECE_BYTES) {
                store();
            }
        }
    }

    @Override
    public void close() {
        if (filled > 0) {
            store();
        }
    }

    private void store() {
        store.piece(stored, Arrays.copyOf(piece, filled));
        stored++;
        filled = 0;
    }
}
