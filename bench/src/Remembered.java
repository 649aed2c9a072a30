import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// How much of what was asked the product answered from memory, as its metrics say.
final class Remembered {
    private static final Pattern COUNT = Pattern.compile(
            "parkapp_cache_gets_total\\{cache=\"([^\"]+)\",layer=\"near\",result=\"(hit|miss)\"} ([0-9.E]+)");

    private Remembered() {}

    /// @return hits per question, by cache; those that nobody asked are left out
    static Map<String, Double> ask(int port) throws IOException, InterruptedException {
        var hits = new TreeMap<String, Double>();
        var all = new TreeMap<String, Double>();
        var counts = COUNT.matcher(get(port, "/actuator/prometheus"));
        while (counts.find()) {
            var count = Double.parseDouble(counts.group(3));
            all.merge(counts.group(1), count, Double::sum);
            hits.merge(counts.group(1), counts.group(2).equals("hit") ? count : 0, Double::sum);
        }
        all.values().removeIf(count -> count == 0);
        all.replaceAll((cache, count) -> hits.get(cache) / count);
        return all;
    }

    private static String get(int port, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(), BodyHandlers.ofString())
                .body();
    }
}
