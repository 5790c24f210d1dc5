package dev.vigia.agent.poll;

/** An answer that is well-formed and yet cannot be the truth. Nothing follows from it but that one must look again. */
final class DistrustedAnswerException extends Exception {
    DistrustedAnswerException(String message) {
        super(message);
    }
}
