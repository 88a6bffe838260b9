package org.harvestxero;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.harvestxero.calls.Authorizations;
import org.harvestxero.calls.CallBeans;
import org.harvestxero.copying.CopyBeans;
import org.harvestxero.harvest.HarvestBeans;
import org.harvestxero.harvest.HarvestGate;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.mapping.MappingRules;
import org.harvestxero.settings.Settings;
import org.harvestxero.xero.XeroBeans;
import org.harvestxero.xero.XeroGate;

/** Makes the beans of all parts that talk to Harvest and Xero and copy between them. */
final class Beans {
    private Beans() {}

    static Map<String, Object> make(Settings settings, Ledger ledger, CamelContext context, Clock clock) {
        Authorizations authorizations = new Authorizations();
        Map<String, Object> beans = new HashMap<>(CallBeans.make(settings, authorizations));
        beans.putAll(HarvestBeans.make(settings, context, authorizations, clock));
        beans.putAll(XeroBeans.make(settings, context, authorizations, clock));
        beans.putAll(CopyBeans.make(new CopyBeans.Needs(
                settings,
                ledger,
                clock,
                context.createProducerTemplate(),
                Objects.requireNonNull((HarvestGate) beans.get("harvestGate")),
                Objects.requireNonNull((XeroGate) beans.get("xeroGate")),
                () -> MappingRules.NONE,
                () -> {},
                () -> null)));
        return beans;
    }
}
