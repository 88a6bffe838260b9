package org.harvestxero.finalize.delivery;

import java.util.List;
import java.util.Map;
import org.harvestxero.api.PublicIds;
import org.harvestxero.billing.terms.DispatchTerms;
import org.harvestxero.finalize.AgreementArchive;
import org.harvestxero.harvest.HarvestInvoiceJson;
import org.harvestxero.harvest.HarvestInvoiceMessages;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.harvest.HarvestResponse;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.xero.XeroRequest;

/**
 * The requests that tell a client of an invoice: Harvest's mark that it was sent, and the mail, which Xero or Harvest sends.
 */
final class InvoiceMail {
    private final ConnectionStore store;
    private final AgreementArchive agreementArchive;
    private final DeliveryOutcomes outcomes;

    InvoiceMail(ConnectionStore store, AgreementArchive agreementArchive, DeliveryOutcomes outcomes) {
        this.outcomes = outcomes;
        this.store = store;
        this.agreementArchive = agreementArchive;
    }

    /** Whether Harvest mails it. */
    boolean isMailOfHarvest(DeliveryItem item) {
        return item.isMail() && agreementArchive.sending(item.draft()).delivery() == DispatchTerms.Delivery.HARVEST;
    }

    static HarvestRequest mirrorState(DeliveryItem item) {
        return HarvestInvoiceJson.read(mirror(item));
    }

    HarvestRequest markAsSent(DeliveryItem item) {
        outcomes.sending(item);
        return HarvestInvoiceMessages.markAsSent(mirror(item));
    }

    XeroRequest mail(DeliveryItem item) {
        outcomes.sending(item);
        return new XeroRequest("POST", item.xeroPath() + "/Email", Map.of(), "", null, null, null);
    }

    static HarvestRequest proposal(DeliveryItem item) {
        return HarvestInvoiceMessages.proposedMail(mirror(item));
    }

    /** Harvest's mail goes to those its client list names as recipients, else to everyone there with an address. */
    HarvestRequest mailOfHarvest(HarvestResponse proposed, DeliveryItem item) {
        List<String> recipients = new MailRecipients(store).of(item.draft().clientId());
        outcomes.sending(item);
        return HarvestInvoiceMessages.mail(mirror(item), proposed, recipients);
    }

    /** Whether the mail can't even be tried; then a person is told. */
    boolean isImpossible(DeliveryItem item) {
        if (item.draft().xeroKind() == Kind.CREDIT_NOTE) {
            outcomes.fail(
                    item,
                    DeliveryOutcomes.problem(
                            item, FailureCode.MAIL_REFUSED, "it is a credit note, which Xero mails only by hand"));
            return true;
        }
        if (!isMailOfHarvest(item)) {
            return false;
        }
        String why = item.draft().harvestId() == null
                ? "Harvest has no invoice of it (" + item.draft().mirrorNote() + ")"
                : new MailRecipients(store).of(item.draft().clientId()).isEmpty()
                        ? "Harvest knows no e-mail address of " + item.draft().clientName()
                        : null;
        if (why != null) {
            outcomes.fail(item, DeliveryOutcomes.problem(item, FailureCode.MAIL_REFUSED, why));
        }
        return why != null;
    }

    static long mirror(DeliveryItem item) {
        Long mirror = item.draft().harvestId();
        if (mirror == null) {
            throw new IllegalStateException(
                    "Draft " + PublicIds.draft(item.draft().id()) + " has no mirror");
        }
        return mirror;
    }
}
