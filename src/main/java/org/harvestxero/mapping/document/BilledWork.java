package org.harvestxero.mapping.document;

import java.util.List;
import org.harvestxero.billing.Named;

/**
 * The work and expenses behind a line that an agreement made.
 *
 * @param projects each once; empty where nothing is behind the line, as behind a fee
 * @param workers who worked or spent, each once
 */
public record BilledWork(List<SourceProject> projects, List<Worker> workers) {
    public static final BilledWork NONE = new BilledWork(List.of(), List.of());

    public BilledWork {
        projects = List.copyOf(projects);
        workers = List.copyOf(workers);
    }

    /** @param roles the person's roles in Harvest when the line was made */
    public record Worker(Named person, List<String> roles) {
        public Worker {
            roles = List.copyOf(roles);
        }
    }
}
