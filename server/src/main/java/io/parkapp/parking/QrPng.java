package io.parkapp.parking;

import io.nayuki.qrcodegen.QrCode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// A QR code of black and white pixels, for where [QrSvg] is not understood.
final class QrPng {
    private static final int QUIET_ZONE = 4;
    /// Larger than it is shown, so that no screen blurs its edges.
    private static final int PIXELS_PER_MODULE = 8;

    /// Places in the palette of an image of one bit per pixel.
    private static final int BLACK = 0;

    private static final int WHITE = 1;

    private QrPng() {}

    static byte[] of(String text) {
        var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        var width = (code.size + 2 * QUIET_ZONE) * PIXELS_PER_MODULE;
        var image = new BufferedImage(width, width, BufferedImage.TYPE_BYTE_BINARY);
        var row = new int[width];
        for (var y = 0; y < width; y++) {
            for (var x = 0; x < width; x++) {
                var isBlack = code.getModule(x / PIXELS_PER_MODULE - QUIET_ZONE, y / PIXELS_PER_MODULE - QUIET_ZONE);
                row[x] = isBlack ? BLACK : WHITE;
            }
            image.getRaster().setPixels(0, y, width, 1, row);
        }
        var file = new ByteArrayOutputStream();
        // Not ImageIO.write to the stream itself, which may keep a file on disk in between.
        try (var output = new MemoryCacheImageOutputStream(file)) {
            ImageIO.write(image, "png", output);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return file.toByteArray();
    }
}
