package io.parkapp.platform;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/// HTML that is safe to send. Whatever is filled into a template is escaped, unless it is markup itself: forgetting to
/// escape is not possible.
public record Markup(String text) {
    public static final Markup NONE = new Markup("");

    /// @param template our own, with a `%s` for each value
    public static Markup of(String template, Object... values) {
        return new Markup(template.formatted(Arrays.stream(values)
                .map(each ->
                        each instanceof Markup(var safe) ? safe : HtmlUtils.htmlEscape(String.valueOf(each), "UTF-8"))
                .toArray()));
    }

    public static Markup joined(Collection<Markup> parts) {
        return new Markup(parts.stream().map(Markup::text).collect(Collectors.joining("\n")));
    }
}
