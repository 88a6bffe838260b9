package org.harvestxero.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.harvestxero.api.ContactChoices;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.MappingDesk;
import org.harvestxero.api.MappingDesk.Choice;
import org.harvestxero.api.MappingDesk.Fix;
import org.harvestxero.api.MappingDesk.Proposal;
import org.harvestxero.api.MappingDesk.Written;
import org.harvestxero.api.MendDesk;
import org.harvestxero.api.PublicIds;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "fix",
        description = {
            "Puts right what a document failed for, where a rule of mappings.yaml or the choice of a contact decides.",
            "Without a value it lists what there is to choose from, in Xero's lists as they were read last.",
            "A change of mappings.yaml is shown, written, and what it may free is tried again."
        })
final class FailedFixCommand implements Callable<Integer> {
    private final FailedCommand failed;

    @Parameters(paramLabel = "ID", description = "Its id as listed, such as F7, or the number of the invoice.")
    String id = "";

    @ArgGroup
    @Nullable
    FixValue value;

    @Mixin
    FixTerms terms = new FixTerms();

    @Option(names = "--dry-run", description = "Show what would change, and change nothing.")
    boolean dryRun;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    FailedFixCommand(FailedCommand failed) {
        this.failed = failed;
    }

    @Override
    public Integer call() {
        NamedCopies named = failed.named(List.of(id));
        if (!named.refusals().isEmpty()) {
            return failed.refused(named);
        }
        long copy = named.ids().iterator().next();
        FixValue chosen = value;
        if (chosen == null) {
            return list(copy);
        }
        Optional<FixValue.OfRule> ofRule = chosen.ofRule();
        return ofRule.isPresent()
                ? change(copy, ofRule.get())
                : contact(copy, chosen.contact == null ? "" : chosen.contact.strip());
    }

    private int list(long copy) {
        MendDesk mend = failed.mend();
        FixChoices choices = new FixChoices(
                PublicIds.failedCopy(copy),
                mend.mappings().fixes(copy),
                mend.contacts().choice(copy, null),
                mend.contacts().conflict(copy));
        if (choices.isEmpty()) {
            failed.session()
                    .err()
                    .println("Nothing is chosen here for " + choices.document() + ": `failed show " + choices.document()
                            + "` says what to do.");
            return 2;
        }
        if (json) {
            failed.session().print(choices.json());
        } else {
            failed.session().print(choices.text(failed.session().textOutput()));
        }
        return 0;
    }

    private int change(long copy, FixValue.OfRule wanted) {
        MappingDesk desk = failed.mend().mappings();
        String document = PublicIds.failedCopy(copy);
        Fix fix = new FixOffers(document, desk.fixes(copy)).meant(wanted, terms.number);
        Choice choice = new Choice(
                copy,
                fix.number(),
                FixOffers.value(fix, wanted.value()),
                terms.changes(fix),
                terms.conditions(fix),
                terms.why);
        String who = failed.session().who();
        Proposal proposal = desk.propose(choice, who);
        MappingChangeText text = new MappingChangeText(document, fix, choice.value(), proposal);
        if (dryRun || proposal.problem() != null) {
            print(text, null);
            return proposal.problem() == null ? 0 : 2;
        }
        Written written = desk.write(choice, proposal.basis(), who)
                .orElseThrow(() -> new DecisionException(
                        "mappings.yaml was changed on disk meanwhile, and nothing was written: try again."));
        print(text, written);
        return 0;
    }

    private void print(MappingChangeText text, @Nullable Written written) {
        if (json) {
            failed.session().print(text.json(written));
        } else {
            failed.session().print(text.text(written));
        }
    }

    private int contact(long copy, String wanted) {
        ContactChoices desk = failed.mend().contacts();
        ContactChoices.Candidate meant = ContactNamed.meant(PublicIds.failedCopy(copy), desk, copy, wanted);
        int freed = dryRun
                ? 0
                : desk.adopt(copy, meant.contact().id(), failed.session().who());
        if (json) {
            failed.session()
                    .print(JsonOutput.object()
                            .put("id", PublicIds.failedCopy(copy))
                            .put("contactId", meant.contact().id())
                            .put("contact", meant.contact().name())
                            .put("chosen", !dryRun)
                            .put("retried", freed));
        } else {
            failed.session()
                    .print(
                            dryRun
                                    ? meant.contact().name() + " ("
                                            + meant.contact().id() + ") would be the client's contact.\n"
                                    : meant.contact().name() + " is the client's contact. "
                                            + TextOutput.count(freed, "document")
                                            + " will be tried again with the next cycle.\n");
        }
        return 0;
    }
}
