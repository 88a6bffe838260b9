package org.harvestxero.console.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.MappingDesk;
import org.harvestxero.api.MappingDesk.Choice;
import org.harvestxero.api.MappingDesk.Fix;
import org.harvestxero.api.MappingDesk.Proposal;
import org.harvestxero.api.MappingDesk.Written;
import org.harvestxero.api.PublicIds;
import org.harvestxero.config.ChangedLines;
import org.harvestxero.config.SettingsException;
import org.harvestxero.console.session.Session;

/** Puts the cause of a failed copy right: another account, tax or option by a rule, which is shown before it is written. */
final class FixPage {
    private static final String WHEN = "when.";
    private static final String CHANGE = "change";
    private static final int AROUND = 2;

    private final MappingDesk mappings;
    private final ContactFix contacts;

    FixPage(Desk desk) {
        this.mappings = desk.work().mend().mappings();
        this.contacts = new ContactFix(desk);
    }

    /** What can be put right about a document that stands failed. */
    FixView view(long id, Asked asked) {
        List<FixView.Form> forms = List.of();
        String problem = "";
        try {
            forms = mappings.fixes(id).stream().map(fix -> form(fix, asked)).toList();
        } catch (SettingsException e) {
            problem = String.valueOf(e.getMessage());
        }
        return new FixView(
                PublicIds.failedCopy(id), forms, problem, contacts.choice(id, asked), contacts.conflict(id, asked));
    }

    private static FixView.Form form(Fix fix, Asked asked) {
        MappingDesk.Now now = fix.now();
        Map<String, List<FixView.Offer>> groups = new LinkedHashMap<>();
        fix.offers()
                .offers()
                .forEach(offer -> groups.computeIfAbsent(offer.group(), none -> new ArrayList<>())
                        .add(new FixView.Offer(offer.value(), offer.name())));
        return new FixView.Form(
                fix.number(),
                new FixView.Names(
                        fix.what().substring(0, 1).toUpperCase(Locale.ROOT)
                                + fix.what().substring(1),
                        now == null || now.by().isEmpty()
                                ? ""
                                : "Decided now by " + now.by() + ": " + now.value() + ".",
                        now != null && now.changeable() ? now.by() : ""),
                now != null && now.agreed()
                        ? "The agreement decides this, and no rule comes before it. Choose another one, and look at the change of its file; once an admin has saved it, reject the draft and bill the period anew."
                        : "",
                fix.conditions().stream()
                        .map(condition ->
                                new FixView.Condition(WHEN + condition.key(), words(condition), condition.usual()))
                        .toList(),
                groups.entrySet().stream()
                        .map(group -> new FixView.Group(group.getKey(), group.getValue()))
                        .toList(),
                asked.format().ago(fix.offers().read()));
    }

    private static String words(MappingDesk.Condition condition) {
        return switch (condition.key()) {
            case "kind" -> "lines of the kind " + condition.value();
            case "tax" -> "lines taxed at " + condition.value() + " %";
            case "currency" -> "amounts in " + condition.value();
            case "gateway" -> "payments by " + condition.value();
            case "person" -> "spent by " + condition.value();
            case "billable" -> condition.value().equals("yes") ? "billable" : "not billable";
            default -> "the " + condition.key() + " " + condition.value();
        };
    }

    /** Shows what a choice would change. */
    Answer propose(Asked asked) {
        Choice choice = choice(asked);
        return shown(mappings.propose(choice, asked.who()), choice, asked, "");
    }

    private static Answer shown(Proposal proposal, Choice choice, Asked asked, String notice) {
        if (!notice.isEmpty()) {
            asked.session().tell(new Session.Notice(false, notice));
        }
        String problem = proposal.problem();
        return Answer.shown(
                "failedFix",
                "Change of mappings.yaml",
                new FixView.Proposal(
                        PublicIds.failedCopy(choice.failedCopy()),
                        new FixView.Target(proposal.file(), proposal.basis()),
                        lines(proposal),
                        proposal.frees().sentence(asked.format()::number),
                        problem == null ? "" : problem,
                        fields(asked)));
    }

    /** What changes, with some lines around. */
    private static List<FixView.Line> lines(Proposal proposal) {
        return ChangedLines.between(proposal.before(), proposal.after(), AROUND).stream()
                .dropWhile(ChangedLines.Row::isGap)
                .map(row -> row.isGap()
                        ? new FixView.Line(row.fate().word(), "", "…")
                        : new FixView.Line(row.fate().word(), Integer.toString(row.number()), row.text()))
                .toList();
    }

    private static List<FixView.Field> fields(Asked asked) {
        return asked.fields().entrySet().stream()
                .filter(field ->
                        !field.getKey().startsWith("_") && !field.getKey().equals("basis"))
                .flatMap(field ->
                        field.getValue().stream().limit(1).map(value -> new FixView.Field(field.getKey(), value)))
                .toList();
    }

    /** Writes it, if the file is still what the change was shown of. */
    Answer write(Asked asked) {
        Choice choice = choice(asked);
        Optional<Written> written = mappings.write(choice, asked.field("basis").orElse(""), asked.who());
        if (written.isEmpty()) {
            return shown(
                    mappings.propose(choice, asked.who()),
                    choice,
                    asked,
                    "mappings.yaml was changed on disk meanwhile, and nothing was written. Below is your change on top of what stands there now.");
        }
        asked.session()
                .tell(new Session.Notice(
                        true,
                        "mappings.yaml is changed. "
                                + asked.format().count(written.get().retried(), "document")
                                + " will be tried again with the next cycle."));
        return new Answer.Elsewhere(FailedPages.LIST);
    }

    private static Choice choice(Asked asked) {
        return new Choice(
                copy(asked),
                asked.number("fix").orElse(0),
                asked.field("value").orElseThrow(() -> new DecisionException("Choose one of those Xero has.")),
                asked.field("how").filter(CHANGE::equals).isPresent(),
                conditions(asked),
                asked.field("why").orElse(""));
    }

    private static Set<String> conditions(Asked asked) {
        return asked.fields().keySet().stream()
                .filter(name -> name.startsWith(WHEN))
                .map(name -> name.substring(WHEN.length()))
                .collect(Collectors.toSet());
    }

    Answer readAgain(Asked asked) {
        mappings.readAgain(asked.who());
        asked.session()
                .tell(new Session.Notice(
                        true, "Xero's lists are being read again. Load the page anew in a minute to see them."));
        return new Answer.Elsewhere(FailedPages.LIST + "/" + PublicIds.failedCopy(copy(asked)));
    }

    static long copy(Asked asked) {
        OptionalLong id = PublicIds.failedCopy(asked.value("id").orElse(""));
        return id.orElseThrow(() -> new DecisionException("There is no such document."));
    }

    ContactFix contacts() {
        return contacts;
    }
}
