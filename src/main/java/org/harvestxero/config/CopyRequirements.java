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
        require(problems, "harvest.account-id");
        if (settings.optional("harvest.access-token").isEmpty()) {
            if (settings.optional("harvest.client-id").isEmpty()) {
                require(problems, "harvest.access-token");
            } else {
                require(problems, "harvest.client-secret");
            }
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
