package dev.vigia.agent.report;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a change of the running agent did and what it refused: each in the log at once, and kept for whoever asked for the change. */
public final class Report {
    private static final Logger log = LoggerFactory.getLogger("vigia.reload");

    private final List<String> done = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    /** Something is different now. */
    public void done(String what) {
        log.info("{}", what);
        done.add(what);
    }

    /** Something took effect that the operator should know more of. */
    public void warned(String of) {
        log.warn("{}", of);
        done.add("Warning: " + of);
    }

    /** Something that was wanted did not take effect. */
    public void refused(String why) {
        why.lines().forEach(line -> log.error("{}", line));
        refused.add(why);
    }

    /** Something that was wanted takes effect only later, and has to be done by the operator. */
    public void waits(String what) {
        log.warn("{}", what);
        refused.add(what);
    }

    public List<String> done() {
        return List.copyOf(done);
    }

    public List<String> refused() {
        return List.copyOf(refused);
    }
}
