package org.harvestxero.wiring;

import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.agreement.AgreementShelf;
import org.harvestxero.api.BillingDesk;
import org.harvestxero.api.SideException;
import org.harvestxero.billrun.BalanceSheets;
import org.harvestxero.billrun.PeriodGrid;
import org.harvestxero.billrun.UpcomingPeriods;
import org.harvestxero.copy.expense.ContractorReport;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.explain.ExplanationService;
import org.harvestxero.finalize.AgreementArchive;
import org.harvestxero.finalize.delivery.TimesheetPreview;
import org.harvestxero.finalize.marks.MarkDesk;
import org.harvestxero.finalize.marks.MarkRecorder;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.http.CallException;
import org.harvestxero.recheck.BilledWorkCheck;
import org.harvestxero.replay.ReplayService;
import org.harvestxero.review.ReviewRoles;
import org.harvestxero.review.ReviewService;
import org.harvestxero.xero.DeepLinks;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;
import org.jspecify.annotations.Nullable;

/**
 * Makes what people review, explain and replay drafts with, and the check for billed work that changed since: the bean
 * {@code workChanges}.
 */
final class ReviewWiring {
    private final Basics basics;
    private final Rules rules;
    private final FinalizeParts finalizing;
    private final AgreementArchive stored;

    private ReviewWiring(Basics basics, Rules rules, FinalizeParts finalizing) {
        this.basics = basics;
        this.rules = rules;
        this.finalizing = finalizing;
        this.stored = new AgreementArchive(basics.store(), rules.agreements()::restore);
    }

    static ReviewParts make(
            Basics basics, Rules rules, FinalizeParts finalizing, ExpenseParts expenses, InvoicesWiring invoices) {
        ReviewWiring wiring = new ReviewWiring(basics, rules, finalizing);
        return new ReviewParts(
                new BillingDesk(
                        wiring.reviews(),
                        wiring.explanations(),
                        wiring.replays(),
                        wiring.contractors(expenses),
                        wiring.unmarkedWork(),
                        wiring.dates(),
                        invoices.finder(),
                        invoices.teller(),
                        wiring.periods(),
                        new AgreementShelf(
                                basics.store(),
                                rules.agreements(),
                                RuleFilesWiring.make(basics, rules),
                                RuleFilesWiring.ofPay(basics, rules)),
                        new BalanceSheets(basics.store(), rules.agreements(), basics.nanos())),
                new BilledWorkCheck(
                        basics.store(), new OwnRefusalRecorder(basics.store(), basics.clock()), basics.clock()));
    }

    private ReviewService reviews() {
        return new ReviewService(
                basics.store(),
                stored,
                ReviewRoles.of(basics.settings()),
                finalizing.charges()::of,
                finalizing.draftFinalizer().draftReleaseListener(),
                new TimesheetPreview(basics.store(), stored)::of);
    }

    private UpcomingPeriods dates() {
        return new UpcomingPeriods(
                basics.store(),
                rules.agreements(),
                basics.settings().date("bill.since").orElse(null),
                basics.nanos());
    }

    private PeriodGrid periods() {
        return new PeriodGrid(
                basics.store(),
                rules.agreements(),
                basics.settings().date("bill.since").orElse(null),
                basics.clock(),
                basics.nanos());
    }

    private ExplanationService explanations() {
        DeepLinks links = new DeepLinks(basics.settings().text("xero.app-url"));
        return new ExplanationService(
                basics.store(),
                stored,
                (kind, id) -> switch (kind) {
                    case CREDIT_NOTE -> links.creditNote(id, shortCode());
                    case BILL -> links.bill(id, shortCode());
                    case SPEND -> links.spent(id, shortCode());
                    default -> links.invoice(id, shortCode());
                },
                finalizing.charges()::of);
    }

    private ReplayService replays() {
        ProducerTemplate routes = basics.routes();
        return new ReplayService(new ReplayService.Needs(
                basics.store(),
                basics.clock(),
                list -> forPerson(routes, list),
                rules.agreements()::refresh,
                rules.agreements()::tried,
                stored));
    }

    private ContractorReport contractors(ExpenseParts expenses) {
        ProducerTemplate routes = basics.routes();
        return new ContractorReport(basics.store(), expenses.terms(), new ContractorReport.Sides() {
            @Override
            public List<HarvestElement> harvest(HarvestListRequest list) {
                return collect(routes, list);
            }

            @Override
            public XeroResponse xero(XeroRequest request) {
                return asItIs(() -> routes.requestBody("direct:xero-read", request, XeroResponse.class));
            }

            @Override
            public void contacts() {
                asItIs(() -> {
                    routes.sendBody("direct:list-contacts", null);
                    return true;
                });
            }
        });
    }

    private MarkDesk unmarkedWork() {
        ProducerTemplate routes = basics.routes();
        return new MarkDesk(
                basics.store(), new MarkRecorder(basics.store()), list -> collect(routes, list), basics.clock());
    }

    private @Nullable String shortCode() {
        return rules.referenceData()
                .find()
                .map(known -> known.organisation().shortCode())
                .orElse(null);
    }

    /** For people who wait for an answer: a side that is away is told in a sentence. */
    private static List<HarvestElement> forPerson(ProducerTemplate routes, HarvestListRequest list) {
        try {
            return collect(routes, list);
        } catch (CallException e) {
            throw new SideException(e.getMessage() + ". Nothing was compared: ask again.", e);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<HarvestElement> collect(ProducerTemplate routes, HarvestListRequest list) {
        return asItIs(() -> routes.requestBodyAndHeader("direct:collect-harvest", list, "forPerson", true, List.class));
    }

    /** Throws what a side answered as it is, not wrapped by Camel. */
    private static <T> T asItIs(Supplier<T> ask) {
        try {
            return ask.get();
        } catch (CamelExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }
}
