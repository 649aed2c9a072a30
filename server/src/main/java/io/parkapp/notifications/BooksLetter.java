package io.parkapp.notifications;

import io.parkapp.accounting.Proof;
import io.parkapp.notifications.Letter.Block;
import io.parkapp.notifications.Letter.Fact;
import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

/// Writes that a day of an operator does not add up.
final class BooksLetter {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    private BooksLetter() {}

    record BooksFacts(UUID operatorId, LocalDate day, List<Proof.Claim> claims) {}

    static Letter write(BooksFacts facts, String operator, URI publicUrl) {
        var day = DAY.format(facts.day());
        var claims = facts.claims().stream().map(BooksLetter::claim).collect(Collectors.joining("; "));
        return new Letter(
                operator + ": " + day + " does not add up",
                claims,
                day + " does not add up",
                List.of(
                        new Block.Text("The daily proof compared cars, prices, payments, the ledger, documents, "
                                + "drawers and payouts, and found rows that differ. Look at them before anybody pays out or "
                                + "declares taxes by this day."),
                        new Block.Facts(List.of(
                                new Fact("Operator", operator), new Fact("Day", day), new Fact("Differs", claims))),
                        new Block.Button(
                                "See the rows that differ",
                                publicUrl.resolve(
                                        "/operate/books?operator=" + facts.operatorId() + "&day=" + facts.day())),
                        new Block.Note("The day is proved again every hour. You hear of it again only if it has added "
                                + "up meanwhile.")),
                List.of(),
                "You get this because you may read the books of " + operator + ".");
    }

    private static String claim(Proof.Claim claim) {
        return switch (claim) {
            case CARS -> "cars that came and left, and those inside";
            case OWED -> "what is owed for stays";
            case PAID -> "what was paid for it";
            case LEDGER -> "the ledger";
            case DOCUMENTS -> "receipts and credit notes";
            case DRAWERS -> "cash drawers";
            case PAYOUTS -> "payouts in the ledger";
        };
    }
}
