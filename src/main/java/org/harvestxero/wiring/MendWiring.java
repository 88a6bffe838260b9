package org.harvestxero.wiring;

import org.harvestxero.api.MendDesk;
import org.harvestxero.config.mapping.MappingSettings;
import org.harvestxero.config.mapping.MappingsEditor;
import org.harvestxero.finalize.DraftFinalizer;
import org.harvestxero.mend.MendDeskFactory;
import org.harvestxero.xero.DeepLinks;

/** Makes what people put causes of failed copies right with; no route names it. */
final class MendWiring {
    private MendWiring() {}

    static MendDesk make(
            Basics basics, Rules rules, CopyParts copy, DraftFinalizer drafts, MendDeskFactory.People people) {
        return MendDeskFactory.make(new MendDeskFactory.Needs(
                basics.store(),
                new MendDeskFactory.Coded(
                        copy.planners().contactPlanner(),
                        copy.expenses().terms(),
                        MappingSettings.paymentAccounts(basics.settings()),
                        draft -> drafts.invoice(draft, drafts.client(draft))),
                new MendDeskFactory.Ground(
                        rules.referenceData(),
                        new MappingsEditor(rules.mappings(), basics.home(), basics.clock()),
                        new DeepLinks(basics.settings().text("xero.app-url"))),
                people,
                who -> copy.work().copyService().runFlow("copy-invoices", who),
                basics.clock()));
    }
}
