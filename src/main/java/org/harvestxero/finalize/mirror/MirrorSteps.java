package org.harvestxero.finalize.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.harvestxero.api.PublicIds;
import org.harvestxero.billing.engine.Source;
import org.harvestxero.copy.plan.DraftInvoicePlanner;
import org.harvestxero.finalize.AgreementArchive;
import org.harvestxero.finalize.DraftFinalizer;
import org.harvestxero.finalize.DraftMapper;
import org.harvestxero.harvest.HarvestInvoiceJson;
import org.harvestxero.harvest.HarvestInvoiceJson.NewMirror;
import org.harvestxero.harvest.HarvestInvoiceJson.Span;
import org.harvestxero.harvest.HarvestInvoiceJson.WantedLine;
import org.harvestxero.harvest.HarvestInvoiceJson.Work;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.harvest.HarvestReader;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.harvest.HarvestResponse;
import org.harvestxero.http.RefusedException;
import org.harvestxero.mapping.MappingResult;
import org.harvestxero.mapping.document.FinalizedInvoice;
import org.harvestxero.mapping.document.FinalizedInvoice.ChargedTaxes;
import org.harvestxero.mapping.document.HarvestTaxes;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.DeliveryTable.Delivery;
import org.harvestxero.store.billing.DeliveryTable.State;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.DraftTable.MirrorTaxes;
import org.harvestxero.store.billing.DraftTable.StoredDraft;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.database.Ages;
import org.harvestxero.store.database.Durability;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the Harvest invoice of a draft, so that its time counts as billed there, but only where it comes out exactly like the draft
 * (ruling 20). Harvest knows no idempotency keys: the number is reserved and the attempt recorded first; after a lost reply it is
 * searched for by its number before anything is repeated, and of two the younger goes.
 */
public final class MirrorSteps {
    public static final String STEP = "mirror";

    private static final Logger LOG = LoggerFactory.getLogger(MirrorSteps.class);
    private static final Duration UNTIL_LOOK = Duration.ofMinutes(2);
    private static final int NOT_FOUND = 404;
    private static final int PATIENCE = 3;

    private final ConnectionStore store;
    private final AgreementArchive agreementArchive;
    private final DraftFinalizer draftFinalizer;
    private final DraftInvoicePlanner planning;
    private final Clock clock;
    /** Of creations, by the draft. */
    private final Ages<Long> attempts;

    private final AtomicInteger doubtsInARow = new AtomicInteger();

    public MirrorSteps(
            ConnectionStore store,
            AgreementArchive agreementArchive,
            DraftFinalizer draftFinalizer,
            DraftInvoicePlanner planning,
            Clock clock,
            LongSupplier nanos) {
        this.attempts = new Ages<>(clock, nanos);
        this.store = store;
        this.agreementArchive = agreementArchive;
        this.draftFinalizer = draftFinalizer;
        this.planning = planning;
        this.clock = clock;
    }

    /** The drafts to mirror now. Those that get none move on with the reason; those whose lost reply is too young wait. */
    public List<MirrorAttempt> begin(List<StoredDraft> drafts) {
        List<MirrorAttempt> mirrors = new ArrayList<>();
        doubtsInARow.set(0);
        for (StoredDraft draft : drafts) {
            if (draft.state() != DraftState.APPROVED) {
                continue;
            }
            MirrorAttempt mirrorAttempt = new MirrorAttempt(draft);
            String without = delivery(draft).isPresent() ? null : whyNone(mirrorAttempt);
            if (without != null) {
                store.drafts().mirrored(draft, null, without);
            } else if (!isTooYoung(draft)) {
                delivery(draft)
                        .filter(attempt -> attempt.state() == State.FAILED)
                        .ifPresent(attempt -> mirrorAttempt.unfit = attempt.message());
                mirrors.add(mirrorAttempt);
            }
        }
        return mirrors;
    }

    private @Nullable String whyNone(MirrorAttempt mirrorAttempt) {
        if (!agreementArchive.sending(mirrorAttempt.draft).mirrored()) {
            return "the agreement asks for none";
        }
        if (mirrorAttempt.draft.xeroKind() == Kind.CREDIT_NOTE) {
            return "it comes to less than zero, and Harvest takes no such invoice";
        }
        if (mirrorAttempt.isEmpty()) {
            return "no tracked work is on it";
        }
        return taxes(mirrorAttempt).isEmpty() ? "its lines carry more tax rates than Harvest's two" : null;
    }

    private Optional<HarvestTaxes> taxes(MirrorAttempt mirrorAttempt) {
        return planning.harvestTaxes(invoice(mirrorAttempt));
    }

    private FinalizedInvoice invoice(MirrorAttempt mirrorAttempt) {
        return draftFinalizer.invoice(mirrorAttempt.draft, draftFinalizer.client(mirrorAttempt.draft));
    }

    private Optional<Delivery> delivery(StoredDraft draft) {
        return store.deliveries().find(draft.id(), STEP);
    }

    private boolean isTooYoung(StoredDraft draft) {
        return delivery(draft)
                .filter(attempt -> attempt.state() == State.SENDING && draft.harvestId() == null)
                .filter(attempt -> attempts.isYounger(draft.id(), attempt.changedAt(), UNTIL_LOOK))
                .isPresent();
    }

    /** Mirrors not begun yet, for which Harvest is asked what is unbilled. */
    public List<MirrorAttempt> unbegun(List<MirrorAttempt> mirrors) {
        return mirrors.stream()
                .filter(mirrorAttempt -> delivery(mirrorAttempt.draft).isEmpty())
                .toList();
    }

    /** What is unbilled in Harvest in the span of all the drafts, of one client or of all. */
    public HarvestListRequest unbilledTime(List<MirrorAttempt> mirrors) {
        return unbilled(mirrors, Source.Kind.TIME_ENTRY);
    }

    public HarvestListRequest unbilledExpenses(List<MirrorAttempt> mirrors) {
        return unbilled(mirrors, Source.Kind.EXPENSE);
    }

    public boolean haveTime(List<MirrorAttempt> mirrors) {
        return mirrors.stream().anyMatch(mirrorAttempt -> mirrorAttempt.has(Source.Kind.TIME_ENTRY));
    }

    public boolean haveExpenses(List<MirrorAttempt> mirrors) {
        return mirrors.stream().anyMatch(mirrorAttempt -> mirrorAttempt.has(Source.Kind.EXPENSE));
    }

    private static HarvestListRequest unbilled(List<MirrorAttempt> mirrors, Source.Kind kind) {
        Set<Long> clients = new HashSet<>();
        List<LocalDate> days = new ArrayList<>();
        for (MirrorAttempt mirrorAttempt : mirrors) {
            Span span = mirrorAttempt.span(kind);
            if (span != null) {
                clients.add(mirrorAttempt.draft.clientId());
                days.add(span.from());
                days.add(span.to());
            }
        }
        Long only = clients.size() == 1 ? clients.iterator().next() : null;
        Span all = new Span(
                days.stream().min(Comparator.naturalOrder()).orElseThrow(),
                days.stream().max(Comparator.naturalOrder()).orElseThrow());
        return HarvestInvoiceJson.work(kind == Source.Kind.EXPENSE, only, all, false);
    }

    /** What was listed for one round of hand-over. */
    public static final class Listed {
        private final List<Work> time = new ArrayList<>();
        private final List<Work> expenses = new ArrayList<>();
    }

    public Listed listed() {
        return new Listed();
    }

    /** Keeps one page of work. */
    public void keep(HarvestPage page, Listed listed) {
        (page.array().equals("expenses") ? listed.expenses : listed.time)
                .addAll(HarvestInvoiceJson.work(page.elements()));
    }

    /** Those whose work is exactly what Harvest would take; the others move on without a mirror, with the reason. */
    public List<MirrorAttempt> fitting(List<MirrorAttempt> mirrors, Listed listed) {
        List<MirrorAttempt> fitting = new ArrayList<>();
        for (MirrorAttempt mirrorAttempt : mirrors) {
            String misfit = delivery(mirrorAttempt.draft).isPresent() ? null : misfit(mirrorAttempt, listed);
            if (misfit == null) {
                fitting.add(mirrorAttempt);
            } else {
                store.drafts().mirrored(mirrorAttempt.draft, null, misfit);
            }
        }
        return fitting;
    }

    private static @Nullable String misfit(MirrorAttempt mirrorAttempt, Listed listed) {
        String time = mirrorAttempt.misfit(Source.Kind.TIME_ENTRY, listed.time);
        return time != null ? time : mirrorAttempt.misfit(Source.Kind.EXPENSE, listed.expenses);
    }

    /** Whether an earlier attempt got no answer, so that it has to be searched for. */
    public boolean isLost(MirrorAttempt mirrorAttempt) {
        return mirrorAttempt.draft.harvestId() == null
                && delivery(mirrorAttempt.draft)
                        .filter(attempt -> attempt.state() == State.SENDING)
                        .isPresent();
    }

    public HarvestRequest lookup(MirrorAttempt mirrorAttempt) {
        return HarvestInvoiceJson.issuedOn(
                mirrorAttempt.draft.clientId(), mirrorAttempt.draft.content().issueDate());
    }

    /** Adopts the oldest invoice of the reserved number, if there is one; any younger one is to be deleted. */
    public List<Long> found(HarvestResponse answer, MirrorAttempt mirrorAttempt) {
        List<JsonNode> ours = new ArrayList<>();
        for (JsonNode invoice : answer.json().path("invoices")) {
            if (invoice.path("number").asText("").equals(mirrorAttempt.draft.number())) {
                ours.add(invoice);
            }
        }
        ours.sort(Comparator.comparingLong(HarvestReader::id));
        if (ours.isEmpty()) {
            return List.of();
        }
        made(mirrorAttempt, ours.get(0));
        store.audit()
                .add(
                        "process",
                        Kind.DRAFT,
                        mirrorAttempt.draft.id(),
                        "adopted",
                        "its mirror was found after a lost reply");
        return ours.stream().skip(1).map(HarvestReader::id).toList();
    }

    public HarvestRequest removal(Long invoice) {
        return HarvestInvoiceJson.delete(invoice);
    }

    /** One of two with the same number is gone. */
    public void removed(MirrorAttempt mirrorAttempt, Long invoice) {
        store.audit()
                .add(
                        "process",
                        Kind.DRAFT,
                        mirrorAttempt.draft.id(),
                        "double deleted",
                        "Harvest invoice " + invoice + " had the number " + mirrorAttempt.draft.number() + " too");
    }

    /** Whether the invoice was not made yet. */
    public boolean isUnmade(MirrorAttempt mirrorAttempt) {
        return mirrorAttempt.draft.harvestId() == null;
    }

    /** Whether it was made by an earlier attempt and has to be read. */
    public boolean isUnread(MirrorAttempt mirrorAttempt) {
        return mirrorAttempt.draft.harvestId() != null && mirrorAttempt.invoice == null;
    }

    /** Records that the invoice is about to be made, and gives the request. */
    public HarvestRequest creation(MirrorAttempt mirrorAttempt) {
        StoredDraft draft = mirrorAttempt.draft;
        HarvestTaxes taxes = taxes(mirrorAttempt)
                .orElseThrow(() -> new IllegalStateException("Its tax rates don't fit Harvest's two any more"));
        store.inTransaction(() -> {
            store.deliveries().plan(draft.id(), STEP);
            delivery(draft)
                    .ifPresent(attempt -> store.deliveries()
                            .move(attempt, State.SENDING, clock.instant().plus(UNTIL_LOOK), null));
        });
        attempts.begin(draft.id());
        Durability.settle(store.dataSource());
        return HarvestInvoiceJson.create(new NewMirror(
                draft.clientId(),
                String.valueOf(draft.number()),
                draft.content().issueDate(),
                draft.content().dueDate(),
                draft.currency(),
                draft.content().words().purchaseOrder(),
                draft.content().words().notes(),
                taxes.tax(),
                taxes.tax2(),
                mirrorAttempt.projects(),
                mirrorAttempt.span(Source.Kind.TIME_ENTRY),
                mirrorAttempt.span(Source.Kind.EXPENSE)));
    }

    /** Harvest made the invoice. */
    public void created(HarvestResponse answer, MirrorAttempt mirrorAttempt) {
        made(mirrorAttempt, answer.json());
    }

    private void made(MirrorAttempt mirrorAttempt, JsonNode invoice) {
        long id = HarvestReader.id(invoice);
        if (!store.drafts().mirror(mirrorAttempt.draft, id)) {
            throw new IllegalStateException(
                    "Draft " + PublicIds.draft(mirrorAttempt.draft.id()) + " changed while its mirror was made");
        }
        mirrorAttempt.draft = current(mirrorAttempt.draft);
        seen(mirrorAttempt, invoice);
    }

    public HarvestRequest reading(MirrorAttempt mirrorAttempt) {
        return HarvestInvoiceJson.read(id(mirrorAttempt));
    }

    /** Takes what Harvest shows of the invoice now. */
    public void read(HarvestResponse answer, MirrorAttempt mirrorAttempt) {
        seen(mirrorAttempt, answer.json());
    }

    private void seen(MirrorAttempt mirrorAttempt, JsonNode invoice) {
        doubtsInARow.set(0);
        mirrorAttempt.invoice = HarvestReader.invoice(invoice, draftFinalizer.client(mirrorAttempt.draft));
    }

    public boolean hasTime(MirrorAttempt mirrorAttempt) {
        return mirrorAttempt.unfit == null && mirrorAttempt.has(Source.Kind.TIME_ENTRY);
    }

    public boolean hasExpenses(MirrorAttempt mirrorAttempt) {
        return mirrorAttempt.unfit == null && mirrorAttempt.has(Source.Kind.EXPENSE);
    }

    public HarvestListRequest takenTime(MirrorAttempt mirrorAttempt) {
        return taken(mirrorAttempt, Source.Kind.TIME_ENTRY);
    }

    public HarvestListRequest takenExpenses(MirrorAttempt mirrorAttempt) {
        return taken(mirrorAttempt, Source.Kind.EXPENSE);
    }

    private static HarvestListRequest taken(MirrorAttempt mirrorAttempt, Source.Kind kind) {
        Span span = mirrorAttempt.span(kind);
        if (span == null) {
            throw new IllegalStateException(
                    "Draft " + PublicIds.draft(mirrorAttempt.draft.id()) + " has none of that kind");
        }
        return HarvestInvoiceJson.work(kind == Source.Kind.EXPENSE, mirrorAttempt.draft.clientId(), span, true);
    }

    /** Compares what Harvest took with what the draft bills. */
    public void compareTime(MirrorAttempt mirrorAttempt, Listed listed) {
        compare(mirrorAttempt, mirrorAttempt.taken(Source.Kind.TIME_ENTRY, listed.time, id(mirrorAttempt)));
    }

    public void compareExpenses(MirrorAttempt mirrorAttempt, Listed listed) {
        compare(mirrorAttempt, mirrorAttempt.taken(Source.Kind.EXPENSE, listed.expenses, id(mirrorAttempt)));
    }

    private static void compare(MirrorAttempt mirrorAttempt, @Nullable String difference) {
        if (mirrorAttempt.unfit == null) {
            mirrorAttempt.unfit = difference;
        }
    }

    /** Whether its lines still have to become the draft's. */
    public boolean hasOtherLines(MirrorAttempt mirrorAttempt) {
        return mirrorAttempt.unfit == null
                && !HarvestInvoiceJson.isWritten(invoiceOf(mirrorAttempt).lines(), wanted(mirrorAttempt));
    }

    public HarvestRequest lines(MirrorAttempt mirrorAttempt) {
        return HarvestInvoiceJson.lines(
                id(mirrorAttempt), invoiceOf(mirrorAttempt).lines(), wanted(mirrorAttempt));
    }

    private List<WantedLine> wanted(MirrorAttempt mirrorAttempt) {
        FinalizedInvoice invoice = invoice(mirrorAttempt);
        HarvestTaxes taxes = planning.harvestTaxes(invoice).orElse(null);
        List<String> kinds = invoiceOf(mirrorAttempt).lines().stream()
                .map(line -> line.kind())
                .toList();
        List<WantedLine> wanted = new ArrayList<>();
        for (int i = 0; i < invoice.lines().size(); i++) {
            FinalizedInvoice.Line line = invoice.lines().get(i);
            boolean expense = line.kind().equals(DraftMapper.PRODUCT);
            wanted.add(new WantedLine(
                    kind(kinds, expense, mirrorAttempt),
                    line.description(),
                    line.quantity(),
                    line.unitAmount(),
                    line.amount(),
                    taxes != null && taxes.lines().get(i).taxed(),
                    taxes != null && taxes.lines().get(i).taxed2(),
                    line.project() == null ? null : line.project().id()));
        }
        return List.copyOf(wanted);
    }

    /** Harvest puts time before expenses, each under the category the agency chose for it; those are kept. */
    private static String kind(List<String> kinds, boolean expense, MirrorAttempt mirrorAttempt) {
        if (kinds.isEmpty()) {
            return expense ? DraftMapper.PRODUCT : DraftMapper.SERVICE;
        }
        return expense && mirrorAttempt.has(Source.Kind.EXPENSE) ? kinds.get(kinds.size() - 1) : kinds.get(0);
    }

    /**
     * The invoice stands: its lines and totals are compared once more, then the draft moves on with it. One that doesn't fit is to be
     * taken back.
     */
    public void finish(MirrorAttempt mirrorAttempt) {
        if (mirrorAttempt.unfit == null) {
            mirrorAttempt.unfit = difference(mirrorAttempt);
        }
        if (mirrorAttempt.unfit != null) {
            remember(mirrorAttempt);
            return;
        }
        SourceInvoice invoice = invoiceOf(mirrorAttempt);
        store.inTransaction(() -> {
            store.drafts()
                    .keepTaxes(mirrorAttempt.draft.id(), new MirrorTaxes(invoice.taxAmount(), invoice.tax2Amount()));
            store.drafts().mirrored(mirrorAttempt.draft, invoice.id(), null);
            move(mirrorAttempt, State.DONE, null);
            store.audit()
                    .add(
                            "process",
                            Kind.DRAFT,
                            mirrorAttempt.draft.id(),
                            "mirrored",
                            "Harvest invoice " + invoice.id() + " of " + invoice.amount() + " " + invoice.currency());
        });
    }

    private @Nullable String difference(MirrorAttempt mirrorAttempt) {
        SourceInvoice invoice = invoiceOf(mirrorAttempt);
        FinalizedInvoice billed = invoice(mirrorAttempt);
        if (!HarvestInvoiceJson.isEqual(invoice.lines(), wanted(mirrorAttempt))) {
            return "Harvest made other lines of it";
        }
        if (invoice.discountAmount().signum() != 0
                || invoice.amount()
                                .subtract(invoice.taxAmount())
                                .subtract(invoice.tax2Amount())
                                .compareTo(billed.subtotal())
                        != 0) {
            return "Harvest comes to " + invoice.amount() + " where " + billed.subtotal() + " before tax is billed";
        }
        MappingResult result = planning.preview(
                billed.mirroredBy(invoice.id(), new ChargedTaxes(invoice.taxAmount(), invoice.tax2Amount())));
        return result instanceof MappingResult.Refused refused
                ? String.join(
                        " ", refused.problems().stream().map(Problem::sentence).toList())
                : null;
    }

    /** Records that the invoice is to be taken back, before it is. */
    private void remember(MirrorAttempt mirrorAttempt) {
        move(mirrorAttempt, State.FAILED, mirrorAttempt.unfit);
        Durability.settle(store.dataSource());
    }

    public boolean isUnfit(MirrorAttempt mirrorAttempt) {
        return mirrorAttempt.unfit != null && mirrorAttempt.draft.harvestId() != null;
    }

    public HarvestRequest takingBack(MirrorAttempt mirrorAttempt) {
        return HarvestInvoiceJson.delete(id(mirrorAttempt));
    }

    /** The invoice is gone again; its time and expenses are unbilled in Harvest, and the draft goes on without a mirror. */
    public void takenBack(MirrorAttempt mirrorAttempt) {
        store.inTransaction(() -> {
            store.drafts().mirrored(mirrorAttempt.draft, null, mirrorAttempt.unfit);
            move(mirrorAttempt, State.GIVEN_UP, mirrorAttempt.unfit);
            store.audit()
                    .add("process", Kind.DRAFT, mirrorAttempt.draft.id(), "mirror taken back", mirrorAttempt.unfit);
        });
    }

    /** Harvest refuses: without an invoice the draft goes on alone; with one, that is to be taken back or is gone already. */
    public void refused(MirrorAttempt mirrorAttempt, RefusedException refused) {
        LOG.info("Draft {} gets no mirror: {}", PublicIds.draft(mirrorAttempt.draft.id()), refused.getMessage());
        String words = refused.reason().isBlank() ? String.valueOf(refused.getMessage()) : refused.reason();
        if (mirrorAttempt.unfit == null) {
            mirrorAttempt.unfit = "Harvest says: " + words;
        }
        if (mirrorAttempt.draft.harvestId() == null || refused.status() == NOT_FOUND) {
            takenBack(mirrorAttempt);
        } else {
            remember(mirrorAttempt);
        }
    }

    /**
     * Harvest did not look at the request: nothing was done.
     *
     * @throws Exception what it was told
     */
    public void notTaken(MirrorAttempt mirrorAttempt, Exception why) throws Exception {
        if (mirrorAttempt.draft.harvestId() == null) {
            move(mirrorAttempt, State.WAITING, why.getMessage());
        }
        throw why;
    }

    /**
     * No answer: the draft waits and is looked for later; the others go on.
     *
     * @throws Exception what it was told, when it happens several times in a row: then Harvest is down, and each further try would
     *     only hold up what needs no mirror
     */
    public void inDoubt(MirrorAttempt mirrorAttempt, Exception why) throws Exception {
        LOG.warn("What became of the mirror of draft {} is unknown: {}", mirrorAttempt.draft.id(), why.getMessage());
        if (doubtsInARow.incrementAndGet() >= PATIENCE) {
            throw why;
        }
    }

    private void move(MirrorAttempt mirrorAttempt, State to, @Nullable String message) {
        Instant now = clock.instant();
        delivery(mirrorAttempt.draft).ifPresent(attempt -> store.deliveries().move(attempt, to, now, message));
    }

    private StoredDraft current(StoredDraft draft) {
        return store.drafts()
                .find(draft.id())
                .orElseThrow(() -> new IllegalStateException("Draft " + PublicIds.draft(draft.id()) + " is gone"));
    }

    private static long id(MirrorAttempt mirrorAttempt) {
        Long id = mirrorAttempt.draft.harvestId();
        if (id == null) {
            throw new IllegalStateException("Draft " + PublicIds.draft(mirrorAttempt.draft.id()) + " has no mirror");
        }
        return id;
    }

    private static SourceInvoice invoiceOf(MirrorAttempt mirrorAttempt) {
        SourceInvoice invoice = mirrorAttempt.invoice;
        if (invoice == null) {
            throw new IllegalStateException(
                    "The mirror of draft " + PublicIds.draft(mirrorAttempt.draft.id()) + " was not read");
        }
        return invoice;
    }
}
