package org.harvestxero.console.page;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.harvestxero.api.ContactChoices;
import org.harvestxero.api.ContactDesk;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.PublicIds;
import org.harvestxero.console.session.Session;

/** Says which contact a failed copy means, or which side of a conflict counts. */
final class ContactFix {
    private final ContactChoices choices;
    private final ContactDesk desk;

    ContactFix(Desk desk) {
        this.choices = desk.work().mend().contacts();
        this.desk = desk.sides().contacts();
    }

    Optional<FixView.Contact> choice(long id, Asked asked) {
        String search = asked.value("contact").orElse(null);
        return choices.choice(id, search)
                .map(choice -> new FixView.Contact(
                        choice.client(),
                        choice.mark(),
                        search == null ? "" : search,
                        choice.candidates().stream().map(ContactFix::candidate).toList(),
                        asked.format().ago(choice.listed())));
    }

    private static FixView.Candidate candidate(ContactChoices.Candidate candidate) {
        ContactChoices.Known contact = candidate.contact();
        return new FixView.Candidate(
                contact.id(),
                contact.name(),
                Stream.of(contact.number(), contact.email())
                        .filter(text -> text != null && !text.isBlank())
                        .collect(Collectors.joining(", ")),
                candidate.why(),
                candidate.link() == null ? "" : candidate.link(),
                candidate.problem() == null ? "" : candidate.problem());
    }

    Optional<FixView.Conflict> conflict(long id, Asked asked) {
        return choices.conflict(id)
                .map(conflict -> new FixView.Conflict(
                        conflict.id(),
                        conflict.client(),
                        conflict.field(),
                        conflict.harvest(),
                        conflict.xero(),
                        asked.format().ago(conflict.asked())));
    }

    Answer adopt(Asked asked) {
        String contact = asked.field("contact").orElseThrow(() -> new DecisionException("Choose a contact first."));
        int freed = choices.adopt(FixPage.copy(asked), contact, asked.who());
        asked.session()
                .tell(new Session.Notice(
                        true,
                        "The contact is chosen. " + asked.format().count(freed, "document")
                                + " will be tried again with the next cycle."));
        return new Answer.Elsewhere(FailedPages.LIST);
    }

    Answer answer(Asked asked) {
        ContactDesk.Conflict asking = choices.conflict(FixPage.copy(asked))
                .filter(conflict -> asked.field("conflict")
                        .filter(PublicIds.conflict(conflict.id())::equals)
                        .isPresent())
                .orElseThrow(
                        () -> new DecisionException(
                                "Nothing is asked about these two values any more. Somebody else may have answered, or one of them has changed."));
        String side = asked.field("take")
                .filter(word -> word.equals("harvest") || word.equals("xero"))
                .orElseThrow(() -> new DecisionException("Say which side counts."));
        desk.answer(asking.id(), side, asked.who());
        asked.session()
                .tell(new Session.Notice(
                        true,
                        "\"" + (side.equals("harvest") ? asking.harvest() : asking.xero())
                                + "\" counts. The next cycle carries it out."));
        return new Answer.Elsewhere(FailedPages.LIST);
    }
}
