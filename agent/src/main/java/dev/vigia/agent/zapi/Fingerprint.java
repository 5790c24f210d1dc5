package dev.vigia.agent.zapi;

import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Tells whether two answers are the same bytes, without keeping them. Two checksums and the length: enough against chance; against a
 * gateway that lies nothing would help.
 */
public record Fingerprint(int length, int crc32, int crc32c) {
    static Fingerprint of(byte[] bytes) {
        CRC32 crc32 = new CRC32();
        crc32.update(bytes, 0, bytes.length);
        CRC32C crc32c = new CRC32C();
        crc32c.update(bytes, 0, bytes.length);
        return new Fingerprint(bytes.length, (int) crc32.getValue(), (int) crc32c.getValue());
    }
}
