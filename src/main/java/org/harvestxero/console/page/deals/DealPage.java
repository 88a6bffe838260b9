package org.harvestxero.console.page.deals;

import java.util.List;
import java.util.stream.IntStream;
import org.harvestxero.api.AgreementDesk;
import org.harvestxero.api.BillingPeriods;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;

/** A form that writes the agreement of the common deals, and shows the file it makes before anything is saved. */
public final class DealPage {
    static final String PATH = AgreementPages.PATH + "/new";
    private static final int MOST_CLIENTS = 200;

    private final AgreementDesk agreements;
    private final BillingPeriods periods;
    private final TextActions actions;

    DealPage(Desk desk, TextActions actions) {
        this.agreements = desk.work().people().agreements();
        this.periods = desk.work().people().periods();
        this.actions = actions;
    }

    /**
     * @param client chosen already; empty for none
     * @param clients that have no agreement yet
     * @param milestones numbers of the lines for them
     * @param start first day of this month, as the field has it
     */
    public record View(String client, List<String> clients, List<Integer> milestones, String start) {}

    Answer form(Asked asked) {
        return Answer.shown(
                "deal",
                "New agreement",
                new View(
                        asked.value("client").orElse(""),
                        periods.others(0, MOST_CLIENTS).clients().stream()
                                .map(BillingPeriods.Other::client)
                                .toList(),
                        IntStream.rangeClosed(1, DealForm.MILESTONES).boxed().toList(),
                        asked.format().today().withDayOfMonth(1).toString()));
    }

    /** The file the form makes, to be looked at. */
    Answer look(Asked asked) {
        AgreementDesk.Drafted drafted = agreements.write(DealForm.read(asked));
        return actions.checked(drafted.file(), drafted.text(), AgreementDesk.NONE, asked);
    }
}
