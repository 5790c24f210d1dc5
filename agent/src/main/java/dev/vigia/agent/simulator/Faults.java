package dev.vigia.agent.simulator;

import java.util.ArrayList;
import java.util.List;

/** The faults that were asked for, and how far each has come. */
final class Faults {
    private static final class Active {
        final Fault fault;
        int seen;

        Active(Fault fault) {
            this.fault = fault;
        }
    }

    private final List<Active> active = new ArrayList<>();

    synchronized void add(Fault fault) {
        active.add(new Active(fault));
    }

    synchronized void clear() {
        active.clear();
    }

    /** All that spoil the answer now made, oldest first. */
    synchronized List<Fault> dueFor(Call call) {
        List<Fault> due = new ArrayList<>();
        for (Active each : active) {
            if (each.fault.concerns(call)) {
                if (each.fault.isDue(each.seen)) {
                    due.add(each.fault);
                }
                each.seen++;
            }
        }
        active.removeIf(each -> each.fault.isOver(each.seen));
        return due;
    }
}
