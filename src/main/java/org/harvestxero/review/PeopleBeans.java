package org.harvestxero.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.copying.Refusals;
import org.harvestxero.copying.SettingsCache;
import org.harvestxero.handover.Letting;
import org.harvestxero.harvest.HarvestListing;
import org.harvestxero.invoicing.Agreements;
import org.harvestxero.ledger.Drafts.StoredDraft;
import org.harvestxero.ledger.Kind;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.operations.People;
import org.harvestxero.operations.Reviews.Charge;
import org.harvestxero.settings.Settings;
import org.harvestxero.xero.DeepLinks;
import org.jspecify.annotations.Nullable;

/** Makes what people decide and ask with, and the beans the routes of this part name. */
public final class PeopleBeans {
    private PeopleBeans() {}

    /**
     * @param routes sends to {@code direct:} routes
     * @param charges what the client of a draft sees
     */
    public record Needs(
            Settings settings,
            Ledger ledger,
            Clock clock,
            ProducerTemplate routes,
            Agreements agreements,
            SettingsCache xero,
            Function<StoredDraft, Charge> charges,
            Letting letting) {}

    public static Map<String, Object> make(Needs needs) {
        String connection = needs.settings().text("connection.name");
        Ledger ledger = needs.ledger();
        StoredAgreements stored = new StoredAgreements(connection, ledger, needs.agreements()::restore);
        DeepLinks links = new DeepLinks(needs.settings().text("xero.app-url"));
        Map<String, Object> beans = new LinkedHashMap<>();
        beans.put(
                "people",
                new People(
                        new ReviewDesk(
                                connection,
                                ledger,
                                stored,
                                ReviewRoles.of(needs.settings()),
                                needs.charges(),
                                needs.letting()),
                        new ExplainDesk(
                                connection,
                                ledger,
                                stored,
                                (kind, id) -> kind == Kind.CREDIT_NOTE
                                        ? links.creditNote(id, shortCode(needs.xero()))
                                        : links.invoice(id, shortCode(needs.xero())),
                                needs.charges()),
                        new ReplayWork(new ReplayWork.Needs(
                                connection,
                                ledger,
                                needs.clock(),
                                list -> collect(needs.routes(), list),
                                needs.agreements()::refresh,
                                stored))));
        beans.put(
                "workChanges",
                new WorkChanges(connection, ledger, new Refusals(connection, ledger, needs.clock()), needs.clock()));
        return beans;
    }

    private static @Nullable String shortCode(SettingsCache xero) {
        return xero.find().map(known -> known.organisation().shortCode()).orElse(null);
    }

    /** What a side answers is told as it is, not wrapped. */
    @SuppressWarnings("unchecked")
    private static List<JsonNode> collect(ProducerTemplate routes, HarvestListing list) {
        try {
            return routes.requestBodyAndHeader("direct:collect-harvest", list, "forPerson", true, List.class);
        } catch (CamelExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }
}
