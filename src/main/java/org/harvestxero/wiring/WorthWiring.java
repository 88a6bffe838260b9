package org.harvestxero.wiring;

import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.billrun.AgreedPricesReader;
import org.harvestxero.billrun.InvoiceRates;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.http.CommandStops;
import org.harvestxero.journal.StatedRates;
import org.harvestxero.worth.BaseRates;
import org.harvestxero.xero.XeroResponse;
import org.harvestxero.xero.XeroSettingsRead;
import org.jspecify.annotations.Nullable;

/** Makes what says what unbilled work is worth. */
final class WorthWiring {
    private final ProducerTemplate routes;
    private final Rules rules;

    private WorthWiring(ProducerTemplate routes, Rules rules) {
        this.routes = routes;
        this.rules = rules;
    }

    /** Rates of other currencies: those that are stated, then Xero's own. */
    static BaseRates rates(Basics basics, Rules rules) {
        WorthWiring wiring = new WorthWiring(basics.routes(), rules);
        return new StatedRates(
                rules.journals(),
                new InvoiceRates(wiring::base, request -> wiring.ask("direct:xero-read", request, XeroResponse.class)));
    }

    static AgreedPricesReader make(Basics basics, Rules rules) {
        WorthWiring wiring = new WorthWiring(basics.routes(), rules);
        return new AgreedPricesReader(new AgreedPricesReader.Needs(
                basics.store(),
                wiring::list,
                rules.agreements(),
                basics.settings().date("bill.since").orElse(null),
                rates(basics, rules),
                basics.clock()));
    }

    @SuppressWarnings("unchecked")
    private List<HarvestElement> list(HarvestListRequest list) {
        return ask("direct:collect-harvest", list, List.class);
    }

    private Currency base() {
        String code = rules.referenceData()
                .find()
                .map(known -> known.organisation().baseCurrency())
                .orElseGet(() -> ask("direct:read-xero-settings", null, XeroSettingsRead.class)
                        .settings()
                        .organisation()
                        .baseCurrency());
        return Currency.getInstance(code);
    }

    private <T> T ask(String route, @Nullable Object body, Class<T> answer) {
        return CommandStops.answer(routes, route, body, Map.of(), answer);
    }
}
