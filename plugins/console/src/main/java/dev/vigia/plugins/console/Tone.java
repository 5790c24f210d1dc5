package dev.vigia.plugins.console;

/** What an event means to the person who reads, as a colour. */
enum Tone {
    /** Somebody wants an answer. */
    CALL("1;32"),
    /** Something is wrong. */
    ALARM("1;31"),
    /** Something is uncertain, or ended. */
    CAUTION("33"),
    /** Something is well. */
    WELL("32"),
    /** Something came to be known. */
    NEWS("36"),
    /** Something ordinary. */
    PLAIN(""),
    /** What stands beside: times, numbers, remarks. */
    QUIET("2");

    static final String END = "\u001b[0m";

    private final String parameters;

    Tone(String parameters) {
        this.parameters = parameters;
    }

    String code() {
        return "\u001b[" + parameters + "m";
    }
}
