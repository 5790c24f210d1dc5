package dev.vigia.agent.store;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The CRC-32C of what a row says, stored with it: SQLite itself does not notice when a disk returns other bits than it was given. */
final class Checksum {
    private static final int END = 0xff; // occurs in no UTF-8 text
    private static final int NULL = 0xfe;

    private Checksum() {}

    static long of(@Nullable Object... values) {
        CRC32C sum = new CRC32C();
        for (Object value : values) {
            if (value == null) {
                sum.update(NULL);
            } else {
                sum.update(value.toString().getBytes(StandardCharsets.UTF_8));
            }
            sum.update(END);
        }
        return sum.getValue();
    }
}
