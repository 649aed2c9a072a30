package io.parkapp.notifications;

import io.parkapp.notifications.Letter.Block;
import io.parkapp.notifications.Message.Content;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/// What a browser shows: two lines, and the page that a click opens. Whoever stands beside the screen reads it too, so
/// a link that opens an account is never part of it.
///
/// @param page within our own pages
record PushNote(String title, String text, String page) {
    private static final String SHOWN_AS = "Browsers";
    private static final String MESSAGES_PAGE = "/messages";
    private static final JsonMapper JSON = new JsonMapper();

    static PushNote of(Letter letter) {
        var page = letter.hasSecret()
                ? MESSAGES_PAGE
                : letter.blocks().stream()
                        .filter(Block.Button.class::isInstance)
                        .map(each -> ((Block.Button) each).address())
                        .findFirst()
                        .map(PushNote::page)
                        .orElse(MESSAGES_PAGE);
        return new PushNote(letter.subject(), letter.preview(), page);
    }

    private static String page(URI address) {
        return address.getRawQuery() == null
                ? address.getRawPath()
                : address.getRawPath() + "?" + address.getRawQuery();
    }

    /// As it is kept until it has gone out: the page stands in a line of its own, which no other text can begin.
    Content content() {
        return new Content(SHOWN_AS, title, null, text + "\n" + page, false);
    }

    static PushNote of(Content content) {
        var lines = content.text().split("\n", 2);
        return new PushNote(content.subject(), lines[0], lines[1]);
    }

    /// @param message under whose id a browser that gets it twice shows it once
    byte[] payload(UUID message) {
        return JSON.writeValueAsString(Map.of("id", message, "title", title, "text", text, "page", page))
                .getBytes(StandardCharsets.UTF_8);
    }
}
