package org.harvestxero.finalize.mirror;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.harvestxero.billing.engine.Source;
import org.harvestxero.copy.failure.FailedWrites;
import org.harvestxero.copy.plan.DraftInvoicePlanner;
import org.harvestxero.finalize.AgreementArchive;
import org.harvestxero.finalize.DraftFinalizer;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestInvoiceJson;
import org.harvestxero.harvest.HarvestInvoiceJson.NewMirror;
import org.harvestxero.harvest.HarvestInvoiceView;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.harvest.HarvestResponse;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.mapping.document.HarvestTaxes;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.StoredDraft;

/**
 * Makes the Harvest invoice of a draft, so that its time counts as billed there, but only where it comes out exactly like the draft
 * (ruling 20). Harvest knows no idempotency keys: the number is reserved and the attempt recorded first; after a lost reply it is
 * searched for by its number before anything is repeated, and of two the younger goes.
 */
public final class MirrorSteps {
    private final MirrorSelection selection;
    private final MirrorLines lines;
    private final MirrorOutcomes outcomes;

    public MirrorSteps(
            ConnectionStore store,
            AgreementArchive agreementArchive,
            DraftFinalizer draftFinalizer,
            DraftInvoicePlanner planning,
            Clock clock,
            LongSupplier nanos) {
        this.lines = new MirrorLines(draftFinalizer, planning);
        this.outcomes = new MirrorOutcomes(store, draftFinalizer, lines, clock, nanos);
        this.selection = new MirrorSelection(store, agreementArchive, lines, outcomes);
    }

    /** The drafts to mirror now. Those that get none move on with the reason; those whose lost reply is too young wait. */
    public List<MirrorAttempt> begin(List<StoredDraft> drafts) {
        outcomes.begin();
        return selection.begin(drafts);
    }

    /** Mirrors not begun yet, for which Harvest is asked what is unbilled. */
    public List<MirrorAttempt> unbegun(List<MirrorAttempt> mirrors) {
        return selection.unbegun(mirrors);
    }

    /** Those whose work is exactly what Harvest would take; the others move on without a mirror, with the reason. */
    public List<MirrorAttempt> fitting(List<MirrorAttempt> mirrors, ListedWork listed) {
        return selection.fitting(mirrors, listed);
    }

    /** What is unbilled in Harvest in the span of all the drafts, of one client or of all. */
    public HarvestListRequest unbilledTime(List<MirrorAttempt> mirrors) {
        return MirrorSelection.unbilled(mirrors, Source.Kind.TIME_ENTRY);
    }

    public HarvestListRequest unbilledExpenses(List<MirrorAttempt> mirrors) {
        return MirrorSelection.unbilled(mirrors, Source.Kind.EXPENSE);
    }

    public boolean haveTime(List<MirrorAttempt> mirrors) {
        return mirrors.stream().anyMatch(mirror -> mirror.has(Source.Kind.TIME_ENTRY));
    }

    public boolean haveExpenses(List<MirrorAttempt> mirrors) {
        return mirrors.stream().anyMatch(mirror -> mirror.has(Source.Kind.EXPENSE));
    }

    /** Whether one is made of the draft's lines, for which Harvest's categories of items have to be known. */
    public boolean haveFreeForm(List<MirrorAttempt> mirrors) {
        return mirrors.stream().anyMatch(MirrorAttempt::isFreeForm);
    }

    public HarvestListRequest categories() {
        return HarvestListRequest.of("/invoice_item_categories");
    }

    /** Lets those made of the draft's lines use the categories that were listed. */
    public List<MirrorAttempt> filed(List<MirrorAttempt> mirrors, ListedWork listed) {
        mirrors.forEach(mirror -> mirror.use(listed.kinds()));
        return mirrors;
    }

    public ListedWork listed() {
        return new ListedWork();
    }

    /** Keeps one page of work. */
    public void keep(HarvestPage page, ListedWork listed) {
        listed.add(page);
    }

    /** Whether an earlier attempt got no answer, so that it has to be searched for. */
    public boolean isLost(MirrorAttempt mirror) {
        return mirror.state() == MirrorState.LOST;
    }

    public HarvestRequest lookup(MirrorAttempt mirror) {
        return HarvestInvoiceJson.issuedOn(
                mirror.draft().clientId(), mirror.draft().content().issueDate());
    }

    /** Adopts the oldest invoice of the reserved number, if there is one; any younger one is to be deleted. */
    public List<Long> found(HarvestResponse answer, MirrorAttempt mirror) {
        List<HarvestElement> ours = answer.list("invoices").stream()
                .filter(invoice -> Objects.equals(
                        HarvestInvoiceView.of(invoice).number(), mirror.draft().number()))
                .sorted(Comparator.comparingLong(HarvestElement::id))
                .toList();
        if (ours.isEmpty()) {
            return List.of();
        }
        outcomes.adopted(mirror, ours.get(0));
        return ours.stream().skip(1).map(HarvestElement::id).toList();
    }

    public HarvestRequest removal(Long invoice) {
        return HarvestInvoiceJson.delete(invoice);
    }

    /** Whether the invoice was not made yet. */
    public boolean isUnmade(MirrorAttempt mirror) {
        return mirror.state() == MirrorState.UNMADE || mirror.state() == MirrorState.LOST;
    }

    /** Whether it was made by an earlier attempt and has to be read. */
    public boolean isUnread(MirrorAttempt mirror) {
        return mirror.state() == MirrorState.MADE;
    }

    /** Records that the invoice is about to be made, and gives the request. */
    public HarvestRequest creation(MirrorAttempt mirror) {
        StoredDraft draft = mirror.draft();
        HarvestTaxes taxes = lines.taxes(draft)
                .orElseThrow(() -> new IllegalStateException("Its tax rates don't fit Harvest's two any more"));
        outcomes.creating(mirror);
        HarvestInvoiceJson.Head head = new HarvestInvoiceJson.Head(
                String.valueOf(draft.number()),
                draft.content().issueDate(),
                draft.content().dueDate(),
                draft.currency(),
                draft.content().words().purchaseOrder(),
                draft.content().words().notes());
        if (mirror.isFreeForm()) {
            return HarvestInvoiceJson.create(
                    draft.clientId(),
                    head,
                    draft.periodStart() + " – " + draft.periodEnd(),
                    taxes,
                    lines.wanted(mirror));
        }
        return HarvestInvoiceJson.create(new NewMirror(
                draft.clientId(),
                head,
                taxes,
                new HarvestInvoiceJson.Import(
                        mirror.work().projects(),
                        mirror.work().span(Source.Kind.TIME_ENTRY),
                        mirror.work().span(Source.Kind.EXPENSE))));
    }

    /** Harvest made the invoice. */
    public void created(HarvestResponse answer, MirrorAttempt mirror) {
        outcomes.made(mirror, answer.element());
    }

    public HarvestRequest reading(MirrorAttempt mirror) {
        return HarvestInvoiceJson.read(mirror.id());
    }

    /** Takes what Harvest shows of the invoice now. */
    public void read(HarvestResponse answer, MirrorAttempt mirror) {
        outcomes.seen(mirror, answer.element());
    }

    public boolean hasTime(MirrorAttempt mirror) {
        return mirror.isFit() && !mirror.isFreeForm() && mirror.has(Source.Kind.TIME_ENTRY);
    }

    public boolean hasExpenses(MirrorAttempt mirror) {
        return mirror.isFit() && !mirror.isFreeForm() && mirror.has(Source.Kind.EXPENSE);
    }

    public HarvestListRequest takenTime(MirrorAttempt mirror) {
        return MirrorSelection.taken(mirror, Source.Kind.TIME_ENTRY);
    }

    public HarvestListRequest takenExpenses(MirrorAttempt mirror) {
        return MirrorSelection.taken(mirror, Source.Kind.EXPENSE);
    }

    /** Compares what Harvest took with what the draft bills. */
    public void compareTime(MirrorAttempt mirror, ListedWork listed) {
        mirror.unfit(MirrorComparison.taken(mirror.work(), Source.Kind.TIME_ENTRY, listed.time(), mirror.id()));
    }

    public void compareExpenses(MirrorAttempt mirror, ListedWork listed) {
        mirror.unfit(MirrorComparison.taken(mirror.work(), Source.Kind.EXPENSE, listed.expenses(), mirror.id()));
    }

    /** Whether its lines still have to become the draft's. */
    public boolean hasOtherLines(MirrorAttempt mirror) {
        return mirror.isFit() && !HarvestInvoiceJson.isWritten(mirror.invoice().lines(), lines.wanted(mirror));
    }

    public HarvestRequest lines(MirrorAttempt mirror) {
        return HarvestInvoiceJson.lines(mirror.id(), mirror.invoice().lines(), lines.wanted(mirror));
    }

    public boolean isUnfit(MirrorAttempt mirror) {
        return !mirror.isFit() && mirror.draft().harvestId() != null;
    }

    public HarvestRequest takingBack(MirrorAttempt mirror) {
        return HarvestInvoiceJson.delete(mirror.id());
    }

    /**
     * The invoice stands: its lines and totals are compared once more, then the draft moves on with it. One that doesn't fit is to be
     * taken back.
     */
    public void finish(MirrorAttempt mirror) {
        outcomes.finish(mirror);
    }

    /** The invoice is gone again; its time and expenses are unbilled in Harvest, and the draft goes on without a mirror. */
    public void takenBack(MirrorAttempt mirror) {
        outcomes.takenBack(mirror);
    }

    /** One of two with the same number is gone. */
    public void removed(MirrorAttempt mirror, Long invoice) {
        outcomes.removed(mirror, invoice);
    }

    /** Lets what failed of these come here. */
    public void seeToFailed(FailedWrites failedWrites) {
        failedWrites.on(MirrorAttempt.class, new FailedWrites.Handling<>(this::refused, this::notTaken, this::inDoubt));
    }

    /** Harvest refuses: without an invoice the draft goes on alone; with one, that is to be taken back or is gone already. */
    public void refused(MirrorAttempt mirror, RequestRefusedException refused) {
        outcomes.refused(mirror, refused);
    }

    /**
     * Harvest did not process the request: nothing was done.
     *
     * @throws Exception what it was told
     */
    public void notTaken(MirrorAttempt mirror, Exception why) throws Exception {
        outcomes.notTaken(mirror, why);
    }

    /**
     * No answer: the draft waits and is searched for later; the others go on.
     *
     * @throws Exception what it was told, when it happens several times in a row: then Harvest is down, and each further try would
     *     only hold up what needs no mirror
     */
    public void inDoubt(MirrorAttempt mirror, Exception why) throws Exception {
        outcomes.inDoubt(mirror, why);
    }
}
