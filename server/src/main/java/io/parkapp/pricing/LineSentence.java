package io.parkapp.pricing;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The English sentences that descriptions of price lines are made of by [Bill] and [Evaluation], so that a stored one
/// can be said in another language. What is none of them is the operator's own words.
public enum LineSentence {
    STARTED("(?<count>\\d+) started (?<unit>UNIT)s? at (?<amount>AMOUNT)"),
    FLAT("(?:(?<count>\\d+) times )?flat price of (?<amount>AMOUNT)"),
    UP_TO("(?:(?<count>\\d+) times )?up to (?<length>LENGTH) at (?<amount>AMOUNT)"),
    EXACT("(?<length>LENGTH) at (?<amount>AMOUNT) per (?<unit>UNIT)"),
    FREE_UP_TO("free up to (?<length>LENGTH)"),
    FREE("(?<length>LENGTH) free"),
    PERCENT_OFF("(?<amount>AMOUNT) % off"),
    LENGTH_OFF("(?<length>LENGTH) off"),
    AMOUNT_OFF("(?<amount>AMOUNT) off"),
    AT_MOST("at most (?<amount>AMOUNT)"),
    NEVER_BELOW_ZERO("never below zero"),
    PAID_EARLIER("paid for the earlier stay"),
    LOST_TICKET("lost ticket");

    private static final Map<String, Duration> UNITS = Map.of(
            "minute",
            Duration.ofMinutes(1),
            "hour",
            Duration.ofHours(1),
            "day",
            Duration.ofDays(1),
            "week",
            Duration.ofDays(7),
            "second",
            Duration.ofSeconds(1));

    private static final Pattern PERIOD = Pattern.compile("(\\d+)-(\\w+) period");
    private static final Pattern LENGTH_PART = Pattern.compile("(\\d+) (\\w+?)s?\\b");

    private final Pattern pattern;

    LineSentence(String pattern) {
        this.pattern = Pattern.compile(pattern.replace("UNIT", "\\d+-(?:minute|hour|day) period|minute|hour|day|week")
                .replace("LENGTH", "no time|\\d+ (?:day|hour|minute|second)s?(?: \\d+ (?:hour|minute|second)s?)*")
                .replace("AMOUNT", "\\d+(?:\\.\\d+)?"));
    }

    /// A description taken apart.
    ///
    /// @param name of the part of the tariff, where the sentence says it
    /// @param count how often, or how many units
    /// @param amount a percentage, or in the currency's major unit
    public record Said(
            LineSentence sentence,
            @Nullable String name,
            long count,
            @Nullable Duration unit,
            @Nullable Duration length,
            @Nullable BigDecimal amount) {}

    /// Empty where it is none of ours.
    public static Optional<Said> in(PriceLine line) {
        var text = line.description();
        var rule = Objects.toString(line.rule(), "");
        var before = rule + ": ";
        var behind = ": " + rule;
        if (text.startsWith(before)) {
            return of(text.substring(before.length()), rule);
        }
        return text.endsWith(behind) ? of(text.substring(0, text.length() - behind.length()), rule) : of(text, null);
    }

    private static Optional<Said> of(String text, @Nullable String name) {
        for (var each : values()) {
            var found = each.pattern.matcher(text);
            if (found.matches()) {
                return Optional.of(each.said(found, name));
            }
        }
        return Optional.empty();
    }

    private Said said(Matcher found, @Nullable String name) {
        var count = part(found, "count");
        var unit = part(found, "unit");
        var length = part(found, "length");
        var amount = part(found, "amount");
        return new Said(
                this,
                name,
                count == null ? 1 : Long.parseLong(count),
                unit == null ? null : unit(unit),
                length == null ? null : length(length),
                amount == null ? null : new BigDecimal(amount));
    }

    private static @Nullable String part(Matcher found, String name) {
        return found.namedGroups().containsKey(name) ? found.group(name) : null;
    }

    private static Duration unit(String text) {
        var period = PERIOD.matcher(text);
        return period.matches() ? lasting(period) : requireNonNull(UNITS.get(text));
    }

    private static Duration length(String text) {
        return LENGTH_PART.matcher(text).results().map(LineSentence::lasting).reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration lasting(MatchResult part) {
        return requireNonNull(UNITS.get(part.group(2))).multipliedBy(Long.parseLong(part.group(1)));
    }
}
