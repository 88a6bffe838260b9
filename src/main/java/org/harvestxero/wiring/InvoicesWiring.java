package org.harvestxero.wiring;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.camel.CamelExecutionException;
import org.harvestxero.api.Invoices;
import org.harvestxero.api.Purchases;
import org.harvestxero.api.Stories;
import org.harvestxero.api.WorkSearch;
import org.harvestxero.copy.reference.MappingContexts;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.harvest.HarvestResponse;
import org.harvestxero.http.CallException;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.invoices.InvoiceFinder;
import org.harvestxero.store.copy.CachedAnswerTable.Cached;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.story.PurchaseTeller;
import org.harvestxero.story.StoryTeller;
import org.harvestxero.tracked.WorkFinder;
import org.harvestxero.xero.DeepLinks;
import org.harvestxero.xero.XeroGate;
import org.harvestxero.xero.XeroInvoiceView;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;
import org.jspecify.annotations.Nullable;

/** Makes what people find invoices with and read their stories by; no route names it. */
final class InvoicesWiring {
    private static final int NOT_FOUND = 404;

    private final Basics basics;
    private final Rules rules;

    InvoicesWiring(Basics basics, Rules rules) {
        this.basics = basics;
        this.rules = rules;
    }

    Invoices finder() {
        return new InvoiceFinder(basics.store(), new InvoiceFinder.Links(harvest(), xero()), basics.nanos());
    }

    Stories teller() {
        return new StoryTeller(basics.store(), asks(), new StoryTeller.Links(harvest(), xero()), basics.clock());
    }

    Purchases purchases() {
        DeepLinks links = new DeepLinks(basics.settings().text("xero.app-url"));
        return new PurchaseTeller(
                basics.store(),
                (kind, id) -> kind == Kind.BILL ? links.bill(id, shortCode()) : links.spent(id, shortCode()));
    }

    WorkSearch work() {
        DeepLinks links = new DeepLinks(basics.settings().text("xero.app-url"));
        return new WorkFinder(basics.store(), id -> links.contact(id, shortCode()), basics.nanos());
    }

    private Supplier<Optional<String>> harvest() {
        return () -> basics.store()
                .cachedAnswers()
                .find(MappingContexts.HARVEST_ADDRESS)
                .map(Cached::content);
    }

    private BiFunction<Kind, String, String> xero() {
        DeepLinks links = new DeepLinks(basics.settings().text("xero.app-url"));
        return (kind, id) ->
                kind == Kind.CREDIT_NOTE ? links.creditNote(id, shortCode()) : links.invoice(id, shortCode());
    }

    private StoryTeller.Asks asks() {
        return new StoryTeller.Asks() {
            @Override
            public Optional<HarvestElement> harvest(long id) {
                return ask("direct:harvest-read", HarvestRequest.get("/invoices/" + id), HarvestResponse.class)
                        .map(HarvestResponse::element);
            }

            @Override
            public Optional<XeroInvoiceView> xero(String id) {
                return ask("direct:xero-read", XeroRequest.get("/Invoices/" + id), XeroResponse.class)
                        .flatMap(answer -> answer.invoices().stream().findFirst());
            }
        };
    }

    /** Throws what a side answered as it is, not wrapped by Camel; empty where it has no such thing. */
    private <T> Optional<T> ask(String route, Object request, Class<T> answer) {
        try {
            return Optional.of(
                    basics.routes().requestBodyAndHeaders(route, request, Map.of(XeroGate.FOR_PERSON, true), answer));
        } catch (CamelExecutionException e) {
            if (e.getCause() instanceof RequestRefusedException refused && refused.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e.getCause() instanceof CallException known ? known : e;
        }
    }

    private @Nullable String shortCode() {
        return rules.referenceData()
                .find()
                .map(known -> known.organisation().shortCode())
                .orElse(null);
    }
}
