package org.harvestxero.billrun;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillRequest;
import org.harvestxero.api.BillingService;
import org.harvestxero.api.CreditedInvoice;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.PublicIds;
import org.harvestxero.billing.calendar.DuePeriod;
import org.harvestxero.copy.CallBudget;
import org.harvestxero.copy.NamedInvoiceFinder;
import org.harvestxero.http.CommandStops;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.StoredDraft;

/** Takes an invoice that went out back by a credit note and bills its period anew, unless that would come to the same. */
final class CreditAndRebill {
    private static final String EQUAL = "Billed anew it would come to the same, line by line, so nothing was done.";
    private static final String EQUAL_REMEDY =
            "Correct the work in Harvest, or the agreement, first; with --even-if-equal it is"
                    + " taken back and billed anew all the same.";

    private final ConnectionStore store;
    private final ProducerTemplate routes;
    private final BillingService billing;
    private final Supplier<CallBudget> budget;
    private final Clock clock;

    /**
     * @param billing bills the period anew
     * @param budget counts the calls of one command
     */
    CreditAndRebill(
            ConnectionStore store,
            ProducerTemplate routes,
            BillingService billing,
            Supplier<CallBudget> budget,
            Clock clock) {
        this.store = store;
        this.routes = routes;
        this.billing = billing;
        this.budget = budget;
        this.clock = clock;
    }

    /** @param evenIfEqual whether it is done also where the new bill would say the same */
    BillReport of(String number, boolean evenIfEqual, String who) {
        Instant began = clock.instant();
        Optional<StoredDraft> draft = named(number).filter(found -> found.state() == DraftState.SENT);
        boolean ofMarkedWork =
                draft.isPresent() && DuePeriod.isReady(draft.get().period());
        if (draft.isPresent() && !evenIfEqual && !ofMarkedWork) {
            BillReport compared = billing.bill(
                    again(draft.get().period(), Long.toString(draft.get().clientId())), who);
            if (!compared.troubles().isEmpty() || !compared.refused().isEmpty()) {
                return compared;
            }
            if (compared.bills().stream().allMatch(bill -> bill.differences().isEmpty())) {
                return refused(number, EQUAL, EQUAL_REMEDY, compared);
            }
        }
        CallBudget calls = budget.get();
        CreditedInvoice credited = CommandStops.send(routes, "direct:credit-invoice", number, Map.of("who", who))
                .getMessage()
                .getBody(CreditedInvoice.class);
        if (credited.refused() == null) {
            if (DuePeriod.isReady(credited.period())) {
                return takenBack(credited, calls, began);
            }
            Optional<StoredDraft> taken = named(number);
            String client = taken.map(found -> Long.toString(found.clientId())).orElse(credited.client());
            BillReport anew = billing.bill(again(credited.period(), client), who);
            return taken.map(found -> unlessOthersStand(found, anew)).orElse(anew);
        }
        return new BillReport(
                List.of(),
                List.of(new BillReport.Refused(
                        "Invoice " + number, credited.refused(), String.valueOf(credited.remedy()))),
                List.of(),
                calls.soFar(),
                Duration.between(began, clock.instant()),
                List.of());
    }

    /** Work that was billed for its mark has no period of its own to bill anew. */
    private BillReport takenBack(CreditedInvoice credited, CallBudget calls, Instant began) {
        return new BillReport(
                List.of(),
                List.of(),
                List.of("Invoice " + credited.number() + " of " + credited.client()
                        + " is taken back. Its work is open again and comes with the bill of its period; to have it billed before,"
                        + " mark it in Harvest with another text."),
                calls.soFar(),
                Duration.between(began, clock.instant()),
                List.of());
    }

    /** The draft a person means; empty where there is none or it isn't clear, which whoever takes it back says. */
    private Optional<StoredDraft> named(String number) {
        try {
            return new NamedInvoiceFinder(store).draft(number);
        } catch (DecisionException e) {
            return Optional.empty();
        }
    }

    /** A period is billed anew as a whole or not at all; a person is told when it was not. */
    private BillReport unlessOthersStand(StoredDraft taken, BillReport anew) {
        List<String> others = store.billing().drafts().ofRun(taken.runId()).stream()
                .filter(other -> other.id() != taken.id() && other.state().holdsItsWork())
                .map(other -> other.number() == null ? "draft " + PublicIds.draft(other.id()) : other.number())
                .toList();
        if (others.isEmpty()) {
            return anew;
        }
        List<BillReport.Refused> refused = new ArrayList<>(anew.refused());
        refused.add(new BillReport.Refused(
                "Invoice " + taken.number(),
                "It is taken back, but " + taken.period() + " of " + taken.clientName()
                        + " has other invoices that stand (" + String.join(", ", others)
                        + "), so the period is not billed anew.",
                "Its hours and expenses come with the next bill, its fees don't. To bill the whole period anew, take back"
                        + " the others too."));
        return new BillReport(anew.bills(), refused, anew.notes(), anew.calls(), anew.took(), anew.troubles());
    }

    private static BillRequest again(String period, String client) {
        return new BillRequest(period, client, BillRequest.Manner.FOR_REAL);
    }

    private static BillReport refused(String number, String why, String remedy, BillReport found) {
        return new BillReport(
                List.of(),
                List.of(new BillReport.Refused("Invoice " + number, why, remedy)),
                found.notes(),
                found.calls(),
                found.took(),
                List.of());
    }
}
