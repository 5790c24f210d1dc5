package dev.vigia.agent.plugin;

import dev.vigia.calls.Thrown;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reads a jar to its last byte before any of it is run. A class loader says nothing of a damaged jar: its classes are just not
 * found, some of them perhaps hours later.
 */
final class JarCheck {
    private static final int ZIP_ENTRY = 0x504b0304;
    private static final int EMPTY_ZIP = 0x504b0506;

    private JarCheck() {}

    static void check(PrivateCopy jar) throws PluginException {
        try {
            checkStart(jar);
            checkEntries(jar);
        } catch (IOException | RuntimeException e) {
            throw new PluginException(jar.label() + " is damaged, cut short or still being written (" + Thrown.words(e)
                    + "). Copy it again, under another name, and rename it when it is complete");
        }
    }

    private static void checkStart(PrivateCopy jar) throws IOException, PluginException {
        byte[] start = start(jar.path());
        if (start.length == 0) {
            throw new PluginException(jar.label()
                    + " is empty. If it is still being copied, wait until it is complete; else copy it again");
        }
        int magic = start.length < 4 ? 0 : ByteBuffer.wrap(start).getInt();
        if (magic != ZIP_ENTRY && magic != EMPTY_ZIP) {
            throw new PluginException(jar.label() + " is no jar: it does not start as a zip file does."
                    + " Put the jar that the plugin's build made in its place, or remove it");
        }
    }

    private static byte[] start(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(4);
        }
    }

    private static void checkEntries(PrivateCopy jar) throws IOException {
        try (JarFile file = new JarFile(jar.path().toFile(), false, ZipFile.OPEN_READ)) {
            file.getManifest();
            for (Enumeration<? extends ZipEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                CRC32 crc = new CRC32();
                try (InputStream in = new CheckedInputStream(file.getInputStream(entry), crc)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
                if (entry.getCrc() != -1 && entry.getCrc() != crc.getValue()) {
                    throw new IOException("wrong checksum of " + entry.getName());
                }
            }
        }
    }
}
