package dev.vigia.agent.zapi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Damages good answers in every way that comes to mind, the same way for the same seed. */
public final class Damage {
    private static final String[] VALUES = {
        "null",
        "true",
        "\"\"",
        "\"true\"",
        "-1",
        "0",
        "1e400",
        "-9223372036854775809",
        "\"1768497607000\"",
        "{}",
        "[]",
        "{\"id\":[{}]}",
        "NaN",
        "\"@lid\"",
        "\"\\ud800\"",
        "\"\\u0000\"",
        "9".repeat(500),
        "[".repeat(40),
        "\"-\"",
        "5.5"
    };

    private static final Pattern VALUE = Pattern.compile("\"[^\"]*\"|\\{[^}]*}|[^,}]*");

    private static final Pattern FLAG = Pattern.compile("true|false");

    private Damage() {}

    /** A page with one to three damages. */
    public static byte[] of(byte[] good, Random random) {
        byte[] page = good;
        for (int i = random.nextInt(3); i >= 0; i--) {
            page = switch (random.nextInt(7)) {
                case 0 -> flipped(page, random);
                case 1 -> otherValue(page, random);
                case 2 -> repeatedPiece(page, random);
                case 3 -> withoutPiece(page, random);
                case 4 -> otherDigit(page, random);
                case 5 -> otherFlag(page, random);
                default -> swappedKeys(page, random);
            };
        }
        return page;
    }

    /** A page whose first chat has another value for a key: any text in place of the JSON that stands there. */
    public static byte[] withFirst(byte[] page, String key, String value) {
        String text = new String(page, StandardCharsets.UTF_8);
        return withValue(text, text.indexOf(named(key)) + named(key).length(), value);
    }

    /** The same for the last chat. */
    public static byte[] withLast(byte[] page, String key, String value) {
        String text = new String(page, StandardCharsets.UTF_8);
        return withValue(text, text.lastIndexOf(named(key)) + named(key).length(), value);
    }

    private static String named(String key) {
        return "\"" + key + "\":";
    }

    private static byte[] withValue(String page, int from, String value) {
        Matcher old = VALUE.matcher(page).region(from, page.length());
        if (!old.lookingAt()) {
            throw new IllegalArgumentException("no value at " + from + " in " + page);
        }
        return (page.substring(0, from) + value + page.substring(old.end())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] flipped(byte[] page, Random random) {
        byte[] flipped = page.clone();
        flipped[random.nextInt(page.length)] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }

    private static byte[] otherDigit(byte[] page, Random random) {
        byte[] other = page.clone();
        int at = random.nextInt(page.length);
        while (at < page.length - 1 && (page[at] < '0' || page[at] > '9')) {
            at++;
        }
        other[at] = (byte) ('0' + random.nextInt(10));
        return other;
    }

    private static byte[] otherFlag(byte[] page, Random random) {
        String text = new String(page, StandardCharsets.UTF_8);
        Matcher flag = FLAG.matcher(text);
        if (!flag.find(random.nextInt(text.length() + 1))) {
            return page;
        }
        String other = flag.group().equals("true") ? "false" : "true";
        return (text.substring(0, flag.start()) + other + text.substring(flag.end())).getBytes(StandardCharsets.UTF_8);
    }

    /** Puts another value behind some colon. */
    private static byte[] otherValue(byte[] page, Random random) {
        int colon = next(page, ':', random.nextInt(page.length));
        int comma = next(page, ',', colon);
        String value = VALUES[random.nextInt(VALUES.length)];
        return spliced(page, colon + 1, comma, value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] repeatedPiece(byte[] page, Random random) {
        int from = next(page, ',', random.nextInt(page.length));
        int to = next(page, ',', Math.min(page.length - 1, from + 1 + random.nextInt(60)));
        return spliced(page, to, to, Arrays.copyOfRange(page, from, Math.max(from, to)));
    }

    private static byte[] withoutPiece(byte[] page, Random random) {
        int from = next(page, ',', random.nextInt(page.length));
        int to = next(page, ',', Math.min(page.length - 1, from + 1 + random.nextInt(60)));
        return spliced(page, from, Math.max(from, to), new byte[0]);
    }

    private static byte[] swappedKeys(byte[] page, Random random) {
        String text = new String(page, StandardCharsets.UTF_8);
        String[] keys = {
            "phone", "lid", "name", "unread", "notes", "isGroup", "pinned", "lastMessageTime", "muteEndTime"
        };
        String one = keys[random.nextInt(keys.length)];
        String other = keys[random.nextInt(keys.length)];
        return text.replace("\"" + one + "\":", "\"" + other + "\":").getBytes(StandardCharsets.UTF_8);
    }

    private static int next(byte[] page, char c, int from) {
        int i = from;
        while (i < page.length - 1 && page[i] != c) {
            i++;
        }
        return i;
    }

    private static byte[] spliced(byte[] page, int from, int to, byte[] piece) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(page, 0, from);
        out.writeBytes(piece);
        out.write(page, Math.max(from, to), page.length - Math.max(from, to));
        return out.toByteArray();
    }
}
