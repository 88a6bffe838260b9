package org.harvestxero.sandbox.harvest;

import java.util.ArrayList;
import java.util.List;

/** The faults in force and how often each was met. */
final class FaultPlan {
    private final List<Active> faults = new ArrayList<>();

    private static final class Active {
        private final Fault fault;
        private int met;
        private int hit;

        Active(Fault fault) {
            this.fault = fault;
        }

        boolean fires() {
            met++;
            boolean due = met > fault.after() && (met - fault.after()) % fault.every() == 0 && hit < fault.times();
            hit += due ? 1 : 0;
            return due;
        }
    }

    void add(Fault fault) {
        faults.add(new Active(fault));
    }

    void clear() {
        faults.clear();
    }

    /** The faults this request meets. */
    List<Fault> meet(String method, String path, String template) {
        if (faults.isEmpty()) {
            return List.of();
        }
        List<Fault> met = new ArrayList<>();
        for (Active each : faults) {
            if (each.fault.matches(method, path, template) && each.fires()) {
                met.add(each.fault);
            }
        }
        return met;
    }
}
