package io.parkapp.sandbox;

import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.util.ULocale;
import io.parkapp.platform.Markup;
import io.parkapp.sandbox.SandboxSession.State;
import io.parkapp.values.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import org.springframework.web.util.UriComponentsBuilder;

/// The sandbox's pages: plain HTML that needs no script.
final class SandboxPage {
    private static final String SELLER = "parkapp demo";
    private static final int MINUTES_SHOWN_MAX = 120;

    private SandboxPage() {}

    /// @param errors by field; empty on the first look
    static Markup checkout(
            SandboxSession session, SandboxForm form, Map<String, String> errors, Instant now, Locale reader) {
        var amount = money(session.amount(), reader);
        return page(
                "Pay " + amount,
                "",
                Markup.of(
                        """
                %s
                <section class="payment card" aria-labelledby="card-title">
                  <h2 id="card-title">Pay with a test card</h2>
                  %s
                  <form method="post" action="%s" novalidate autocomplete="off">
                    %s
                    <div class="pair">
                      %s
                      %s
                    </div>
                    %s
                    <button type="submit">Pay %s</button>
                  </form>
                  <p class="back"><a href="%s">Cancel and go back</a></p>
                </section>
                %s""",
                        summary(session, amount, now),
                        alert(session, errors),
                        path(session),
                        field("number", "Test card number", form.number(), "numeric", errors),
                        field("expiry", "Expiry (MM/YY)", form.expiry(), "text", errors),
                        field("cvc", "CVC", form.cvc(), "numeric", errors),
                        field("name", "Name on the card", form.name(), "text", errors),
                        amount,
                        back(session, "cancelled"),
                        numbers(session)));
    }

    /// Stands for the page of the payer's bank.
    static Markup bank(SandboxSession session, Locale reader) {
        var amount = money(session.amount(), reader);
        return page("Your bank asks", "single", Markup.of("""
                <section class="card" aria-labelledby="bank-title">
                  <p class="seller">Test bank · 3-D Secure</p>
                  <h1 class="state" id="bank-title">Pay %s to %s?</h1>
                  <p class="lead quiet">%s</p>
                  <p class="lead">A real bank would now ask for a code or a fingerprint. Here you choose how it ends.</p>
                  <form method="post" action="%s/bank">
                    <button type="submit" name="answer" value="authorise">Authorise payment</button>
                    <button type="submit" name="answer" value="fail" class="second">Fail authentication</button>
                  </form>
                </section>""", amount, SELLER, session.description(), path(session)));
    }

    /// Of a session with which nothing can be done any more.
    static Markup over(SandboxSession session, State state, Locale reader) {
        var amount = money(session.amount(), reader);
        return switch (state) {
            case PAID ->
                message(
                        "good",
                        "This is paid",
                        amount + " for " + session.description() + " has been paid. There is nothing more to do here.",
                        back(session, "succeeded"));
            case PROCESSING ->
                message(
                        "",
                        "The payment is being processed",
                        amount + " for " + session.description() + " is on its way. The shop is told in a moment.",
                        back(session, "processing"));
            default ->
                message(
                        "",
                        "This payment page has expired",
                        "Nothing was taken. Go back to see whether it can still be paid.",
                        back(session, "cancelled"));
        };
    }

    static Markup unknown() {
        return page("Not found", "single", Markup.of("""
                <section class="card">
                  <h1 class="state">There is no such payment page</h1>
                  <p class="lead quiet">The address may be cut short. Start again from where you wanted to pay.</p>
                </section>"""));
    }

    static Markup foreignForm() {
        return page("Refused", "single", Markup.of("""
                <section class="card">
                  <h1 class="state">This form was sent from another site</h1>
                  <p class="lead quiet">Nothing was paid. Start again from where you wanted to pay.</p>
                </section>"""));
    }

    /// Where the shop wants the payer back.
    static String back(SandboxSession session, String outcome) {
        return UriComponentsBuilder.fromUri(session.returnTo())
                .replaceQueryParam("payment", outcome)
                .build()
                .toUriString();
    }

    static String path(SandboxSession session) {
        return "/sandbox/checkout/" + session.id();
    }

    private static Markup page(String title, String layout, Markup content) {
        return Markup.of("""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex">
                <title>%s · Test payment</title>
                <link rel="icon" href="data:,">
                <link rel="stylesheet" href="/sandbox/checkout.css">
                </head>
                <body>
                <header class="notice"><strong>Test payment page.</strong> No money moves here. \
                Never type a real card number.</header>
                <main class="%s">
                %s
                </main>
                </body>
                </html>
                """, title, layout, content);
    }

    private static Markup message(String mood, String title, String text, String back) {
        return page(title, "single", Markup.of("""
                <section class="card">
                  <h1 class="state %s">%s</h1>
                  <p class="lead quiet">%s</p>
                  <a class="button" href="%s">Go back</a>
                </section>""", mood, title, text, back));
    }

    private static Markup summary(SandboxSession session, String amount, Instant now) {
        return Markup.of(
                """
                <section class="summary" aria-labelledby="amount">
                  <p class="seller">%s</p>
                  <h1 class="amount" id="amount">%s</h1>
                  <dl>
                    <div><dt>For</dt><dd>%s</dd></div>
                    <div><dt>Time left to pay</dt><dd>%s</dd></div>
                  </dl>
                </section>""", SELLER, amount, session.description(), timeLeft(Duration.between(now, session.expiresAt())));
    }

    private static Markup alert(SandboxSession session, Map<String, String> errors) {
        if (!errors.isEmpty()) {
            return Markup.of("""
                    <p class="alert" role="alert">Nothing was paid yet. Please look at the marked fields.</p>""");
        }
        return session.failure() == null ? Markup.NONE : Markup.of("""
                        <p class="alert" role="alert"><strong>%s</strong> Nothing was paid. Try another card.</p>""", session.failure());
    }

    /// The first field with an error gets the focus, so that a screen reader starts there.
    private static Markup field(String name, String label, String value, String inputMode, Map<String, String> errors) {
        var error = errors.get(name);
        var isFirst = errors.keySet().stream().findFirst().filter(name::equals).isPresent();
        var invalid = error == null
                ? Markup.NONE
                : Markup.of("aria-invalid=\"true\" aria-describedby=\"%s-error\"%s", name, isFirst ? " autofocus" : "");
        var message = error == null ? Markup.NONE : Markup.of("""
                        <p class="error" id="%s-error">%s</p>""", name, error);
        return Markup.of("""
                <div>
                  <label for="%s">%s</label>
                  <input id="%s" name="%s" value="%s" inputmode="%s" maxlength="100" required autocomplete="off" \
                spellcheck="false" %s>
                  %s
                </div>""", name, label, name, name, value, inputMode, invalid, message);
    }

    private static Markup numbers(SandboxSession session) {
        var items = Arrays.stream(SandboxCard.values())
                .map(card -> Markup.of("""
                        <li><a href="%s?card=%s">%s</a><span>%s</span></li>""", path(session), card.name(), card.number(), card.effect()))
                .toList();
        return Markup.of("""
                <section class="numbers" aria-labelledby="numbers-title">
                  <h2 id="numbers-title">Test card numbers</h2>
                  <p class="lead quiet">Only these are accepted, with any future date, CVC and name. Choose one to fill \
                in the form.</p>
                  <ul>
                    %s
                  </ul>
                </section>""", Markup.joined(items));
    }

    /// In the reader's country's way, since groups and signs differ, on a page in English.
    private static String money(Money money, Locale reader) {
        var digits = Currency.getInstance(money.currency()).getDefaultFractionDigits();
        var locale = new ULocale("en", reader.getCountry());
        return NumberFormatter.withLocale(locale)
                .unit(com.ibm.icu.util.Currency.getInstance(money.currency()))
                .format(BigDecimal.valueOf(money.amountMinor(), digits))
                .toString();
    }

    private static String timeLeft(Duration left) {
        var minutes = left.toMinutes();
        if (minutes < 1) {
            return "less than a minute";
        }
        if (minutes == 1) {
            return "1 minute";
        }
        return minutes < MINUTES_SHOWN_MAX ? minutes + " minutes" : left.toHours() + " hours";
    }
}
