package io.parkapp.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.parkapp.values.Page;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class NextPageLinksTest {
    private final MockMvcTester http = MockMvcTester.of(
            List.of(new Letters()),
            server -> server.setControllerAdvice(new NextPageLinks()).build());

    @RestController
    static class Letters {
        @GetMapping("/letters")
        Page<String> letters(@Nullable String cursor) {
            return new Page<>(List.of("a"), "b".equals(cursor) ? null : "b");
        }
    }

    @Test
    void a_page_says_where_the_next_one_is_and_keeps_the_filters() {
        assertThat(http.get().uri(URI.create("/letters?q=%C3%A9t%C3%A9%20%26+1&cursor=a&limit=1")))
                .hasHeader("Link", "</letters?q=%C3%A9t%C3%A9%20%26+1&limit=1&cursor=b>; rel=\"next\"");
    }

    @Test
    void the_last_page_names_no_next_one() {
        assertThat(http.get().uri("/letters?cursor=b")).doesNotContainHeader("Link");
    }
}
