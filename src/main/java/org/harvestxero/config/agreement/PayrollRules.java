package org.harvestxero.config.agreement;

import java.util.Set;
import org.harvestxero.monthend.Work;
import org.harvestxero.payroll.PayRegion;
import org.harvestxero.payroll.PayRules;

/**
 * What {@code payroll.yaml} says.
 *
 * @param approve whether timesheets are approved once they are whole and Xero's sum is ours
 * @param daysAfter days after a period's end from which its timesheets are made by themselves
 */
public record PayrollRules(PayRegion region, PayRules pay, People people, boolean approve, int daysAfter) {

    /**
     * Whose hours are sent.
     *
     * @param except by name or id
     */
    public record People(boolean contractors, Set<String> except) {
        public People {
            except = Set.copyOf(except);
        }

        /** Whether those of this person are. */
        public boolean holds(Work.Person person) {
            return (contractors || !person.contractor()) && except.stream().noneMatch(person.name()::isCalled);
        }
    }
}
