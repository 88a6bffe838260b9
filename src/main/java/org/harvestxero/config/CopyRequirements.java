package org.harvestxero.config;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The settings that nothing can be copied without. */
final class CopyRequirements {
    private final Settings settings;

    CopyRequirements(Settings settings) {
        this.settings = settings;
    }

    /** What has to be set before anything can be copied; each names its key. @param today used to propose a start date */
    List<String> missing(LocalDate today) {
        List<String> problems = new ArrayList<>();
        requireAccess(problems);
        if (settings.optional("copy.since").isEmpty()) {
            problems.add("copy.since is not set: add to " + settings.file()
                    + " the date from which invoices are copied, for example copy.since=" + today.withDayOfMonth(1)
                    + ".");
        }
        if (settings.flag("copy.payments")
                && settings.withPrefix("copy.payment-account").isEmpty()) {
            problems.add("copy.payments is true, but copy.payment-account is not set: add to " + settings.file()
                    + " the code of the account that payments go to, or set copy.payments=false.");
        }
        if (settings.text("copy.closed").equals("follow")
                && settings.optional("copy.write-off-account").isEmpty()) {
            problems.add("copy.closed is follow, but copy.write-off-account is not set: add to " + settings.file()
                    + " the code of the account for amounts written off, or set copy.closed=report.");
        }
        if (settings.optional("mail.host").isPresent()) {
            require(problems, "mail.from");
            require(problems, "mail.to");
        }
        return problems;
    }

    private void requireAccess(List<String> problems) {
        boolean byConsent = settings.optional("harvest.access-token").isEmpty()
                && settings.optional("harvest.client-id").isPresent();
        if (byConsent) {
            require(problems, "harvest.client-secret"); // the account is chosen with the consent
        } else {
            require(problems, "harvest.account-id");
            require(problems, "harvest.access-token");
        }
        require(problems, "xero.client-id");
        require(problems, "xero.client-secret");
    }

    private void require(List<String> problems, String key) {
        if (settings.optional(key).isEmpty()) {
            problems.add(settings.missing(key));
        }
    }
}
