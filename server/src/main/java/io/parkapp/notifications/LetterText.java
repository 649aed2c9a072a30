package io.parkapp.notifications;

import io.parkapp.notifications.Letter.Block;
import io.parkapp.notifications.Message.Sender;
import java.net.URI;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A letter for programs that show text only, and for people who prefer it.
final class LetterText {
    private static final int LABEL_WIDTH = 14;
    private static final String RULE = "-- ";

    private LetterText() {}

    static String of(Letter letter, Sender sender, URI settings, @Nullable URI unsubscribe) {
        var text = new StringBuilder(letter.title()).append("\n\n");
        letter.blocks().forEach(each -> text.append(block(each)).append("\n\n"));
        text.append(RULE).append('\n').append(sender.name()).append('\n');
        if (sender.email() != null) {
            text.append(sender.email()).append('\n');
        }
        if (sender.phone() != null) {
            text.append(sender.phone()).append('\n');
        }
        text.append('\n').append(letter.reason()).append('\n');
        if (unsubscribe == null) {
            text.append("What you hear of: ").append(settings).append('\n');
        } else {
            text.append("No more of these: ").append(unsubscribe).append('\n');
        }
        return text.toString();
    }

    private static String block(Block block) {
        return switch (block) {
            case Block.Text(var text) -> text;
            case Block.Facts(var facts) -> facts.stream().map(LetterText::fact).collect(Collectors.joining("\n"));
            case Block.Button(var label, var address) -> label + ":\n" + address;
            case Block.Image(var contentId, var alternative, var caption, var without) -> without;
            case Block.Note(var text) -> text;
        };
    }

    private static String fact(Letter.Fact fact) {
        var label = fact.label() + ":";
        return label + " ".repeat(Math.max(1, LABEL_WIDTH - label.length())) + fact.text();
    }
}
