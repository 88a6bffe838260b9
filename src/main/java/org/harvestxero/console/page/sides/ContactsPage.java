package org.harvestxero.console.page.sides;

import java.util.List;
import java.util.OptionalLong;
import org.harvestxero.api.ContactDesk;
import org.harvestxero.api.ContactDesk.Conflict;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.PublicIds;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.ReaderFormat;
import org.harvestxero.console.session.Session;
import org.harvestxero.console.user.Right;

/** Fields of clients that were changed on both sides: what was known, what each side says, and which side counts. */
public final class ContactsPage {
    static final String PATH = "/sides/contacts";
    private static final int PAGE = 50;

    private final ContactDesk contacts;

    ContactsPage(Desk desk) {
        this.contacts = desk.sides().contacts();
    }

    /** @param total how many wait in all @param more address of the next page; empty on the last */
    public record View(String total, List<Row> rows, String more, boolean mend) {}

    /**
     * A field.
     *
     * @param id such as {@code C7}
     * @param known what both last said; empty where that is not known
     */
    public record Row(
            String id, String client, String field, String known, String harvest, String xero, String since) {}

    Answer show(Asked asked) {
        List<Conflict> all = contacts.conflicts();
        long after = PublicIds.conflict(asked.value("after").orElse("0")).orElse(0);
        List<Conflict> rest = all.stream()
                .filter(conflict -> conflict.id() > after)
                .limit(PAGE + 1)
                .toList();
        return Answer.shown(
                "contacts",
                "Contacts",
                new View(
                        asked.format().number(all.size()),
                        rest.stream()
                                .limit(PAGE)
                                .map(conflict -> row(conflict, asked.format()))
                                .toList(),
                        rest.size() > PAGE
                                ? PATH + "?after="
                                        + PublicIds.conflict(rest.get(PAGE - 1).id())
                                : "",
                        asked.may(Right.MEND)));
    }

    private static Row row(Conflict conflict, ReaderFormat format) {
        String known = conflict.known();
        return new Row(
                PublicIds.conflict(conflict.id()),
                conflict.client(),
                switch (conflict.field()) {
                    case "email" -> "e-mail address";
                    case "address" -> "postal address";
                    case "phones" -> "phone numbers";
                    case "active" -> "archiving";
                    default -> conflict.field();
                },
                known == null ? "" : known,
                conflict.harvest(),
                conflict.xero(),
                format.ago(conflict.asked()));
    }

    Answer answer(Asked asked) {
        OptionalLong id = PublicIds.conflict(asked.field("conflict").orElse(""));
        String take = asked.field("take").orElse("");
        if (id.isEmpty() || !(take.equals("harvest") || take.equals("xero"))) {
            throw new DecisionException("Say which field, and which side counts.");
        }
        Conflict answered = contacts.answer(id.getAsLong(), take, asked.who());
        asked.session()
                .tell(new Session.Notice(
                        true,
                        answered.client() + ", " + answered.field() + ": "
                                + (take.equals("harvest") ? "Harvest" : "Xero")
                                + " counts. The next cycle carries it out."));
        return new Answer.Elsewhere(PATH);
    }
}
