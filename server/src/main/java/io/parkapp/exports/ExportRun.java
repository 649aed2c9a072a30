package io.parkapp.exports;

import io.parkapp.accounts.Accounts;
import io.parkapp.accounts.Caller;
import io.parkapp.exports.ExportRepository.Row;
import io.parkapp.platform.JobStopped;
import io.parkapp.platform.Jobs;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.platform.StatementWatch;
import io.parkapp.platform.TableWriter;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Fills a file: reads its rows from one snapshot, and stores its pieces beside that. Safe to repeat: each run starts
/// the file anew, and what an earlier one left counts for nothing.
@Component
class ExportRun {
    /// Of the file as it is downloaded.
    static final long FILE_BYTES_MAX = 1L << 29;

    private static final Logger LOG = LoggerFactory.getLogger(ExportRun.class);
    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(1);
    private static final int WRITTEN_AT_ONCE_BYTES = 1 << 16;

    private final Exports exports;
    private final ExportTables tables;
    private final MonthlyReports reports;
    private final Accounts accounts;
    private final StatementWatch watch;
    private final TransactionTemplate snapshot;
    private final Clock clock;

    ExportRun(
            Exports exports,
            ExportTables tables,
            MonthlyReports reports,
            Accounts accounts,
            StatementWatch watch,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.exports = exports;
        this.tables = tables;
        this.reports = reports;
        this.accounts = accounts;
        this.watch = watch;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
        this.clock = clock;
    }

    void run(UUID id) {
        exports.begin(id).ifPresent(row -> {
            try {
                fill(row);
            } catch (NotWanted stopped) {
                LOG.info("export {} was stopped in run {}", id, row.run());
            } catch (TooLarge stopped) {
                exports.fail(id, ExportFailure.TOO_LARGE);
            } catch (Refusal refused) {
                LOG.info("export {} is refused: {}", id, refused.getMessage());
                exports.fail(id, ExportFailure.NOT_ALLOWED);
            } catch (JobStopped stopped) {
                if (stopped.isCancelled()) {
                    exports.cancel(id);
                }
                throw stopped;
            }
        });
    }

    private void fill(Row row) {
        var size = new Size();
        var progress = new Progress(row);
        snapshot.executeWithoutResult(status ->
                watch.over(() -> exports.isWanted(row) ? null : new NotWanted(), () -> read(row, progress, size)));
        exports.ready(row, progress.rows, size.bytes);
    }

    private void read(Row row, Progress progress, Size size) {
        // What they may see now, which may be less than when they asked.
        var caller = accounts.inBackground(row.account()).orElseThrow(() -> new Refusal(PlatformRefusal.FORBIDDEN));
        try (var pieces = new PieceOutput((ordinal, bytes) -> store(row, ordinal, bytes));
                var packed = row.export().format().isPackable() ? new Packed(pieces) : pieces;
                var out = new BufferedOutputStream(new Counted(packed, size), WRITTEN_AT_ONCE_BYTES)) {
            write(row, caller, progress, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void write(Row row, Caller caller, Progress progress, OutputStream out) {
        if (row.export().kind().isList()) {
            writeList(row, caller, progress, out);
        } else {
            progress.total(1L);
            reports.write(row, caller, out);
            progress.row();
        }
    }

    private void writeList(Row row, Caller caller, Progress progress, OutputStream out) {
        var request = tables.request(row);
        var table = tables.of(caller, request);
        var count = table.count();
        progress.total(count == null ? null : count.getAsLong());
        var withMark = !Boolean.FALSE.equals(request.bom());
        try (var file = TableWriter.open(row.export().format().table(), out, table.name(), table.header(), withMark)) {
            table.rows().accept(cells -> {
                file.row(cells);
                progress.row();
            });
        }
    }

    private void store(Row row, int ordinal, byte[] bytes) {
        if (!exports.append(row, ordinal, bytes)) {
            throw new NotWanted();
        }
    }

    /// It was cancelled, or another process has begun it anew.
    private static final class NotWanted extends RuntimeException {
        NotWanted() {
            super(null, null, false, false);
        }
    }

    private static final class TooLarge extends RuntimeException {
        TooLarge() {
            super(null, null, false, false);
        }
    }

    private static final class Size {
        private long bytes;
    }

    /// Tells how far it is, and learns from the answer whether it is still wanted.
    private final class Progress {
        private final Row row;
        private @Nullable Long total;
        private long rows;
        private Instant next = Instant.MIN;

        Progress(Row row) {
            this.row = row;
        }

        void total(@Nullable Long counted) {
            total = counted;
            tell();
        }

        void row() {
            rows++;
            if (!clock.instant().isBefore(next)) {
                tell();
            }
        }

        private void tell() {
            Jobs.progress(rows, total);
            if (!exports.progress(row, rows, total)) {
                throw new NotWanted();
            }
            next = clock.instant().plus(PROGRESS_EVERY);
        }
    }

    /// Refuses to grow beyond the limit.
    private static final class Counted extends FilterOutputStream {
        private final Size size;

        Counted(OutputStream out, Size size) {
            super(out);
            this.size = size;
        }

        @Override
        public void write(int one) throws IOException {
            count(1);
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            count(length);
            out.write(bytes, offset, length);
        }

        private void count(int more) {
            size.bytes += more;
            if (size.bytes > FILE_BYTES_MAX) {
                throw new TooLarge();
            }
        }
    }

    /// Tables pack to a tenth or less even at the least effort.
    private static final class Packed extends GZIPOutputStream {
        Packed(OutputStream out) throws IOException {
            super(out, WRITTEN_AT_ONCE_BYTES);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
