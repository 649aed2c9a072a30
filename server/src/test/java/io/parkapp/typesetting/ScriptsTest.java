package io.parkapp.typesetting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.openpdf.text.Document;
import org.openpdf.text.Paragraph;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.PdfWriter;

class ScriptsTest {
    /// A name with letters that join or change places, where the script has such.
    private static final Map<UnicodeScript, String> NAMES = Map.ofEntries(
            Map.entry(UnicodeScript.ARABIC, "محمد علي"),
            Map.entry(UnicodeScript.BENGALI, "কলকাতা পার্কিং"),
            Map.entry(UnicodeScript.DEVANAGARI, "नई दिल्ली पार्किंग"),
            Map.entry(UnicodeScript.GUJARATI, "અમદાવાદ પાર્કિંગ"),
            Map.entry(UnicodeScript.GURMUKHI, "ਅੰਮ੍ਰਿਤਸਰ"),
            Map.entry(UnicodeScript.HEBREW, "תל אביב"),
            Map.entry(UnicodeScript.KANNADA, "ಬೆಂಗಳೂರು"),
            Map.entry(UnicodeScript.MALAYALAM, "തിരുവനന്തപുരം"),
            Map.entry(UnicodeScript.ORIYA, "ଭୁବନେଶ୍ୱର"),
            Map.entry(UnicodeScript.TAMIL, "சென்னை நிறுத்தம்"),
            Map.entry(UnicodeScript.TELUGU, "హైదరాబాద్"),
            Map.entry(UnicodeScript.THAI, "กรุงเทพมหานคร"));

    @Test
    void every_script_has_a_name_here() {
        assertThat(NAMES.keySet()).isEqualTo(Scripts.FILES.keySet());
    }

    @Test
    void a_name_of_each_script_is_set_in_its_own_letters_thin_and_bold() throws IOException {
        for (var each : NAMES.entrySet()) {
            var fonts = fonts(printed(each.getValue()));
            for (var weight : List.of("Regular", "Bold")) {
                assertThat(fonts).anyMatch(font -> font.contains(font(each.getKey(), weight)));
            }
        }
    }

    @Test
    void no_letter_of_these_names_is_an_empty_box() {
        for (var each : NAMES.entrySet()) {
            for (var weight : List.of("Regular", "Bold")) {
                var font = Typesetting.font("fonts/" + Scripts.FILES.get(each.getKey()) + "-" + weight + ".ttf");
                each.getValue()
                        .codePoints()
                        .forEach(letter -> assertThat(font.charExists(letter))
                                .as("%s of %s", Character.getName(letter), each.getKey())
                                .isTrue());
            }
        }
    }

    @Test
    void other_letters_need_none_of_these_fonts() throws IOException {
        assertThat(fonts(printed("Zürich, Αθήνα, Київ, ₹ €")))
                .noneMatch(font -> Scripts.FILES.values().stream().anyMatch(font::contains));
    }

    private static String font(UnicodeScript script, String weight) {
        return Scripts.FILES.get(script) + "-" + weight;
    }

    private static byte[] printed(String name) throws IOException {
        var out = new ByteArrayOutputStream();
        var document = new Document();
        var writer = PdfWriter.getInstance(document, out);
        Typesetting.open(document, writer, "Test", "parkapp", "Test", "en");
        var paper = new Typesetting(12, 9, 20, 12);
        document.add(new Paragraph(Typesetting.phrase("1 " + name + " A-1", paper.text)));
        document.add(new Paragraph(Typesetting.phrase("1 " + name + " A-1", paper.strong)));
        document.close();
        return out.toByteArray();
    }

    private static Set<String> fonts(byte[] file) throws IOException {
        var names = new TreeSet<String>();
        try (var reader = new PdfReader(file)) {
            for (var number = 1; number < reader.getXrefSize(); number++) {
                if (reader.getPdfObject(number) instanceof PdfDictionary object
                        && object.getAsName(PdfName.BASEFONT) != null) {
                    names.add(object.getAsName(PdfName.BASEFONT).toString());
                }
            }
        }
        return names;
    }
}
