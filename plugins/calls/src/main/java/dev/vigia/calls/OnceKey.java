package dev.vigia.calls;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Makes one short key of several texts: the same for the same texts, different for others. */
final class OnceKey {
    private OnceKey() {}

    /** A digest, because names are any text and the key has to fit into a header of somebody's service. */
    static String of(String... parts) {
        MessageDigest sha256 = sha256();
        for (String part : parts) {
            sha256.update(part.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0xff); // occurs in no UTF-8 text, so ("a", "bc") and ("ab", "c") differ
        }
        return HexFormat.of().formatHex(sha256.digest(), 0, 16);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
