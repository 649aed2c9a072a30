package io.parkapp.notifications;

import io.parkapp.notifications.Letter.Block;
import io.parkapp.notifications.Message.Sender;
import io.parkapp.platform.Markup;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A letter as mail programs show it: tables and inline styles, since that is what all of them understand; one column
/// that becomes as narrow as the screen; colours of its own for dark mode, named a second time for the programs that
/// rename classes. Nothing is loaded from anywhere: images travel inside the mail.
final class LetterHtml {
    /// A page of its own; `%s` are title, preview, sender, content, footer.
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en" xmlns:v="urn:schemas-microsoft-com:vml">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="supported-color-schemes" content="light dark">
            <meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
            <title>%s</title>
            <style>
            :root { color-scheme: light dark; supported-color-schemes: light dark; }
            body { margin: 0; padding: 0; width: 100%% !important; -webkit-text-size-adjust: 100%%; }
            a { color: #1d4ed8; }
            .fact td { overflow-wrap: anywhere; }
            @media (max-width: 620px) {
              .wide { width: 100%% !important; }
            }
            @media (max-width: 480px) {
              .page { padding: 0 !important; }
              .card { padding: 24px 20px !important; border-radius: 0 !important; }
              .fact td { display: block !important; width: 100%% !important; padding-right: 0 !important; }
              .fact td.label { padding-bottom: 0 !important; border-bottom: 0 !important; }
              .fact td.value { padding-top: 2px !important; text-align: left !important; }
              .button a { display: block !important; text-align: center !important; }
            }
            @media (prefers-color-scheme: dark) {
              body, .page { background: #0f1217 !important; }
              .card { background: #1a1e26 !important; border-color: #2c323d !important; }
              .ink { color: #eef1f5 !important; }
              .grey, .grey a { color: #a5adba !important; }
              .fact td { border-color: #2c323d !important; }
              .button a { background: #7aa2ff !important; color: #0b1020 !important; }
              a { color: #9dbaff; }
            }
            [data-ogsc] .ink { color: #eef1f5 !important; }
            [data-ogsc] .grey { color: #a5adba !important; }
            [data-ogsb] .card { background: #1a1e26 !important; }
            </style>
            </head>
            <body style="margin:0;padding:0;background:#f3f5f8">
            <div style="display:none;max-height:0;overflow:hidden;mso-hide:all">%s</div>
            <table role="presentation" width="100%%" cellpadding="0" cellspacing="0" border="0">
            <tr><td class="page" align="center" style="padding:32px 16px;background:#f3f5f8">
            <table role="presentation" class="wide" width="560" cellpadding="0" cellspacing="0" border="0"
                style="width:560px;max-width:100%%;font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif">
            <tr><td class="card" style="background:#ffffff;border:1px solid #dfe3e9;border-radius:12px;padding:32px 36px">
            <p class="grey" style="margin:0 0 20px;font-size:14px;line-height:20px;font-weight:600;color:#5b626e">%s</p>
            <h1 class="ink" style="margin:0 0 16px;font-size:22px;line-height:29px;font-weight:700;color:#161a20">%s</h1>
            %s
            </td></tr>
            <tr><td class="grey" style="padding:20px 36px 32px;font-size:13px;line-height:19px;color:#5b626e">
            %s
            </td></tr>
            </table>
            </td></tr>
            </table>
            </body>
            </html>
            """;

    private static final String TEXT = """
            <p class="ink" style="margin:0 0 16px;font-size:16px;line-height:24px;color:#161a20">%s</p>""";
    private static final String NOTE = """
            <p class="grey" style="margin:0 0 16px;font-size:14px;line-height:21px;color:#5b626e">%s</p>""";
    private static final String FACTS = """
            <table role="presentation" class="fact" width="100%%" cellpadding="0" cellspacing="0" border="0" \
            style="margin:0 0 20px;font-size:15px;line-height:22px">
            %s
            </table>""";
    private static final String FACT = """
            <tr><td class="label grey" valign="top" width="32%%" \
            style="padding:7px 12px 7px 0;border-bottom:1px solid #e6e9ee;color:#5b626e">%s</td>\
            <td class="value ink" valign="top" \
            style="padding:7px 0;border-bottom:1px solid #e6e9ee;color:#161a20">%s</td></tr>""";
    private static final String BUTTON = """
            <table role="presentation" class="button wide" cellpadding="0" cellspacing="0" border="0" \
            style="margin:4px 0 24px"><tr><td>\
            <a href="%s" style="display:inline-block;padding:12px 22px;border-radius:8px;background:#1d4ed8;\
            color:#ffffff;font-size:16px;line-height:22px;font-weight:600;text-decoration:none">%s</a></td></tr></table>""";
    /// White around the code in dark mode too: else no scanner finds it.
    private static final String IMAGE = """
            <table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 20px"><tr>\
            <td style="background:#ffffff;padding:6px;border-radius:8px">\
            <img src="cid:%s" width="160" height="160" alt="%s" style="display:block;width:160px;height:160px;border:0">\
            </td></tr></table>""";

    private LetterHtml() {}

    static String of(Letter letter, Sender sender, URI settings, @Nullable URI unsubscribe) {
        return Markup.of(
                        PAGE,
                        letter.subject(),
                        letter.preview(),
                        sender.name(),
                        letter.title(),
                        Markup.joined(
                                letter.blocks().stream().map(LetterHtml::block).toList()),
                        Markup.joined(footer(letter, sender, settings, unsubscribe)))
                .text();
    }

    private static Markup block(Block block) {
        return switch (block) {
            case Block.Text(var text) -> Markup.of(TEXT, text);
            case Block.Note(var text) -> Markup.of(NOTE, text);
            case Block.Button(var label, var address) -> Markup.of(BUTTON, address, label);
            case Block.Facts(var facts) ->
                Markup.of(
                        FACTS,
                        Markup.joined(facts.stream()
                                .map(each -> Markup.of(FACT, each.label(), each.text()))
                                .toList()));
            case Block.Image(var contentId, var alternative, var caption, var without) ->
                Markup.joined(List.of(Markup.of(IMAGE, contentId, alternative), Markup.of(NOTE, caption)));
        };
    }

    private static List<Markup> footer(Letter letter, Sender sender, URI settings, @Nullable URI unsubscribe) {
        var lines = new ArrayList<Markup>();
        lines.add(Markup.of("%s", sender.name()));
        if (sender.email() != null) {
            lines.add(Markup.of(
                    "<br><a href=\"mailto:%s\" style=\"color:inherit\">%s</a>", sender.email(), sender.email()));
        }
        if (sender.phone() != null) {
            lines.add(Markup.of("<br>%s", sender.phone()));
        }
        lines.add(Markup.of("<br><br>%s", letter.reason()));
        lines.add(
                unsubscribe == null
                        ? Markup.of("<a href=\"%s\" style=\"color:inherit\">What you hear of</a>", settings)
                        : Markup.of(
                                "<a href=\"%s\" style=\"color:inherit\">No more of these</a> · "
                                        + "<a href=\"%s\" style=\"color:inherit\">What you hear of</a>",
                                unsubscribe, settings));
        return lines;
    }
}
