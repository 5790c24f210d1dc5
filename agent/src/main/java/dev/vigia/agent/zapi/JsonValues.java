package dev.vigia.agent.zapi;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonReader.Token;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads values that the gateway sends in many forms: the same field may come as a text, a number or a boolean. A value that cannot be
 * understood reads as null; a document that is not sound JSON fails.
 */
final class JsonValues implements Closeable {
    private static final int REPLACEMENT = 0xFFFD;
    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 32;
    // Read without making a String of them.
    private static final JsonReader.Options FLAGS = JsonReader.Options.of("true", "1", "false", "0");
    private static final JsonReader.Options SMALL = JsonReader.Options.of(
            "-1", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17",
            "18", "19", "20");

    private final JsonReader reader;
    private int depth;

    JsonValues(BufferedSource source) {
        reader = JsonReader.of(source);
    }

    Token peek() throws IOException {
        return reader.peek();
    }

    boolean hasNext() throws IOException {
        return reader.hasNext();
    }

    void beginObject() throws IOException {
        deeper();
        reader.beginObject();
    }

    void endObject() throws IOException {
        reader.endObject();
        depth--;
    }

    void beginArray() throws IOException {
        deeper();
        reader.beginArray();
    }

    void endArray() throws IOException {
        reader.endArray();
        depth--;
    }

    private void deeper() throws UnreadableException {
        if (++depth > DEEPEST) {
            throw new UnreadableException("JSON nested deeper than " + DEEPEST);
        }
    }

    /** Fails unless nothing but blanks is left. */
    void endDocument() throws IOException {
        if (reader.peek() != Token.END_DOCUMENT) {
            throw new UnreadableException("JSON with something behind it");
        }
    }

    /** The next key's place among the known ones, or -1; the key is consumed. */
    int key(JsonReader.Options known) throws IOException {
        int index = reader.selectName(known);
        if (index < 0) {
            reader.skipName();
        }
        return index;
    }

    void skip() throws IOException {
        int outside = depth;
        do {
            switch (reader.peek()) {
                case BEGIN_OBJECT -> beginObject();
                case BEGIN_ARRAY -> beginArray();
                case END_OBJECT -> endObject();
                case END_ARRAY -> endArray();
                case NAME -> reader.skipName();
                default -> reader.skipValue();
            }
        } while (depth > outside);
    }

    /** A text, or a number as it is written. */
    @Nullable
    String text() throws IOException {
        Token token = reader.peek();
        if (token == Token.STRING || token == Token.NUMBER) {
            return storable(reader.nextString());
        }
        skip();
        return null;
    }

    /** U+0000 and halves of surrogate pairs, which JSON can escape, cannot be stored: read back, the text would be another one. */
    private static String storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == 0 || Character.isSurrogate(text.charAt(i))) {
                return text.codePoints()
                        .map(c -> c == 0 || Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            }
        }
        return text;
    }

    @Nullable
    Boolean flag() throws IOException {
        switch (reader.peek()) {
            case BOOLEAN -> {
                return reader.nextBoolean();
            }
            case STRING -> {
                int index = reader.selectString(FLAGS);
                return index < 0 ? flag(reader.nextString()) : Boolean.valueOf(index < 2);
            }
            case NUMBER -> {
                return flag(reader.nextString());
            }
            default -> {
                skip();
                return null;
            }
        }
    }

    private static @Nullable Boolean flag(String text) {
        if (text.equals("1") || text.equalsIgnoreCase("true")) {
            return true;
        }
        return (text.equals("0") || text.equalsIgnoreCase("false")) ? Boolean.FALSE : null;
    }

    /** A count; -1 is one too. */
    @Nullable
    Integer count() throws IOException {
        if (reader.peek() == Token.STRING) {
            int index = reader.selectString(SMALL);
            if (index >= 0) {
                return index - 1;
            }
        }
        String text = text();
        Long number = text == null ? null : whole(text);
        return number == null || number < -1 || number > Integer.MAX_VALUE ? null : number.intValue();
    }

    /** The whole number that a text or a number stands for. */
    static @Nullable Long whole(String text) {
        // Without the limit, a number of a million digits would cost seconds.
        if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException notPlain) {
            return scientific(text);
        }
    }

    private static @Nullable Long scientific(String text) {
        try {
            return new BigDecimal(text).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
