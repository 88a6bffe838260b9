package org.harvestxero.monthend;

import java.util.List;
import org.harvestxero.billing.Named;

/** What somebody worked on. */
public record Work(Person person, Named client, Named project, Named task) {

    /**
     * @param contractor whether Harvest flags them so
     * @param roles names of their roles in Harvest
     */
    public record Person(Named name, boolean contractor, List<String> roles) {
        public Person {
            roles = List.copyOf(roles);
        }
    }
}
