import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// What the kernel counts of processes. Linux only.
final class Processes {
    private static final double TICKS_PER_SECOND = 100;
    /// Of one processor, for JVMs that have compiled what they run.
    private static final double COMPILING_SHARE_MAX = 0.05;

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
        return cpuSeconds(Path.of("/proc", String.valueOf(pid), "stat"));
    }

    private static double cpuSeconds(Path file) {
        var stat = read(file);
        if (stat.isEmpty()) {
            return 0;
        }
        // The name in parentheses may hold spaces; utime and stime are the 12th and 13th field after it.
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /// Whether JVMs have compiled what they run: their compilers need next to nothing any more, since this was asked last.
    static BooleanSupplier compiled(List<ProcessHandle> processes) {
        return new BooleanSupplier() {
            private Map<Path, Double> before = Map.of();
            private long askedAt;

            @Override
            public boolean getAsBoolean() {
                var now = new HashMap<Path, Double>();
                processes.forEach(each -> now.putAll(compilers(each.pid())));
                // A compiler that has nothing to do may end.
                var compiling = now.entrySet().stream()
                        .mapToDouble(each -> each.getValue() - before.getOrDefault(each.getKey(), 0.0))
                        .sum();
                var elapsed = (System.nanoTime() - askedAt) / 1e9;
                before = now;
                askedAt = System.nanoTime();
                return compiling < COMPILING_SHARE_MAX * elapsed;
            }
        };
    }

    /// The CPU seconds of each of its threads that compile.
    private static Map<Path, Double> compilers(long pid) {
        try (var threads = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
            return threads.filter(each -> read(each.resolve("comm")).matches("C[12] Compiler.*\\s*"))
                    .collect(Collectors.toMap(each -> each, each -> cpuSeconds(each.resolve("stat"))));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Lets a process do nothing until it is told to go on.
    static void pause(Process process, boolean paused) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", paused ? "-STOP" : "-CONT", String.valueOf(process.pid()))
                .inheritIO()
                .start();
        if (kill.waitFor() != 0) {
            throw new IOException("process " + process.pid() + " cannot be " + (paused ? "paused" : "resumed"));
        }
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
