package io.parkapp.receipts;

import static java.util.stream.Collectors.toSet;

import io.parkapp.lots.Lots;
import io.parkapp.platform.PlatformRefusal;
import io.parkapp.platform.Refusal;
import io.parkapp.pricing.PriceLine;
import io.parkapp.pricing.Stay;
import io.parkapp.tariffs.Quote;
import io.parkapp.tariffs.Tariffs;
import io.parkapp.tariffs.Tariffs.Circumstances;
import io.parkapp.values.Money;
import io.parkapp.values.TimeWindow;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Tells anybody who holds a document whether it is what was issued, and whether its price is right.
@Service
class Verification {
    private static final int PLATE_LETTERS_SHOWN = 2;

    private final DocumentRepository repository;
    private final Lots lots;
    private final Tariffs tariffs;
    private final JsonMapper json;

    Verification(DocumentRepository repository, Lots lots, Tariffs tariffs, JsonMapper json) {
        this.repository = repository;
        this.lots = lots;
        this.tariffs = tariffs;
        this.json = json;
    }

    /// @param isUnchanged whether the content still gives the hash, and the hash the code that was printed
    /// @param isRecomputable whether the tariff gives the same price for the same time; absent where that cannot be
    ///     said, since other stays of the plate count, or a discount that came with this one
    /// @param content absent, like the seller, where it is not what was issued; the plate is masked
    @Schema(name = "ReceiptVerification")
    record Answer(
            @Schema(example = "R-2026-000042") String number,
            DocumentKind kind,
            Instant issuedAt,
            Money total,
            @Schema(example = "City Parking Ltd.") @Nullable String seller,
            @Schema(example = "Europe/Berlin") @Nullable String timeZone,

            @Schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
            String contentHash,

            boolean isUnchanged,
            @Nullable Boolean isRecomputable,

            @Schema(example = "{\"number\": \"R-2026-000042\", \"kind\": \"RECEIPT\"}") @Nullable
            String content) {}

    /// @throws Refusal NOT_FOUND
    @Transactional(readOnly = true)
    Answer verify(String code) {
        var document = repository.findByCode(asPrinted(code)).orElseThrow(() -> new Refusal(PlatformRefusal.NOT_FOUND));
        var content = document.isUnchanged(json) ? document.read(json).orElse(null) : null;
        return new Answer(
                document.number(),
                document.kind(),
                document.issuedAt(),
                document.total(),
                content == null ? null : content.seller().name(),
                content == null ? null : content.stay().timeZone(),
                Document.sha256(document.content()),
                content != null,
                content == null ? null : isRecomputable(content),
                content == null ? null : masked(document.content()));
    }

    /// As people type it from paper: groups apart, and letters that look like digits.
    private static String asPrinted(String code) {
        return code.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s\\-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
    }

    private String masked(String content) {
        var tree = (ObjectNode) json.readTree(content);
        var stay = (ObjectNode) tree.get("stay");
        var plate = stay.get("plate").asString();
        var hidden = Math.max(0, plate.length() - PLATE_LETTERS_SHOWN);
        return tree.set("stay", stay.put("plate", "•".repeat(hidden) + plate.substring(hidden)))
                .toString();
    }

    /// Who leaves in time pays for the time reserved, who stays longer for the time that the car stood there: one of
    /// the two must give the price, line by line.
    private @Nullable Boolean isRecomputable(DocumentContent it) {
        var lot = lots.find(it.stay().lotId()).orElse(null);
        if (lot == null || !lot.timeZone().getId().equals(it.stay().timeZone())) {
            return null;
        }
        var others = new OtherStays();
        var quotes = windows(it)
                .map(window -> tariffs.settle(
                        it.tariff().versionId(), lot, it.stay().kind(), window, Circumstances.after(others)))
                .filter(quote -> quote.tariffHash().equals(it.tariff().hash()))
                .toList();
        if (quotes.stream().anyMatch(quote -> isSame(quote, it))) {
            return true;
        }
        // A rule that is not the tariff's alone, as a discount that came with the stay.
        var isOfTheTariff =
                quotes.stream().anyMatch(quote -> rules(quote.lines()).containsAll(rules(it.lines())));
        var cannotBeSaid = others.haveCounted || !isOfTheTariff;
        return cannotBeSaid ? null : false;
    }

    private static boolean isSame(Quote quote, DocumentContent it) {
        return quote.price().equals(it.money(it.priceMinor()))
                && amounts(quote.lines()).equals(amounts(it.lines()));
    }

    private static Stream<TimeWindow> windows(DocumentContent it) {
        var from = it.stay().from();
        var left = it.stay().checkedOutAt();
        var reserved = new TimeWindow(from, it.stay().until());
        return left == null || !left.isAfter(from)
                ? Stream.of(reserved)
                : Stream.of(reserved, new TimeWindow(from, left));
    }

    private static List<Money> amounts(List<PriceLine> lines) {
        return lines.stream().map(PriceLine::amount).toList();
    }

    private static Set<String> rules(List<PriceLine> lines) {
        return lines.stream().map(each -> Objects.toString(each.rule(), "")).collect(toSet());
    }

    /// Prices the stay as though it were the plate's only one, and remembers whether the tariff asked.
    private static final class OtherStays implements Tariffs.EarlierStays {
        private boolean haveCounted;

        @Override
        public List<Stay.Earlier> since(Instant since) {
            haveCounted = true;
            return List.of();
        }
    }
}
