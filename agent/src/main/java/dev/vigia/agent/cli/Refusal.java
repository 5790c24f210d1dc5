package dev.vigia.agent.cli;

/** A command that was called well and still cannot do what was asked. The message says why and what to do. */
final class Refusal extends Exception {
    private final int exitCode;

    private Refusal(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** What is asked for is not there. */
    static Refusal failed(String message) {
        return new Refusal(Complaint.FAILED, message);
    }

    /** What is asked for is not clear. */
    static Refusal unclear(String message) {
        return new Refusal(Complaint.WRONG_USAGE, message);
    }

    int exitCode() {
        return exitCode;
    }
}
