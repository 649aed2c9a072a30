import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What the kernel counts of processes. Linux only.
final class Processes {
    private static final double TICKS_PER_SECOND = 100;

    private Processes() {}

    /// Seconds of CPU that these have used so far.
    static double cpuSeconds(List<ProcessHandle> processes) {
        return processes.stream().mapToDouble(each -> cpuSeconds(each.pid())).sum();
    }

    /// Proportional memory: what processes share is counted once.
    static long memoryMib(List<ProcessHandle> processes) {
        return processes.stream().mapToLong(each -> proportionalKib(each.pid())).sum() / 1024;
    }

    /// The processes of PostgreSQL whose programs lie in this folder. They belong to nobody: their starter has ended.
    static List<ProcessHandle> postgresIn(Path data) {
        try (var all = ProcessHandle.allProcesses()) {
            return all.filter(each -> {
                        var program = each.info().command().orElse("");
                        return program.startsWith(data.toString()) && program.endsWith("/postgres");
                    })
                    .toList();
        }
    }

    private static double cpuSeconds(long pid) {
        var stat = read(Path.of("/proc", String.valueOf(pid), "stat"));
        if (stat.isEmpty()) {
            return 0;
        }
        // The name in parentheses may hold spaces; utime and stime are the 12th and 13th field after it.
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    private static long proportionalKib(long pid) {
        return read(Path.of("/proc", String.valueOf(pid), "smaps_rollup"))
                .lines()
                .filter(each -> each.startsWith("Pss:"))
                .mapToLong(each -> Long.parseLong(each.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.nio.file.NoSuchFileException ended) {
            return "";
        } catch (IOException failed) {
            if (String.valueOf(failed.getMessage()).contains("No such process")) {
                return "";
            }
            throw new UncheckedIOException(failed);
        }
    }
}
