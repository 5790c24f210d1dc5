package dev.vigia.agent.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** One written answer, kept until the world changes. Its photo URLs can be signed anew without writing it again. */
final class Page {
    /** The part of a photo's URL that the gateway signs anew all the time, before it is signed. */
    static final String UNSIGNED = "oh=" + "0".repeat(32) + "&oe=" + "0".repeat(8);

    private static final byte[] MARK = UNSIGNED.getBytes(StandardCharsets.US_ASCII);
    private static final int HASH_AT = 3;
    private static final int EXPIRY_AT = MARK.length - 8;

    private final byte[] unsigned;
    private final List<Integer> photos;
    private byte @Nullable [] gzipped;

    Page(byte[] unsigned) {
        this.unsigned = unsigned;
        this.photos = photosIn(unsigned);
    }

    boolean hasPhotos() {
        return !photos.isEmpty();
    }

    byte[] bytes() {
        return unsigned;
    }

    synchronized byte[] gzipped() {
        if (gzipped == null) {
            gzipped = gzip(unsigned);
        }
        return gzipped;
    }

    /** These bytes with all photos signed.
     * @param signature differs from answer to answer
     * @param expiry epoch seconds
     */
    byte[] signed(long signature, long expiry) {
        byte[] signed = unsigned.clone();
        for (int at : photos) {
            hex(signed, at + HASH_AT, 16, signature * 0x9E3779B97F4A7C15L);
            hex(signed, at + HASH_AT + 16, 16, signature + at);
            hex(signed, at + EXPIRY_AT, 8, expiry);
        }
        return signed;
    }

    private static void hex(byte[] into, int at, int digits, long value) {
        long rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            into[i] = (byte) Character.forDigit((int) (rest & 15), 16);
            rest >>>= 4;
        }
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return bytes.toByteArray();
    }

    private static List<Integer> photosIn(byte[] bytes) {
        List<Integer> found = new ArrayList<>();
        for (int at = 0; at <= bytes.length - MARK.length; at++) {
            if (Arrays.equals(bytes, at, at + MARK.length, MARK, 0, MARK.length)) {
                found.add(at);
            }
        }
        return found;
    }
}
