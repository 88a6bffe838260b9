package org.harvestxero.handover;

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
import org.harvestxero.billing.engine.Source;
import org.harvestxero.calls.RefusedException;
import org.harvestxero.copying.BilledPlanning;
import org.harvestxero.harvest.HarvestAnswer;
import org.harvestxero.harvest.HarvestListing;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.harvest.HarvestReader;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.harvest.MirrorWire;
import org.harvestxero.harvest.MirrorWire.NewMirror;
import org.harvestxero.harvest.MirrorWire.Span;
import org.harvestxero.harvest.MirrorWire.WantedLine;
import org.harvestxero.harvest.MirrorWire.Work;
import org.harvestxero.ledger.Ages;
import org.harvestxero.ledger.Deliveries.Delivery;
import org.harvestxero.ledger.Deliveries.State;
import org.harvestxero.ledger.DraftState;
import org.harvestxero.ledger.Drafts.MirrorTaxes;
import org.harvestxero.ledger.Drafts.StoredDraft;
import org.harvestxero.ledger.Durability;
import org.harvestxero.ledger.Kind;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.mapping.BilledInvoice;
import org.harvestxero.mapping.BilledInvoice.ChargedTaxes;
import org.harvestxero.mapping.HarvestTaxes;
import org.harvestxero.mapping.MappingResult;
import org.harvestxero.mapping.Problem;
import org.harvestxero.mapping.SourceInvoice;
import org.harvestxero.operations.Ids;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the Harvest invoice of a draft, so that its time counts as billed there, but only where it comes out exactly like the draft
 * (ruling 20). Harvest knows no idempotency keys: the number is reserved and the attempt recorded first; after a lost reply it is
 * searched for by its number before anything is repeated, and of two the younger goes.
 */
public final class Mirroring {
    static final String STEP = "mirror";

    private static final Logger LOG = LoggerFactory.getLogger(Mirroring.class);
    private static final Duration UNTIL_LOOK = Duration.ofMinutes(2);
    private static final int NOT_FOUND = 404;
    private static final int PATIENCE = 3;

    private final String connection;
    private final Ledger ledger;
    private final Agreements agreements;
    private final Handover handover;
    private final BilledPlanning planning;
    private final Clock clock;
    /** Of creations, by the draft. */
    private final Ages<Long> attempts;

    private final AtomicInteger doubtsInARow = new AtomicInteger();

    Mirroring(
            String connection,
            Ledger ledger,
            Agreements agreements,
            Handover handover,
            BilledPlanning planning,
            Clock clock,
            LongSupplier nanos) {
        this.attempts = new Ages<>(clock, nanos);
        this.connection = connection;
        this.ledger = ledger;
        this.agreements = agreements;
        this.handover = handover;
        this.planning = planning;
        this.clock = clock;
    }

    /** The drafts to mirror now. Those that get none move on with the reason; those whose lost reply is too young wait. */
    public List<Mirror> begin(List<StoredDraft> drafts) {
        List<Mirror> mirrors = new ArrayList<>();
        doubtsInARow.set(0);
        for (StoredDraft draft : drafts) {
            if (draft.state() != DraftState.APPROVED) {
                continue;
            }
            Mirror mirror = new Mirror(draft);
            String without = delivery(draft).isPresent() ? null : whyNone(mirror);
            if (without != null) {
                ledger.drafts().mirrored(draft, null, without);
            } else if (!isTooYoung(draft)) {
                delivery(draft)
                        .filter(attempt -> attempt.state() == State.FAILED)
                        .ifPresent(attempt -> mirror.unfit = attempt.message());
                mirrors.add(mirror);
            }
        }
        return mirrors;
    }

    private @Nullable String whyNone(Mirror mirror) {
        if (!agreements.sending(mirror.draft).mirrored()) {
            return "the agreement asks for none";
        }
        if (mirror.draft.twin() == Kind.CREDIT_NOTE) {
            return "it comes to less than zero, and Harvest takes no such invoice";
        }
        if (mirror.isEmpty()) {
            return "no tracked work is on it";
        }
        return taxes(mirror).isEmpty() ? "its lines carry more tax rates than Harvest's two" : null;
    }

    private Optional<HarvestTaxes> taxes(Mirror mirror) {
        return planning.harvestTaxes(invoice(mirror));
    }

    private BilledInvoice invoice(Mirror mirror) {
        return handover.invoice(mirror.draft, handover.client(mirror.draft));
    }

    private Optional<Delivery> delivery(StoredDraft draft) {
        return ledger.deliveries().find(draft.id(), STEP);
    }

    private boolean isTooYoung(StoredDraft draft) {
        return delivery(draft)
                .filter(attempt -> attempt.state() == State.SENDING && draft.harvestId() == null)
                .filter(attempt -> attempts.isYounger(draft.id(), attempt.changedAt(), UNTIL_LOOK))
                .isPresent();
    }

    /** Mirrors not begun yet, for which Harvest is asked what is unbilled. */
    public List<Mirror> unbegun(List<Mirror> mirrors) {
        return mirrors.stream()
                .filter(mirror -> delivery(mirror.draft).isEmpty())
                .toList();
    }

    /** What is unbilled in Harvest in the span of all the drafts, of one client or of all. */
    public HarvestListing unbilledTime(List<Mirror> mirrors) {
        return unbilled(mirrors, Source.Kind.TIME_ENTRY);
    }

    public HarvestListing unbilledExpenses(List<Mirror> mirrors) {
        return unbilled(mirrors, Source.Kind.EXPENSE);
    }

    public boolean haveTime(List<Mirror> mirrors) {
        return mirrors.stream().anyMatch(mirror -> mirror.has(Source.Kind.TIME_ENTRY));
    }

    public boolean haveExpenses(List<Mirror> mirrors) {
        return mirrors.stream().anyMatch(mirror -> mirror.has(Source.Kind.EXPENSE));
    }

    private static HarvestListing unbilled(List<Mirror> mirrors, Source.Kind kind) {
        Set<Long> clients = new HashSet<>();
        List<LocalDate> days = new ArrayList<>();
        for (Mirror mirror : mirrors) {
            Span span = mirror.span(kind);
            if (span != null) {
                clients.add(mirror.draft.clientId());
                days.add(span.from());
                days.add(span.to());
            }
        }
        Long only = clients.size() == 1 ? clients.iterator().next() : null;
        Span all = new Span(
                days.stream().min(Comparator.naturalOrder()).orElseThrow(),
                days.stream().max(Comparator.naturalOrder()).orElseThrow());
        return MirrorWire.work(kind == Source.Kind.EXPENSE, only, all, false);
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
        (page.array().equals("expenses") ? listed.expenses : listed.time).addAll(MirrorWire.work(page.elements()));
    }

    /** Those whose work is exactly what Harvest would take; the others move on without a mirror, with the reason. */
    public List<Mirror> fitting(List<Mirror> mirrors, Listed listed) {
        List<Mirror> fitting = new ArrayList<>();
        for (Mirror mirror : mirrors) {
            String misfit = delivery(mirror.draft).isPresent() ? null : misfit(mirror, listed);
            if (misfit == null) {
                fitting.add(mirror);
            } else {
                ledger.drafts().mirrored(mirror.draft, null, misfit);
            }
        }
        return fitting;
    }

    private static @Nullable String misfit(Mirror mirror, Listed listed) {
        String time = mirror.misfit(Source.Kind.TIME_ENTRY, listed.time);
        return time != null ? time : mirror.misfit(Source.Kind.EXPENSE, listed.expenses);
    }

    /** Whether an earlier attempt got no answer, so that it has to be searched for. */
    public boolean isLost(Mirror mirror) {
        return mirror.draft.harvestId() == null
                && delivery(mirror.draft)
                        .filter(attempt -> attempt.state() == State.SENDING)
                        .isPresent();
    }

    public HarvestRequest lookup(Mirror mirror) {
        return MirrorWire.issuedOn(
                mirror.draft.clientId(), mirror.draft.content().issueDate());
    }

    /** Adopts the oldest invoice of the reserved number, if there is one; any younger one is to be deleted. */
    public List<Long> found(HarvestAnswer answer, Mirror mirror) {
        List<JsonNode> ours = new ArrayList<>();
        for (JsonNode invoice : answer.json().path("invoices")) {
            if (invoice.path("number").asText("").equals(mirror.draft.number())) {
                ours.add(invoice);
            }
        }
        ours.sort(Comparator.comparingLong(HarvestReader::id));
        if (ours.isEmpty()) {
            return List.of();
        }
        made(mirror, ours.get(0));
        ledger.audit()
                .add(
                        connection,
                        "process",
                        Kind.DRAFT,
                        mirror.draft.id(),
                        "adopted",
                        "its mirror was found after a lost reply");
        return ours.stream().skip(1).map(HarvestReader::id).toList();
    }

    public HarvestRequest removal(Long invoice) {
        return MirrorWire.delete(invoice);
    }

    /** One of two with the same number is gone. */
    public void removed(Mirror mirror, Long invoice) {
        ledger.audit()
                .add(
                        connection,
                        "process",
                        Kind.DRAFT,
                        mirror.draft.id(),
                        "double deleted",
                        "Harvest invoice " + invoice + " had the number " + mirror.draft.number() + " too");
    }

    /** Whether the invoice was not made yet. */
    public boolean isUnmade(Mirror mirror) {
        return mirror.draft.harvestId() == null;
    }

    /** Whether it was made by an earlier attempt and has to be read. */
    public boolean isUnread(Mirror mirror) {
        return mirror.draft.harvestId() != null && mirror.invoice == null;
    }

    /** Records that the invoice is about to be made, and gives the request. */
    public HarvestRequest creation(Mirror mirror) {
        StoredDraft draft = mirror.draft;
        HarvestTaxes taxes = taxes(mirror)
                .orElseThrow(() -> new IllegalStateException("Its tax rates don't fit Harvest's two any more"));
        ledger.inTransaction(() -> {
            ledger.deliveries().plan(connection, draft.id(), STEP);
            delivery(draft)
                    .ifPresent(attempt -> ledger.deliveries()
                            .move(attempt, State.SENDING, clock.instant().plus(UNTIL_LOOK), null));
        });
        attempts.begin(draft.id());
        Durability.settle(ledger.dataSource());
        return MirrorWire.create(new NewMirror(
                draft.clientId(),
                String.valueOf(draft.number()),
                draft.content().issueDate(),
                draft.content().dueDate(),
                draft.currency(),
                draft.content().words().purchaseOrder(),
                draft.content().words().notes(),
                taxes.tax(),
                taxes.tax2(),
                mirror.projects(),
                mirror.span(Source.Kind.TIME_ENTRY),
                mirror.span(Source.Kind.EXPENSE)));
    }

    /** Harvest made the invoice. */
    public void created(HarvestAnswer answer, Mirror mirror) {
        made(mirror, answer.json());
    }

    private void made(Mirror mirror, JsonNode invoice) {
        long id = HarvestReader.id(invoice);
        if (!ledger.drafts().mirror(mirror.draft, id)) {
            throw new IllegalStateException(
                    "Draft " + Ids.draft(mirror.draft.id()) + " changed while its mirror was made");
        }
        mirror.draft = current(mirror.draft);
        seen(mirror, invoice);
    }

    public HarvestRequest reading(Mirror mirror) {
        return MirrorWire.read(id(mirror));
    }

    /** Takes what Harvest shows of the invoice now. */
    public void read(HarvestAnswer answer, Mirror mirror) {
        seen(mirror, answer.json());
    }

    private void seen(Mirror mirror, JsonNode invoice) {
        doubtsInARow.set(0);
        mirror.invoice = HarvestReader.invoice(invoice, handover.client(mirror.draft));
    }

    public boolean hasTime(Mirror mirror) {
        return mirror.unfit == null && mirror.has(Source.Kind.TIME_ENTRY);
    }

    public boolean hasExpenses(Mirror mirror) {
        return mirror.unfit == null && mirror.has(Source.Kind.EXPENSE);
    }

    public HarvestListing takenTime(Mirror mirror) {
        return taken(mirror, Source.Kind.TIME_ENTRY);
    }

    public HarvestListing takenExpenses(Mirror mirror) {
        return taken(mirror, Source.Kind.EXPENSE);
    }

    private static HarvestListing taken(Mirror mirror, Source.Kind kind) {
        Span span = mirror.span(kind);
        if (span == null) {
            throw new IllegalStateException("Draft " + Ids.draft(mirror.draft.id()) + " has none of that kind");
        }
        return MirrorWire.work(kind == Source.Kind.EXPENSE, mirror.draft.clientId(), span, true);
    }

    /** Compares what Harvest took with what the draft bills. */
    public void compareTime(Mirror mirror, Listed listed) {
        compare(mirror, mirror.taken(Source.Kind.TIME_ENTRY, listed.time, id(mirror)));
    }

    public void compareExpenses(Mirror mirror, Listed listed) {
        compare(mirror, mirror.taken(Source.Kind.EXPENSE, listed.expenses, id(mirror)));
    }

    private static void compare(Mirror mirror, @Nullable String difference) {
        if (mirror.unfit == null) {
            mirror.unfit = difference;
        }
    }

    /** Whether its lines still have to become the draft's. */
    public boolean hasOtherLines(Mirror mirror) {
        return mirror.unfit == null && !MirrorWire.isWritten(invoiceOf(mirror).lines(), wanted(mirror));
    }

    public HarvestRequest lines(Mirror mirror) {
        return MirrorWire.lines(id(mirror), invoiceOf(mirror).lines(), wanted(mirror));
    }

    private List<WantedLine> wanted(Mirror mirror) {
        BilledInvoice invoice = invoice(mirror);
        HarvestTaxes taxes = planning.harvestTaxes(invoice).orElse(null);
        List<String> kinds =
                invoiceOf(mirror).lines().stream().map(line -> line.kind()).toList();
        List<WantedLine> wanted = new ArrayList<>();
        for (int i = 0; i < invoice.lines().size(); i++) {
            BilledInvoice.Line line = invoice.lines().get(i);
            boolean expense = line.kind().equals(DraftMapping.PRODUCT);
            wanted.add(new WantedLine(
                    kind(kinds, expense, mirror),
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
    private static String kind(List<String> kinds, boolean expense, Mirror mirror) {
        if (kinds.isEmpty()) {
            return expense ? DraftMapping.PRODUCT : DraftMapping.SERVICE;
        }
        return expense && mirror.has(Source.Kind.EXPENSE) ? kinds.get(kinds.size() - 1) : kinds.get(0);
    }

    /**
     * The invoice stands: its lines and totals are compared once more, then the draft moves on with it. One that doesn't fit is to be
     * taken back.
     */
    public void finish(Mirror mirror) {
        if (mirror.unfit == null) {
            mirror.unfit = difference(mirror);
        }
        if (mirror.unfit != null) {
            remember(mirror);
            return;
        }
        SourceInvoice invoice = invoiceOf(mirror);
        ledger.inTransaction(() -> {
            ledger.drafts().keepTaxes(mirror.draft.id(), new MirrorTaxes(invoice.taxAmount(), invoice.tax2Amount()));
            ledger.drafts().mirrored(mirror.draft, invoice.id(), null);
            move(mirror, State.DONE, null);
            ledger.audit()
                    .add(
                            connection,
                            "process",
                            Kind.DRAFT,
                            mirror.draft.id(),
                            "mirrored",
                            "Harvest invoice " + invoice.id() + " of " + invoice.amount() + " " + invoice.currency());
        });
    }

    private @Nullable String difference(Mirror mirror) {
        SourceInvoice invoice = invoiceOf(mirror);
        BilledInvoice billed = invoice(mirror);
        if (!MirrorWire.isEqual(invoice.lines(), wanted(mirror))) {
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
    private void remember(Mirror mirror) {
        move(mirror, State.FAILED, mirror.unfit);
        Durability.settle(ledger.dataSource());
    }

    public boolean isUnfit(Mirror mirror) {
        return mirror.unfit != null && mirror.draft.harvestId() != null;
    }

    public HarvestRequest takingBack(Mirror mirror) {
        return MirrorWire.delete(id(mirror));
    }

    /** The invoice is gone again; its time and expenses are unbilled in Harvest, and the draft goes on without a mirror. */
    public void takenBack(Mirror mirror) {
        ledger.inTransaction(() -> {
            ledger.drafts().mirrored(mirror.draft, null, mirror.unfit);
            move(mirror, State.GIVEN_UP, mirror.unfit);
            ledger.audit().add(connection, "process", Kind.DRAFT, mirror.draft.id(), "mirror taken back", mirror.unfit);
        });
    }

    /** Harvest refuses: without an invoice the draft goes on alone; with one, that is to be taken back or is gone already. */
    public void refused(Mirror mirror, RefusedException refused) {
        LOG.info("Draft {} gets no mirror: {}", Ids.draft(mirror.draft.id()), refused.getMessage());
        String words = refused.reason().isBlank() ? String.valueOf(refused.getMessage()) : refused.reason();
        if (mirror.unfit == null) {
            mirror.unfit = "Harvest says: " + words;
        }
        if (mirror.draft.harvestId() == null || refused.status() == NOT_FOUND) {
            takenBack(mirror);
        } else {
            remember(mirror);
        }
    }

    /**
     * Harvest did not look at the request: nothing was done.
     *
     * @throws Exception what it was told
     */
    public void notTaken(Mirror mirror, Exception why) throws Exception {
        if (mirror.draft.harvestId() == null) {
            move(mirror, State.WAITING, why.getMessage());
        }
        throw why;
    }

    /**
     * No answer: the draft waits and is looked for later; the others go on.
     *
     * @throws Exception what it was told, when it happens several times in a row: then Harvest is down, and each further try would
     *     only hold up what needs no mirror
     */
    public void inDoubt(Mirror mirror, Exception why) throws Exception {
        LOG.warn("What became of the mirror of draft {} is unknown: {}", mirror.draft.id(), why.getMessage());
        if (doubtsInARow.incrementAndGet() >= PATIENCE) {
            throw why;
        }
    }

    private void move(Mirror mirror, State to, @Nullable String message) {
        Instant now = clock.instant();
        delivery(mirror.draft).ifPresent(attempt -> ledger.deliveries().move(attempt, to, now, message));
    }

    private StoredDraft current(StoredDraft draft) {
        return ledger.drafts()
                .find(connection, draft.id())
                .orElseThrow(() -> new IllegalStateException("Draft " + Ids.draft(draft.id()) + " is gone"));
    }

    private static long id(Mirror mirror) {
        Long id = mirror.draft.harvestId();
        if (id == null) {
            throw new IllegalStateException("Draft " + Ids.draft(mirror.draft.id()) + " has no mirror");
        }
        return id;
    }

    private static SourceInvoice invoiceOf(Mirror mirror) {
        SourceInvoice invoice = mirror.invoice;
        if (invoice == null) {
            throw new IllegalStateException("The mirror of draft " + Ids.draft(mirror.draft.id()) + " was not read");
        }
        return invoice;
    }
}
