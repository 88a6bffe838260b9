package org.harvestxero.finalize.delivery;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.harvestxero.copy.failure.FailedWrites;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.copy.plan.DraftInvoicePlanner;
import org.harvestxero.finalize.AgreementArchive;
import org.harvestxero.harvest.HarvestFiles.HarvestFile;
import org.harvestxero.harvest.HarvestInvoiceView;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.harvest.HarvestResponse;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroRequest.Attachment;
import org.harvestxero.xero.XeroResponse;

/**
 * What follows once Xero took an invoice: files first, Harvest's mark that it was sent, the mail last. A file is searched for before it
 * is attached again; a mail is never repeated by itself, because neither side would notice that it is the same.
 */
public final class DeliverySteps {
    private static final int REFUSED = 400;

    private final DeliveryFiles files;
    private final DeliveryOutcomes outcomes;
    private final DeliveryPlanner planner;
    private final CreditAllocation allocation;
    private final InvoiceMail mail;

    public DeliverySteps(
            String tenant,
            ConnectionStore store,
            AgreementArchive agreementArchive,
            DraftInvoicePlanner planning,
            OwnRefusalRecorder ownRefusalRecorder,
            Clock clock) {
        this.files = new DeliveryFiles(tenant, store);
        this.outcomes = new DeliveryOutcomes(store, ownRefusalRecorder, clock);
        this.planner = new DeliveryPlanner(store, agreementArchive, files, outcomes);
        this.allocation = new CreditAllocation(store, planning, outcomes);
        this.mail = new InvoiceMail(store, agreementArchive, outcomes);
    }

    /** Plans what goes with the invoices that Xero took since, and closes what an earlier process was interrupted in. */
    public void begin() {
        outcomes.begin();
        planner.planAccepted();
        planner.interrupted().forEach(item -> outcomes.lost(item, "the process ended before an answer came"));
    }

    /** What can be done now, in order; what waits for an approval in Xero, or for files, is left out. */
    public List<DeliveryItem> due() {
        return planner.due();
    }

    /** Whether it is a file that has to be fetched from Harvest first. */
    public boolean isReceipt(DeliveryItem item) {
        return item.isReceipt();
    }

    public boolean isFile(DeliveryItem item) {
        return item.isFile();
    }

    public boolean isMail(DeliveryItem item) {
        return item.isMail();
    }

    public boolean isRepeated(DeliveryItem item) {
        return item.isRepeated();
    }

    public boolean isOpen(DeliveryItem item) {
        return !item.isDone();
    }

    /** Where Harvest keeps the receipt. */
    public String address(DeliveryItem item) {
        return DeliveryFiles.address(item);
    }

    /** The receipt came. */
    public void fetched(HarvestFile file, DeliveryItem item) {
        item.carry(new Attachment(file.bytes(), file.contentType()));
    }

    /** Asks which files Xero has of the invoice. */
    public XeroRequest attached(DeliveryItem item) {
        return XeroRequest.get(item.xeroPath() + "/Attachments");
    }

    /** Nothing is left to do where the file is there: the reply to an earlier attempt was lost. */
    public void found(XeroResponse answer, DeliveryItem item) {
        if (answer.fileNames().contains(DeliveryFiles.fileName(item))) {
            outcomes.done(item, "found after a lost reply");
        }
    }

    /** Records that the file is about to be attached, and gives the request. */
    public XeroRequest attachment(DeliveryItem item) {
        Attachment file = files.of(item);
        outcomes.sending(item, DeliveryFiles.fileName(item), file);
        return files.request(item, file);
    }

    /** Nothing is left to do where Harvest no longer shows a draft. */
    public void mirrorSeen(HarvestResponse answer, DeliveryItem item) {
        String state = Objects.requireNonNullElse(
                HarvestInvoiceView.of(answer.element()).state(), "");
        if (!"draft".equals(state)) {
            outcomes.done(item, "it is " + state + " in Harvest");
        }
    }

    public HarvestRequest mirrorState(DeliveryItem item) {
        return InvoiceMail.mirrorState(item);
    }

    public HarvestRequest markAsSent(DeliveryItem item) {
        return mail.markAsSent(item);
    }

    /** Whether Harvest mails it. */
    public boolean isMailOfHarvest(DeliveryItem item) {
        return mail.isMailOfHarvest(item);
    }

    /** Whether the mail can't even be tried; then it becomes a failed copy. */
    public boolean isImpossible(DeliveryItem item) {
        return mail.isImpossible(item);
    }

    public XeroRequest mail(DeliveryItem item) {
        return mail.mail(item);
    }

    public HarvestRequest proposal(DeliveryItem item) {
        return InvoiceMail.proposal(item);
    }

    /** Harvest's mail goes to those its client list names as recipients, else to everyone there with an address. */
    public HarvestRequest mailOfHarvest(HarvestResponse proposed, DeliveryItem item) {
        return mail.mailOfHarvest(proposed, item);
    }

    public boolean isAllocation(DeliveryItem item) {
        return item.isAllocation();
    }

    /** Asks for the credit note and what of it is left. */
    public XeroRequest note(DeliveryItem item) {
        return CreditAllocation.note(item);
    }

    /** Nothing is left to do for one that is used up or ended; one that nobody approved yet is read again later. */
    public void noteSeen(XeroResponse answer, DeliveryItem item) {
        allocation.noteSeen(answer, item);
    }

    /** Asks for the client's open invoices in Xero, the oldest first. */
    public XeroRequest openInvoices(DeliveryItem item) {
        return CreditAllocation.openInvoices(item);
    }

    /** Plans to set the credit note against them, as far as it goes, and records that in the same step. */
    public void allocate(XeroResponse answer, DeliveryItem item) {
        allocation.allocate(answer, item);
    }

    /** Harvest did it. */
    public void sentByHarvest(DeliveryItem item) {
        outcomes.done(item, null);
    }

    /** Xero did it, or says in so many words why not. */
    public void answered(XeroResponse answer, DeliveryItem item) {
        if (answer.status() >= REFUSED) {
            outcomes.refused(item, answer.refusal().orElse("it gives no reason"));
        } else {
            outcomes.done(item, null);
        }
    }

    /** Lets what failed of these come here. */
    public void seeToFailed(FailedWrites failedWrites) {
        failedWrites.on(DeliveryItem.class, new FailedWrites.Handling<>(this::refused, this::notTaken, this::inDoubt));
    }

    /** One side refused, so nothing was done. */
    public void refused(DeliveryItem item, RequestRefusedException refused) {
        outcomes.refused(item, refused.words());
    }

    /**
     * The other side did not process the request: nothing was done. After a limit of one call it goes with the next cycle, and the
     * others go on.
     *
     * @throws Exception what every other would meet too
     */
    public void notTaken(DeliveryItem item, Exception why) throws Exception {
        outcomes.notTaken(item, why);
    }

    /** No answer: whether it was done is unknown, unless no connection was made at all. */
    public void inDoubt(DeliveryItem item, Exception why) {
        outcomes.inDoubt(item, why);
    }
}
