package io.parkapp.receipts;

import io.parkapp.pricing.LineSentence;
import io.parkapp.pricing.LineSentence.Said;
import io.parkapp.pricing.PriceLine;
import io.parkapp.values.Language;
import io.parkapp.values.MoneyText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/// Says what a line of a price is for. Prices have their lines in English; what stands in them in the operator's own
/// words, as the name of a surcharge, stays as it is.
record LineWords(Words words, String currency) {
    private static final Map<Duration, String> UNITS = Map.of(
            Duration.ofMinutes(1),
            "minute",
            Duration.ofHours(1),
            "hour",
            Duration.ofDays(1),
            "day",
            Duration.ofDays(7),
            "week");

    String say(PriceLine line) {
        return words.language() == Language.ENGLISH
                ? line.description()
                : LineSentence.in(line).map(this::say).orElse(line.description());
    }

    private String say(Said said) {
        var values = new HashMap<String, Object>();
        values.put("count", said.count());
        if (said.amount() != null) {
            values.put("amount", MoneyText.bare(said.amount(), currency, words.language()));
        }
        if (said.length() != null) {
            values.put("length", length(said.length()));
        }
        var key = "line." + said.sentence().name();
        var unit = said.unit();
        if (unit != null) {
            values.put("period", length(unit));
            key += "." + UNITS.getOrDefault(unit, "period");
        }
        var text = words.say(key, values);
        return said.name() == null ? text : words.say("line.named", Map.of("name", said.name(), "text", text));
    }

    private String length(Duration length) {
        var parts = new ArrayList<String>();
        part(parts, "day", length.toDays());
        part(parts, "hour", length.toHoursPart());
        part(parts, "minute", length.toMinutesPart());
        part(parts, "second", length.toSecondsPart());
        return parts.isEmpty() ? words.say("length.none") : String.join(" ", parts);
    }

    private void part(ArrayList<String> parts, String unit, long count) {
        if (count > 0) {
            parts.add(words.say("length." + unit, "count", count));
        }
    }
}
