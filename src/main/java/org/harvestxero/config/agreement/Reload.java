package org.harvestxero.config.agreement;

import java.util.List;

/**
 * What reading the folder again changed.
 *
 * @param added clients that have an agreement now
 * @param changed clients whose agreement has another version now
 * @param removed clients that have none any more
 * @param refused files that can't be used; the last good version of each stays in force
 */
public record Reload(
        List<String> added, List<String> changed, List<String> removed, List<AgreementRefusedException> refused) {
    public Reload {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
        refused = List.copyOf(refused);
    }

    public boolean isQuiet() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty() && refused.isEmpty();
    }
}
