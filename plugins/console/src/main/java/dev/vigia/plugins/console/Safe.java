package dev.vigia.plugins.console;

/** Makes text that strangers typed harmless to a terminal. */
final class Safe {
    private static final int REPLACEMENT = 0xfffd;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;

    private Safe() {}

    /**
     * The text on one line and not longer than a limit, without anything that a terminal would obey: control characters, escape
     * sequences, and marks that turn the direction of writing or are invisible.
     */
    static String text(String text, int limit) {
        int[] characters =
                text.strip().codePoints().map(Safe::harmless).limit(limit + 1L).toArray();
        return characters.length <= limit
                ? new String(characters, 0, characters.length)
                : new String(characters, 0, limit - 1) + "…";
    }

    private static int harmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> Character.isWhitespace(c) ? ' ' : REPLACEMENT;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR -> ' ';
            // Joiners make one emoji of several, and Persian words.
            case Character.FORMAT -> c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER ? c : REPLACEMENT;
            case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> REPLACEMENT;
            default -> c;
        };
    }
}
