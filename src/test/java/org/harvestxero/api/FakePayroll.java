package org.harvestxero.api;

import java.util.ArrayList;
import java.util.List;

/** Answers what a test says, and remembers what it was asked. */
public final class FakePayroll implements Payroll {
    public final List<String> asked = new ArrayList<>();
    public volatile Answer answer = new Answer(List.of(), List.of(), List.of(), new CycleReport.Calls(0, 0), List.of());
    public volatile List<Staff> staff = List.of();

    @Override
    public Answer run(Request request, String who) {
        asked.add("run " + request.day() + (request.dryRun() ? " dry" : "") + (request.again() ? " again" : "") + " "
                + who);
        return answer;
    }

    @Override
    public List<Staff> employees() {
        return staff;
    }

    @Override
    public Staff link(String person, String employee, String who) {
        asked.add("link " + person + " " + employee + " " + who);
        return staff.get(0);
    }

    @Override
    public boolean unlink(String person, String who) {
        asked.add("unlink " + person + " " + who);
        return !staff.isEmpty();
    }
}
