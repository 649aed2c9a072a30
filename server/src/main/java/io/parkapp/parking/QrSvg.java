package io.parkapp.parking;

import io.nayuki.qrcodegen.QrCode;
import org.springframework.web.util.HtmlUtils;

/// A QR code as an image that scales: one path of black squares on white. Level M survives a scratched phone.
final class QrSvg {
    /// Of white around the code, in modules; scanners need it to find the code.
    private static final int QUIET_ZONE = 4;

    private QrSvg() {}

    /// @param title what a screen reader says
    static String of(String text, String title) {
        var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        var width = code.size + 2 * QUIET_ZONE;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" role="img" shape-rendering="crispEdges">
                <title>%2$s</title>
                <rect width="%1$d" height="%1$d" fill="#fff"/>
                <path d="%3$s" fill="#000"/>
                </svg>
                """.formatted(width, HtmlUtils.htmlEscape(title), squares(code));
    }

    /// Neighbours in a row are drawn as one, so that no hairlines show between them.
    private static String squares(QrCode code) {
        var path = new StringBuilder();
        for (var y = 0; y < code.size; y++) {
            for (var x = 0; x < code.size; x++) {
                var start = x;
                while (x < code.size && code.getModule(x, y)) {
                    x++;
                }
                if (x > start) {
                    path.append('M')
                            .append(start + QUIET_ZONE)
                            .append(' ')
                            .append(y + QUIET_ZONE)
                            .append('h')
                            .append(x - start)
                            .append("v1h-")
                            .append(x - start)
                            .append('z');
                }
            }
        }
        return path.toString();
    }
}
