package org.harvestxero;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.api.BillingDesk;
import org.harvestxero.api.Reviews.Charge;
import org.harvestxero.billrun.ActiveAgreements;
import org.harvestxero.config.Settings;
import org.harvestxero.copy.failure.FailedCopyRecorder;
import org.harvestxero.copy.reference.XeroReferenceData;
import org.harvestxero.explain.ExplanationService;
import org.harvestxero.finalize.AgreementArchive;
import org.harvestxero.finalize.DraftReleaseListener;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.recheck.BilledWorkCheck;
import org.harvestxero.replay.ReplayService;
import org.harvestxero.review.ReviewRoles;
import org.harvestxero.review.ReviewService;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.DraftTable.StoredDraft;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.xero.DeepLinks;
import org.jspecify.annotations.Nullable;

/** Makes what people decide and ask with, and the beans the routes of this part name. */
public final class ReviewWiring {
    private ReviewWiring() {}

    /**
     * @param routes sends to {@code direct:} routes
     * @param charges what the client of a draft sees
     */
    public record Needs(
            Settings settings,
            ConnectionStore store,
            Clock clock,
            ProducerTemplate routes,
            ActiveAgreements activeAgreements,
            XeroReferenceData xero,
            Function<StoredDraft, Charge> charges,
            DraftReleaseListener draftReleaseListener) {}

    public static Map<String, Object> make(Needs needs) {
        ConnectionStore store = needs.store();
        AgreementArchive stored = new AgreementArchive(store, needs.activeAgreements()::restore);
        DeepLinks links = new DeepLinks(needs.settings().text("xero.app-url"));
        Map<String, Object> beans = new LinkedHashMap<>();
        beans.put(
                "people",
                new BillingDesk(
                        new ReviewService(
                                store,
                                stored,
                                ReviewRoles.of(needs.settings()),
                                needs.charges(),
                                needs.draftReleaseListener()),
                        new ExplanationService(
                                store,
                                stored,
                                (kind, id) -> kind == Kind.CREDIT_NOTE
                                        ? links.creditNote(id, shortCode(needs.xero()))
                                        : links.invoice(id, shortCode(needs.xero())),
                                needs.charges()),
                        new ReplayService(new ReplayService.Needs(
                                store,
                                needs.clock(),
                                list -> collect(needs.routes(), list),
                                needs.activeAgreements()::refresh,
                                stored))));
        beans.put(
                "workChanges", new BilledWorkCheck(store, new FailedCopyRecorder(store, needs.clock()), needs.clock()));
        return beans;
    }

    private static @Nullable String shortCode(XeroReferenceData xero) {
        return xero.find().map(known -> known.organisation().shortCode()).orElse(null);
    }

    /** What a side answers is told as it is, not wrapped. */
    @SuppressWarnings("unchecked")
    private static List<JsonNode> collect(ProducerTemplate routes, HarvestListRequest list) {
        try {
            return routes.requestBodyAndHeader("direct:collect-harvest", list, "forPerson", true, List.class);
        } catch (CamelExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }
}
