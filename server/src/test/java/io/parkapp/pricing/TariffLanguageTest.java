package io.parkapp.pricing;

import static io.parkapp.pricing.TariffDocuments.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What docs/tariffs.md shows is so.
class TariffLanguageTest {
    private static final Pattern JSON_BLOCK = Pattern.compile("```json\\n(.*?)\\n```", Pattern.DOTALL);
    private static final Pattern TITLE = Pattern.compile("^(?:\\*\\*(.+?)\\.\\*\\*|#+ (.+)$)", Pattern.MULTILINE);
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    private static final String PAGE = page();

    /// @param title of the paragraph or section that it stands in
    private record Documented(String title, String text) {}

    @TestFactory
    Stream<DynamicTest> every_tariff_in_the_documentation_is_priced_as_it_says() {
        return tariffs()
                .map(each -> DynamicTest.dynamicTest(each.title(), () -> {
                    var tariff = JSON.readValue(each.text(), Tariff.class);
                    assertThat(tariff.examples()).hasSizeGreaterThanOrEqualTo(3);
                    assertThat(Check.of(tariff, ZONE, "EUR", TODAY))
                            .noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
                }));
    }

    @Test
    void there_is_an_example_of_every_construct() {
        assertThat(tariffs()).hasSizeGreaterThanOrEqualTo(14);
        var all = tariffs().toList().toString();
        for (var part : List.of("caps", "free", "offers", "discounts", "surcharges", "specialDays", "season", "tax")) {
            assertThat(all).contains("\"" + part + "\"");
        }
    }

    @Test
    void every_kind_of_finding_is_explained() {
        assertThat(Arrays.stream(Finding.Code.values()).map(each -> "| `" + each + "` |"))
                .allSatisfy(each -> assertThat(PAGE).contains(each));
    }

    private static Stream<Documented> tariffs() {
        return JSON_BLOCK
                .matcher(PAGE)
                .results()
                .map(each -> new Documented(titleAbove(each.start()), each.group(1)))
                .filter(each -> each.text().contains("\"clock\":"));
    }

    private static String titleAbove(int position) {
        var last = TITLE.matcher(PAGE)
                .results()
                .takeWhile(each -> each.start() < position)
                .reduce((before, next) -> next)
                .orElseThrow();
        return Objects.requireNonNullElseGet(last.group(1), () -> last.group(2));
    }

    private static String page() {
        try {
            return Files.readString(Path.of("../docs/tariffs.md"));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
