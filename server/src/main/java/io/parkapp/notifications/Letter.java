package io.parkapp.notifications;

import io.parkapp.notifications.Message.Attachment;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/// What a message says, in order, without how it looks: [LetterHtml] and [LetterText] draw the same blocks, so that
/// both always say the same.
///
/// @param preview what lists of mails show beside the subject
/// @param reason why the reader gets this, in one sentence
record Letter(
        String subject, String preview, String title, List<Block> blocks, List<Attachment> attachments, String reason) {

    /// Stands where a link's token belongs. No text of anybody else's makes a message secret: its letter says so.
    static final String SECRET = "~token~";

    private static final int SUBJECT_LENGTH_MAX = 150;
    /// Line breaks above all: what follows one in a header is another header.
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    Letter {
        subject = oneLine(subject);
        preview = oneLine(preview);
    }

    sealed interface Block {
        record Text(String text) implements Block {}

        record Facts(List<Fact> facts) implements Block {}

        record Button(String label, URI address) implements Block {}

        /// @param contentId of the attachment to show
        /// @param without what to do instead, for who sees text only
        record Image(String contentId, String alternative, String caption, String without) implements Block {}

        /// Of less weight than the rest.
        record Note(String text) implements Block {}
    }

    /// A label and what it says.
    record Fact(String label, String text) {}

    boolean hasSecret() {
        return blocks.stream()
                .anyMatch(each -> each instanceof Block.Button(var label, var address)
                        && address.toString().endsWith("/" + SECRET));
    }

    /// For a phone: who says what in a line, and where there is more.
    String brief(String sender) {
        var more = blocks.stream()
                .filter(Block.Button.class::isInstance)
                .map(each -> ((Block.Button) each).address().toString())
                .findFirst()
                .orElse("");
        return (oneLine(sender + ": " + subject + ". " + preview) + " " + more).strip();
    }

    /// Fit for a mail's header: no control characters, and not longer than programs show.
    static String oneLine(String text) {
        var line = CONTROL.matcher(text).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= SUBJECT_LENGTH_MAX
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SUBJECT_LENGTH_MAX - 1)) + "…";
    }
}
