package org.harvestxero.runtime;

import java.util.List;
import org.harvestxero.api.Payroll;

/** Sends and links only while this process leads the connection; who is paid can be looked up anywhere. */
final class ExclusivePayroll implements Payroll {
    private final Payroll payroll;
    private final LeaderGuard leader;

    ExclusivePayroll(Payroll payroll, LeaderGuard leader) {
        this.payroll = payroll;
        this.leader = leader;
    }

    @Override
    public Answer run(Request request, String who) {
        return leader.require(() -> payroll.run(request, who));
    }

    @Override
    public List<Staff> employees() {
        return payroll.employees();
    }

    @Override
    public Staff link(String person, String employee, String who) {
        return leader.require(() -> payroll.link(person, employee, who));
    }

    @Override
    public boolean unlink(String person, String who) {
        return leader.require(() -> payroll.unlink(person, who));
    }
}
