package org.harvestxero.overdue;

import java.util.ArrayList;
import java.util.List;
import org.harvestxero.api.Warning;
import org.harvestxero.config.agreement.OverdueFile;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.database.DatabaseTrouble;
import org.harvestxero.store.overdue.OverdueMailTable;

/** What people must see to about overdue invoices: told in {@code status}, by {@code doctor} and by mail. Nothing while it is off. */
public final class OverdueWarnings {
    private final ConnectionStore store;
    private final OverdueFile file;
    private final FirstMails firstMails;
    private final boolean on;

    OverdueWarnings(ConnectionStore store, OverdueFile file, FirstMails firstMails, boolean on) {
        this.store = store;
        this.file = file;
        this.firstMails = firstMails;
        this.on = on;
    }

    public List<Warning> now() {
        List<Warning> warnings = new ArrayList<>();
        if (on) {
            file.refusal()
                    .ifPresent(words -> warnings.add(new Warning(
                            "The edited overdue.yaml is not in force, the last good one is: " + words,
                            "Correct the file; it is read again with the next run about overdue invoices.")));
            mails(warnings);
        }
        return warnings;
    }

    private void mails(List<Warning> warnings) {
        try {
            if (firstMails.areShown()) {
                warnings.add(new Warning(
                        "Mails to clients about overdue invoices wait for a yes.",
                        "Look at them with overdue preview; let them go with overdue release --first-mails, or begin with what"
                                + " becomes due from now on with --without-mail."));
            }
            long open = store.overdue().mails().troubled().stream()
                    .filter(mail -> mail.state() != OverdueMailTable.State.NOT_SENT)
                    .count();
            if (open > 0) {
                warnings.add(new Warning(
                        (open == 1 ? "A mail" : open + " mails")
                                + " about overdue invoices could not be sent, or may have been sent.",
                        "Look at them with overdue mails; decide with overdue retry or overdue discard."));
            }
        } catch (RuntimeException e) {
            if (!DatabaseTrouble.is(e)) {
                throw e; // that the database is away is told by its own checks
            }
        }
    }
}
