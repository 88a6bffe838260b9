package org.harvestxero.profit;

import java.time.YearMonth;
import java.util.List;
import org.harvestxero.billing.Named;

/**
 * What a fact is about; {@link #NOBODY} where nothing says it.
 *
 * @param month of the work, or of the invoice's date
 */
public record Subject(YearMonth month, Named client, Named project, Person person, Named task) {
    /** What is known of no project, person or task. */
    public static final String UNASSIGNED = "unassigned";

    public static final Named NOBODY = new Named(0, UNASSIGNED);

    /** The same of another client. */
    public Subject of(Named other) {
        return new Subject(month, other, project, person, task);
    }

    /** @param roles as Harvest names them, apart by commas; empty for none */
    public record Person(Named name, String roles) {
        public static final Person NOBODY = new Person(Subject.NOBODY, "");

        public static Person of(Named name, List<String> roles) {
            return new Person(name, String.join(", ", roles));
        }
    }
}
