package org.harvestxero.reconcile;

import java.util.List;
import org.harvestxero.reconciliation.Reconciliation.BankSum;
import org.harvestxero.reconciliation.Reconciliation.Scope;
import org.harvestxero.reconciliation.Tally;

/**
 * What a comparison of both sides' invoices came to.
 *
 * @param notes documents that were left out, and why
 * @param unbelievable why nothing is to be told of it; empty for none
 * @param clientFound whether there was any document of the client asked for
 */
public record ReadSides(
        Scope scope, Tally tally, List<BankSum> bank, List<String> notes, String unbelievable, boolean clientFound) {
    public ReadSides {
        bank = List.copyOf(bank);
        notes = List.copyOf(notes);
    }
}
