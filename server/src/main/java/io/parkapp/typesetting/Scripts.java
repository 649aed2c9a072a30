package io.parkapp.typesetting;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.openpdf.text.Chunk;
import org.openpdf.text.Font;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.GlyphLayoutFontManager.FontLoadException;
import org.openpdf.text.pdf.GlyphLayoutFontManager.FontOptions;
import org.openpdf.text.pdf.GlyphLayoutManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;

/// Names of people and places in scripts whose letters join and change their order, or run from right to left: those of
/// India, Arabic, Hebrew, Thai. Text is cut where the script changes; each such part has its own font and is shaped by
/// the JDK's text layout, all other text is
/// set letter by letter as ever. A script that no font here has is printed as empty boxes.
final class Scripts {
    private static final Logger LOG = LoggerFactory.getLogger(Scripts.class);

    static final Map<UnicodeScript, String> FILES = Map.ofEntries(
            entry(UnicodeScript.ARABIC, "NotoSansArabic"),
            entry(UnicodeScript.BENGALI, "NotoSansBengali"),
            entry(UnicodeScript.DEVANAGARI, "NotoSansDevanagari"),
            entry(UnicodeScript.GUJARATI, "NotoSansGujarati"),
            entry(UnicodeScript.GURMUKHI, "NotoSansGurmukhi"),
            entry(UnicodeScript.HEBREW, "NotoSansHebrew"),
            entry(UnicodeScript.KANNADA, "NotoSansKannada"),
            entry(UnicodeScript.MALAYALAM, "NotoSansMalayalam"),
            entry(UnicodeScript.ORIYA, "NotoSansOriya"),
            entry(UnicodeScript.TAMIL, "NotoSansTamil"),
            entry(UnicodeScript.TELUGU, "NotoSansTelugu"),
            entry(UnicodeScript.THAI, "NotoSansThai"));

    private static final Set<UnicodeScript> FROM_RIGHT = Set.of(UnicodeScript.ARABIC, UnicodeScript.HEBREW);

    /// Of any size: what the font is made with is not what it is set with.
    private static final float LOADED_SIZE = 10;

    /// Loaded when the first name needs them: they are large, and the JDK's layout needs libraries that a bare system
    /// may lack.
    private static final Map<String, BaseFont> LOADED = new ConcurrentHashMap<>();

    /// Those of them that are shaped.
    private static final Set<BaseFont> SHAPED = ConcurrentHashMap.newKeySet();

    private static final GlyphLayoutManager LAYOUT = new GlyphLayoutManager() {
        @Override
        public boolean supportsFont(BaseFont font) {
            return SHAPED.contains(font);
        }
    };

    static {
        // What readers find and copy is the text as it was written, rather than its shapes.
        LAYOUT.setWriteActualText(true);
    }

    private Scripts() {}

    static GlyphLayoutManager layout() {
        return LAYOUT;
    }

    static Phrase phrase(String text, Font font, boolean bold) {
        var phrase = new Phrase();
        phrase.setFont(font);
        for (var from = 0; from < text.length(); ) {
            var script = scriptAt(text, from);
            var until = endOf(script, text, from);
            var part = text.substring(from, until);
            phrase.add(new Chunk(part, script == UnicodeScript.COMMON ? font : of(script, font, bold)));
            from = until;
        }
        return phrase;
    }

    /// COMMON for whatever is not shaped.
    private static UnicodeScript scriptAt(String text, int index) {
        var script = UnicodeScript.of(text.codePointAt(index));
        return FILES.containsKey(script) ? script : UnicodeScript.COMMON;
    }

    /// The spaces and signs between two words of a script belong to it if its font has them, those behind its last
    /// word do not.
    private static int endOf(UnicodeScript script, String text, int from) {
        var end = from;
        for (var at = from; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            var letter = UnicodeScript.of(text.codePointAt(at));
            var isNeutral = letter == UnicodeScript.COMMON || letter == UnicodeScript.INHERITED;
            var belongs = script == UnicodeScript.COMMON ? !FILES.containsKey(letter) : letter == script;
            if (belongs || letter == UnicodeScript.INHERITED) {
                end = at + Character.charCount(text.codePointAt(at));
            } else if (!isNeutral || !font(script, false).charExists(text.codePointAt(at))) {
                break;
            }
        }
        return end;
    }

    private static Font of(UnicodeScript script, Font font, boolean bold) {
        return new Font(font(script, bold), font.getSize(), Font.NORMAL, font.getColor());
    }

    private static BaseFont font(UnicodeScript script, boolean bold) {
        var file = "fonts/" + FILES.get(script) + (bold ? "-Bold.ttf" : "-Regular.ttf");
        return LOADED.computeIfAbsent(file, absent -> load(file, script));
    }

    private static BaseFont load(String file, UnicodeScript script) {
        try (var content = new ClassPathResource(file).getInputStream()) {
            var options = new FontOptions();
            var font = LAYOUT.loadFont(
                            file,
                            content,
                            LOADED_SIZE,
                            FROM_RIGHT.contains(script) ? options.setRunDirectionRtl() : options)
                    .getBaseFont();
            SHAPED.add(font);
            return font;
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        } catch (FontLoadException | LinkageError | RuntimeException noLayout) {
            LOG.warn("letters of {} stay apart: the JDK's text layout does not work here", script, noLayout);
            return Typesetting.font(file);
        }
    }
}
