package org.harvestxero.payroll;

import org.harvestxero.monthend.Work;
import org.jspecify.annotations.Nullable;

/** Somebody who works in Harvest. @param email null when Harvest shows none */
public record Payee(Work.Person person, @Nullable String email) {
    public long id() {
        return person.name().id();
    }

    public String name() {
        return person.name().name();
    }
}
