package org.harvestxero.mend;

import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.harvestxero.api.AgreementDesk;
import org.harvestxero.api.ContactDesk;
import org.harvestxero.api.MendDesk;
import org.harvestxero.config.mapping.MappingsEditor;
import org.harvestxero.copy.contact.ContactPlanner;
import org.harvestxero.copy.expense.ExpenseTerms;
import org.harvestxero.copy.reference.XeroReferenceData;
import org.harvestxero.mapping.coding.PaymentAccounts;
import org.harvestxero.mapping.document.FinalizedInvoice;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.xero.DeepLinks;
import org.jspecify.annotations.Nullable;

/** Makes what people put causes of failed copies right with. */
public final class MendDeskFactory {
    private MendDeskFactory() {}

    /** What it is made of. @param cycle begins one, if none runs; told who asks */
    public record Needs(
            ConnectionStore store, Coded coded, Ground ground, People people, Consumer<String> cycle, Clock clock) {}

    /** Where people decide otherwise. */
    public record People(ContactDesk contacts, AgreementDesk agreements) {}

    /** What documents are coded with. @param drafts makes an invoice of a draft */
    public record Coded(
            ContactPlanner contacts,
            ExpenseTerms expenses,
            PaymentAccounts paymentAccounts,
            Function<StoredDraft, FinalizedInvoice> drafts) {}

    /** How the organisation is set up, and what rules say. */
    public record Ground(XeroReferenceData references, MappingsEditor mappings, DeepLinks links) {}

    public static MendDesk make(Needs needs) {
        Coded coded = needs.coded();
        XeroReferenceData references = needs.ground().references();
        FailedGaps gaps = new FailedGaps(needs.store(), coded);
        return new MendDesk(
                new DefaultMappingDesk(
                        needs.store(),
                        references,
                        needs.ground().mappings(),
                        gaps,
                        new AgreedValues(needs.people().agreements()),
                        needs.cycle()),
                new DefaultContactChoices(
                        needs.store(),
                        coded.contacts(),
                        needs.people().contacts(),
                        id -> needs.ground().links().contact(id, shortCode(references)),
                        needs.clock()));
    }

    /** What somebody chooses that puts a cause right, for those who only tell of it. @param cause its code, such as {@code account-archived} */
    public static MendDesk.Choosing choosing(String cause) {
        return MendDesk.choosing(cause, DefaultMappingDesk::isDecidedByRule, DefaultContactChoices::isAboutContact);
    }

    private static @Nullable String shortCode(XeroReferenceData references) {
        return references
                .find()
                .map(XeroSettings::organisation)
                .map(XeroSettings.Organisation::shortCode)
                .orElse(null);
    }
}
