package io.parkapp.sandbox;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A card as typed into the sandbox's page. Never stored, and never shown again unless it is one of the test cards.
record SandboxForm(String number, String expiry, String cvc, String name) {
    static final SandboxForm EMPTY = new SandboxForm("", "", "", "");
    static final int NAME_LENGTH_MAX = 100;

    private static final Pattern EXPIRY = Pattern.compile("(\\d{1,2})\\s*[/-]?\\s*(?:20)?(\\d{2})");
    private static final Pattern CVC = Pattern.compile("\\d{3,4}");
    private static final int CENTURY = 2000;

    SandboxForm {
        number = number.strip();
        expiry = expiry.strip();
        cvc = cvc.strip();
        name = name.strip();
    }

    static SandboxForm filledWith(SandboxCard card, YearMonth today) {
        var expiry = today.plusYears(3);
        return new SandboxForm(
                card.number(),
                "%02d/%02d".formatted(expiry.getMonthValue(), expiry.getYear() % 100),
                "123",
                "Test Payer");
    }

    Optional<SandboxCard> card() {
        return SandboxCard.numbered(number);
    }

    /// By field, in the order of the page.
    Map<String, String> errors(YearMonth today) {
        var errors = new LinkedHashMap<String, String>();
        if (card().isEmpty()) {
            errors.put("number", "Only the test numbers on this page are accepted. Never type a real card number.");
        }
        var month = expiryMonth();
        if (month.isEmpty()) {
            errors.put("expiry", "Type month and year, as in 09/30.");
        } else if (month.get().isBefore(today)) {
            errors.put("expiry", "This date has passed: it must be in the future.");
        }
        if (!CVC.matcher(cvc).matches()) {
            errors.put("cvc", "Type 3 or 4 digits; any will do.");
        }
        if (name.isEmpty() || name.length() > NAME_LENGTH_MAX) {
            errors.put("name", "Type a name of up to " + NAME_LENGTH_MAX + " characters; any will do.");
        }
        return errors;
    }

    /// Without what might belong to somebody.
    SandboxForm forRetyping() {
        return new SandboxForm(card().isPresent() ? number : "", expiry, "", name);
    }

    private Optional<YearMonth> expiryMonth() {
        var match = EXPIRY.matcher(expiry);
        if (!match.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    YearMonth.of(CENTURY + Integer.parseInt(match.group(2)), Integer.parseInt(match.group(1))));
        } catch (DateTimeException noSuchMonth) {
            return Optional.empty();
        }
    }
}
