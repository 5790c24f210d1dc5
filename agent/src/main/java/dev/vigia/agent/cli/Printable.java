package dev.vigia.agent.cli;

/** Text of strangers, made fit for one line of a terminal: names are what other people typed, and what could steer a terminal is taken out. */
final class Printable {
    private Printable() {}

    static String text(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "");
    }

    /** The same, cut to a width. */
    static String text(String text, int widest) {
        String safe = text(text);
        return safe.codePointCount(0, safe.length()) <= widest
                ? safe
                : safe.substring(0, safe.offsetByCodePoints(0, widest - 1)) + "…";
    }
}
