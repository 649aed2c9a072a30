package io.parkapp.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.ParkappTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Runs against a page of three files that stands in for the built one, in `src/test/resources/static`.
@ParkappTest
class WebPagesTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI server;

    WebPagesTest(@LocalServerPort int port) {
        this.server = URI.create("http://localhost:" + port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/lots/0199", "/reservations", "/a/b/c?from=2026-12-01T09:00:00Z"})
    void a_browser_gets_the_page_at_every_address_of_its_own_and_asks_again_next_time(String path) throws Exception {
        var answer = get(path, BROWSER);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("<div id=\"app\">");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-cache");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/nothing", "/sandbox/nothing", "/nothing.js", "/assets/nothing.js", "/lots/plan.png"})
    void a_path_of_machines_or_a_file_that_is_not_there_is_not_found(String path) throws Exception {
        assertThat(get(path, BROWSER).statusCode()).isEqualTo(404);
        assertThat(get(path, BROWSER).body()).doesNotContain("<div id=\"app\">");
    }

    @Test
    void who_wants_no_html_gets_no_page() throws Exception {
        assertThat(get("/lots/0199", "application/json").statusCode()).isEqualTo(404);
    }

    @Test
    void hashed_files_are_kept_for_good() throws Exception {
        var answer = get("/assets/app-1a2b3c4d.js", "*/*");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("max-age=31536000, public, immutable");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/javascript");
    }

    @Test
    void a_file_that_was_compressed_beforehand_is_sent_that_way() throws Exception {
        var request = HttpRequest.newBuilder(server.resolve("/assets/app-1a2b3c4d.js"))
                .header("Accept-Encoding", "gzip")
                .build();
        var answer = HTTP.send(request, BodyHandlers.ofByteArray());

        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(answer.headers().allValues("Vary")).contains("Accept-Encoding");
        assertThat(unpacked(answer.body()))
                .isEqualTo(get("/assets/app-1a2b3c4d.js", "*/*").body());
    }

    @Test
    void an_unchanged_page_is_not_sent_again() throws Exception {
        var tag = get("/lots", BROWSER).headers().firstValue("ETag").orElseThrow();
        var again = HttpRequest.newBuilder(server.resolve("/lots"))
                .header("Accept", BROWSER)
                .header("If-None-Match", tag)
                .build();

        assertThat(HTTP.send(again, BodyHandlers.ofString()).statusCode()).isEqualTo(304);
    }

    @Test
    void nothing_outside_the_page_can_be_read() throws Exception {
        assertThat(get("/..%2fapplication.yaml", "*/*").statusCode()).isIn(400, 404);
        assertThat(get("/application.yaml", "*/*").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server + path))
                .header("Accept", accept)
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static String unpacked(byte[] packed) throws IOException {
        try (var content = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
