package dev.vigia.calls;

import java.time.Instant;
import org.slf4j.Logger;

/**
 * What is the same for all calls for one event, run or gap.
 *
 * @param chat the id of the chat it is about, or {@code ""}
 * @param attempt from 1 upwards
 */
public record Occasion(
        String instance,
        String account,
        String chat,
        Instant now,
        int attempt,
        boolean replay,
        Memory memory,
        Logger log) {}
