package org.harvestxero.handover;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.LineSource;
import org.harvestxero.billing.engine.Source;
import org.harvestxero.billing.terms.Sending;
import org.harvestxero.calls.Limit;
import org.harvestxero.calls.NoAnswerException;
import org.harvestxero.calls.RateLimitedException;
import org.harvestxero.calls.RefusedException;
import org.harvestxero.copying.BilledPlanning;
import org.harvestxero.copying.Refusals;
import org.harvestxero.harvest.HarvestAnswer;
import org.harvestxero.harvest.HarvestFiles.HarvestFile;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.harvest.MirrorWire;
import org.harvestxero.ledger.Action;
import org.harvestxero.ledger.Deliveries;
import org.harvestxero.ledger.Deliveries.Delivery;
import org.harvestxero.ledger.Deliveries.State;
import org.harvestxero.ledger.Deliveries.Step;
import org.harvestxero.ledger.DraftState;
import org.harvestxero.ledger.Drafts.StoredDraft;
import org.harvestxero.ledger.Durability;
import org.harvestxero.ledger.Kind;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.ledger.Outbox;
import org.harvestxero.ledger.RowState;
import org.harvestxero.mapping.CauseCode;
import org.harvestxero.mapping.Problem;
import org.harvestxero.operations.Ids;
import org.harvestxero.xero.XeroAnswer;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroRequest.Attachment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows once Xero took an invoice: files first, Harvest's mark that it was sent, the mail last. A file is looked for before it
 * is attached again; a mail is never repeated by itself, because neither side would notice that it is the same.
 */
public final class Delivering {
    private static final String LETTERS_MISSING = "letters-missing";
    private static final Logger LOG = LoggerFactory.getLogger(Delivering.class);
    private static final int MOST = 10_000;
    private static final int REFUSED = 400;
    private static final Set<String> ISSUED = Set.of("AUTHORISED", "PAID");
    private static final Set<String> ENDED = Set.of("VOIDED", "DELETED");
    private static final Map<String, String> ENDINGS = Map.of(
            "application/pdf", "pdf", "image/jpeg", "jpg", "image/png", "png", "image/gif", "gif", "text/plain", "txt");

    private final String connection;
    private final String tenant;
    private final Ledger ledger;
    /** What met a limit in this cycle. */
    private final Set<String> passedOver = ConcurrentHashMap.newKeySet();

    private final Agreements agreements;
    private final BilledPlanning planning;
    private final Refusals refusals;
    private final Clock clock;

    Delivering(
            String connection,
            String tenant,
            Ledger ledger,
            Agreements agreements,
            BilledPlanning planning,
            Refusals refusals,
            Clock clock) {
        this.planning = planning;
        this.connection = connection;
        this.tenant = tenant;
        this.ledger = ledger;
        this.agreements = agreements;
        this.refusals = refusals;
        this.clock = clock;
    }

    /** Moves on what Xero took since, and settles what an earlier process was interrupted in. */
    public void begin() {
        passedOver.clear();
        for (StoredDraft draft : ledger.drafts().accepted(connection)) {
            ledger.inTransaction(() -> {
                if (ledger.drafts().move(draft, DraftState.SENT)) {
                    steps(draft).forEach(step -> ledger.deliveries().plan(connection, draft.id(), step));
                }
            });
        }
        for (Delivery interrupted : ledger.deliveries().inState(connection, State.SENDING)) {
            if (!interrupted.step().equals(Mirroring.STEP)) {
                parcel(interrupted).ifPresent(parcel -> lost(parcel, "the process ended before an answer came"));
            }
        }
    }

    private List<String> steps(StoredDraft draft) {
        Sending sending = agreements.sending(draft);
        List<String> steps = new ArrayList<>();
        if (sending.timesheet() && !timesheet(draft).isEmpty()) {
            steps.add(Parcel.TIMESHEET);
        }
        if (sending.receipts()) {
            receipts(draft).forEach(source -> steps.add(Parcel.RECEIPT + source.id()));
        }
        if (draft.twin() == Kind.CREDIT_NOTE && sending.credits() == Sending.Credits.OLDEST_INVOICE) {
            steps.add(Deliveries.ALLOCATION);
        }
        boolean byHarvest = sending.delivery() == Sending.Delivery.HARVEST;
        if (draft.harvestId() != null && !byHarvest) {
            steps.add(Parcel.HARVEST_SENT);
        }
        if (sending.delivery() != Sending.Delivery.NONE) {
            steps.add(Parcel.MAIL);
        }
        return steps;
    }

    private Timesheet timesheet(StoredDraft draft) {
        return Timesheet.of(
                draft.content(),
                ledger.notBilled().ofRun(draft.runId()),
                draft.clientName(),
                String.valueOf(draft.number()));
    }

    private static List<Source> receipts(StoredDraft draft) {
        return draft.content().lines().stream()
                .map(DraftLine::sources)
                .flatMap(List::stream)
                .map(LineSource::source)
                .filter(source -> source.kind() == Source.Kind.EXPENSE && source.receiptUrl() != null)
                .distinct()
                .toList();
    }

    /** What can be done now, in order; what waits for an approval in Xero, or for files, is left out. */
    public List<Parcel> due() {
        List<Parcel> due = new ArrayList<>();
        for (Delivery delivery : ledger.deliveries().due(connection, MOST)) {
            if (!delivery.step().equals(Mirroring.STEP)) {
                parcel(delivery)
                        .filter(parcel -> !passedOver.contains(delivery.draftId() + " " + parcel.step()))
                        .filter(this::mayGo)
                        .ifPresent(due::add);
            }
        }
        return due;
    }

    private Optional<Parcel> parcel(Delivery delivery) {
        return ledger.drafts()
                .find(connection, delivery.draftId())
                .flatMap(draft -> ledger.links()
                        .find(connection, draft.twin(), draft.sourceId())
                        .map(link -> new Parcel(draft, link, delivery)));
    }

    private boolean mayGo(Parcel parcel) {
        String status = String.valueOf(parcel.link.status());
        if (ENDED.contains(status) || parcel.draft.state() == DraftState.CREDITED) {
            move(parcel, State.GIVEN_UP, clock.instant(), "the invoice is " + status + " in Xero");
            return false;
        }
        boolean note = parcel.draft.twin() == Kind.CREDIT_NOTE;
        if (parcel.isFile() || note) {
            return !(parcel.isMail() && filesAreMissing(parcel));
        }
        return ISSUED.contains(status) && !(parcel.isMail() && filesAreMissing(parcel));
    }

    /** A file a person was told of, and gave up, holds no mail back. */
    private boolean filesAreMissing(Parcel parcel) {
        return ledger.deliveries().ofDraft(parcel.draft.id()).stream()
                .map(delivery -> new Parcel(parcel.draft, parcel.link, delivery))
                .filter(Parcel::isFile)
                .anyMatch(file -> switch (file.delivery.state()) {
                    case WAITING, SENDING -> true;
                    case FAILED, UNCLEAR -> isTold(file);
                    case DONE, GIVEN_UP -> false;
                });
    }

    private boolean isTold(Parcel parcel) {
        return ledger.outbox().openOf(connection, kind(parcel), parcel.draft.sourceId()).stream()
                .anyMatch(
                        row -> row.state() == RowState.FAILED && row.revision().equals(revision(parcel)));
    }

    /** Whether it is a file that has to be fetched from Harvest first. */
    public boolean isReceipt(Parcel parcel) {
        return parcel.isReceipt();
    }

    public boolean isFile(Parcel parcel) {
        return parcel.isFile();
    }

    public boolean isMail(Parcel parcel) {
        return parcel.isMail();
    }

    /** Whether Harvest mails it. */
    public boolean isMailOfHarvest(Parcel parcel) {
        return parcel.isMail() && agreements.sending(parcel.draft).delivery() == Sending.Delivery.HARVEST;
    }

    public boolean isRepeated(Parcel parcel) {
        return parcel.isRepeated();
    }

    public boolean isOpen(Parcel parcel) {
        return !parcel.done;
    }

    /** Where Harvest keeps the receipt. */
    public String address(Parcel parcel) {
        return receipts(parcel.draft).stream()
                .filter(source -> source.id() == parcel.expense())
                .map(Source::receiptUrl)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Expense " + parcel.expense() + " has no receipt"));
    }

    /** The receipt came. */
    public void fetched(HarvestFile file, Parcel parcel) {
        parcel.file = new Attachment(file.bytes(), file.contentType());
    }

    /** Asks which files Xero has of the invoice. */
    public XeroRequest attached(Parcel parcel) {
        return XeroRequest.get(path(parcel) + "/Attachments");
    }

    /** Nothing is left to do where the file is there: the reply to an earlier attempt was lost. */
    public void found(XeroAnswer answer, Parcel parcel) {
        for (JsonNode file : answer.json().path("Attachments")) {
            if (fileName(parcel).equals(file.path("FileName").asText())) {
                done(parcel, "found after a lost reply");
            }
        }
    }

    /** Records that the file is about to be attached, and gives the request. */
    public XeroRequest attachment(Parcel parcel) {
        Attachment file = parcel.file;
        if (file == null) {
            TimesheetPdf.Made made = TimesheetPdf.of(timesheet(parcel.draft), parcel.draft.createdAt());
            noteMissing(parcel, made.missing());
            file = new Attachment(made.bytes(), TimesheetPdf.CONTENT_TYPE);
            parcel.file = file;
        }
        sending(parcel);
        String key = tenant + ":draft-" + parcel.draft.id() + "-" + parcel.step() + "-" + parcel.delivery.attempts();
        return XeroRequest.attach(path(parcel), fileName(parcel), file, key);
    }

    /** The file goes all the same; whoever looks at the draft reads what is a box in it. */
    private void noteMissing(Parcel parcel, String letters) {
        boolean noted = letters.isEmpty()
                || ledger.audit().ofDocument(connection, Kind.DRAFT, parcel.draft.id()).stream()
                        .anyMatch(event -> event.event().equals(LETTERS_MISSING));
        if (!noted) {
            String words = "no font has " + letters + ", so the timesheet shows boxes instead";
            LOG.warn("Timesheet of {}: {}", parcel.draft.number(), words);
            ledger.inTransaction(() ->
                    ledger.audit().add(connection, "process", Kind.DRAFT, parcel.draft.id(), LETTERS_MISSING, words));
        }
    }

    /** Letters Xero refuses in names of files are left out. */
    private static String fileName(Parcel parcel) {
        String number = String.valueOf(parcel.draft.number()).replaceAll("[<>:\"/\\\\|?*+\\[\\]\\p{Cntrl}]", "-");
        if (!parcel.isReceipt()) {
            return "Timesheet " + number + ".pdf";
        }
        Attachment file = parcel.file;
        String type =
                file == null ? "" : file.contentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return "Receipt " + parcel.expense() + "." + ENDINGS.getOrDefault(type, "bin");
    }

    private static String path(Parcel parcel) {
        return (parcel.draft.twin() == Kind.CREDIT_NOTE ? "/CreditNotes/" : "/Invoices/") + parcel.link.targetId();
    }

    public HarvestRequest mirrorState(Parcel parcel) {
        return MirrorWire.read(mirror(parcel));
    }

    /** Nothing is left to do where Harvest no longer shows a draft. */
    public void mirrorSeen(HarvestAnswer answer, Parcel parcel) {
        if (!"draft".equals(answer.json().path("state").asText())) {
            done(parcel, "it is " + answer.json().path("state").asText() + " in Harvest");
        }
    }

    public HarvestRequest markAsSent(Parcel parcel) {
        sending(parcel);
        return MirrorWire.markAsSent(mirror(parcel));
    }

    public XeroRequest mail(Parcel parcel) {
        sending(parcel);
        return new XeroRequest("POST", path(parcel) + "/Email", Map.of(), "", null, null, null);
    }

    public HarvestRequest proposal(Parcel parcel) {
        return MirrorWire.proposedMail(mirror(parcel));
    }

    /** Harvest's mail goes to those its client list names as recipients, else to everyone there with an address. */
    public HarvestRequest mailOfHarvest(HarvestAnswer proposed, Parcel parcel) {
        List<String> recipients = new Recipients(connection, ledger).of(parcel.draft.clientId());
        sending(parcel);
        return MirrorWire.mail(mirror(parcel), proposed.json(), recipients);
    }

    /** Whether the mail can't even be tried; then a person is told. */
    public boolean isImpossible(Parcel parcel) {
        if (parcel.draft.twin() == Kind.CREDIT_NOTE) {
            fail(parcel, problem(parcel, CauseCode.MAIL_REFUSED, "it is a credit note, which Xero mails only by hand"));
            return true;
        }
        if (!isMailOfHarvest(parcel)) {
            return false;
        }
        String why = parcel.draft.harvestId() == null
                ? "Harvest has no invoice of it (" + parcel.draft.mirrorNote() + ")"
                : new Recipients(connection, ledger).of(parcel.draft.clientId()).isEmpty()
                        ? "Harvest knows no e-mail address of " + parcel.draft.clientName()
                        : null;
        if (why != null) {
            fail(parcel, problem(parcel, CauseCode.MAIL_REFUSED, why));
        }
        return why != null;
    }

    public boolean isAllocation(Parcel parcel) {
        return parcel.isAllocation();
    }

    /** Asks how the credit note stands and what of it is left. */
    public XeroRequest note(Parcel parcel) {
        return XeroRequest.get(path(parcel));
    }

    /** Nothing is left to do for one that is used up or ended; one that nobody approved yet is looked at again later. */
    public void noteSeen(XeroAnswer answer, Parcel parcel) {
        JsonNode note = answer.json().path("CreditNotes").path(0);
        String status = note.path("Status").asText();
        parcel.left = note.path("RemainingCredit").decimalValue().subtract(underWay(parcel));
        parcel.contact = note.path("Contact").path("ContactID").asText();
        ledger.links().status(connection, Kind.CREDIT_NOTE, parcel.draft.sourceId(), status);
        if (ENDED.contains(status)) {
            parcel.done = true;
            move(parcel, State.GIVEN_UP, clock.instant(), "the credit note is " + status + " in Xero");
        } else if (!ISSUED.contains(status)) {
            parcel.done = true;
            move(parcel, State.SENDING, clock.instant(), null);
            again(parcel, "it waits until the credit note is approved in Xero");
        } else if (parcel.left.signum() <= 0) {
            done(parcel, "all of it is used");
        }
    }

    /** What was planned before and has not come to an end. */
    private BigDecimal underWay(Parcel parcel) {
        return ledger.outbox().openOf(connection, Kind.CREDIT_NOTE, parcel.draft.sourceId()).stream()
                .filter(row -> row.action() == Action.ALLOCATE)
                .map(row -> row.total() == null ? BigDecimal.ZERO : row.total())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Asks for the client's open invoices in Xero, the oldest first. */
    public XeroRequest openInvoices(Parcel parcel) {
        return XeroRequest.get("/Invoices")
                .with("ContactIDs", String.valueOf(parcel.contact))
                .with("Statuses", "AUTHORISED")
                .with("order", "Date ASC")
                .with("page", "1")
                .with("pageSize", "1000");
    }

    /** Plans to set the credit note against them, as far as it goes, and records that in the same step. */
    public void allocate(XeroAnswer answer, Parcel parcel) {
        List<JsonNode> open = new ArrayList<>();
        answer.json().path("Invoices").forEach(invoice -> {
            if ("ACCREC".equals(invoice.path("Type").asText())
                    && parcel.draft
                            .currency()
                            .equals(invoice.path("CurrencyCode").asText())
                    && invoice.path("AmountDue").decimalValue().signum() > 0) {
                open.add(invoice);
            }
        });
        open.sort(Comparator.comparing(
                        (JsonNode invoice) -> invoice.path("DateString").asText())
                .thenComparing(invoice -> invoice.path("InvoiceNumber").asText()));
        ledger.inTransaction(() -> {
            List<String> used = new ArrayList<>();
            BigDecimal left = parcel.left;
            for (JsonNode invoice : open) {
                BigDecimal amount = left.min(invoice.path("AmountDue").decimalValue());
                if (amount.signum() > 0) {
                    planning.allocate(
                            parcel.link,
                            parcel.draft.id(),
                            invoice.path("InvoiceID").asText(),
                            amount);
                    used.add(amount.toPlainString() + " against "
                            + invoice.path("InvoiceNumber").asText());
                    left = left.subtract(amount);
                }
            }
            done(
                    parcel,
                    used.isEmpty()
                            ? "the client has no open invoice in " + parcel.draft.currency() + ": it is left open"
                            : String.join(", ", used)
                                    + (left.signum() > 0 ? "; " + left.toPlainString() + " is left open" : ""));
        });
    }

    private static long mirror(Parcel parcel) {
        Long mirror = parcel.draft.harvestId();
        if (mirror == null) {
            throw new IllegalStateException("Draft " + Ids.draft(parcel.draft.id()) + " has no mirror");
        }
        return mirror;
    }

    private void sending(Parcel parcel) {
        move(parcel, State.SENDING, clock.instant(), null);
        Durability.settle(ledger.dataSource());
    }

    /** Harvest did it. */
    public void sentByHarvest(Parcel parcel) {
        done(parcel, null);
    }

    /** Xero did it, or says in so many words why not. */
    public void answered(XeroAnswer answer, Parcel parcel) {
        if (answer.status() >= REFUSED) {
            refused(parcel, words(answer.json()));
        } else {
            done(parcel, null);
        }
    }

    private static String words(JsonNode answer) {
        List<String> words = new ArrayList<>();
        answer.path("Elements")
                .forEach(element -> element.path("ValidationErrors")
                        .forEach(error -> words.add(error.path("Message").asText())));
        return words.isEmpty() ? answer.path("Message").asText("it gives no reason") : String.join("; ", words);
    }

    private void done(Parcel parcel, @Nullable String how) {
        parcel.done = true;
        ledger.inTransaction(() -> {
            move(parcel, State.DONE, clock.instant(), how);
            ledger.outbox().openOf(connection, kind(parcel), parcel.draft.sourceId()).stream()
                    .filter(row -> row.revision().equals(revision(parcel)))
                    .forEach(row -> ledger.outbox().discard(row.id(), "it was done after all"));
            ledger.audit().add(connection, "process", Kind.DRAFT, parcel.draft.id(), "delivered", parcel.step());
        });
    }

    /** One side refused, so nothing was done. */
    public void refused(Parcel parcel, RefusedException refused) {
        refused(parcel, refused.reason().isBlank() ? String.valueOf(refused.getMessage()) : refused.reason());
    }

    private void refused(Parcel parcel, String words) {
        boolean firstMark = parcel.step().equals(Parcel.HARVEST_SENT) && parcel.delivery.attempts() <= 1;
        if (firstMark) {
            again(parcel, words);
        } else if (parcel.isReceipt() && parcel.file == null) {
            ledger.inTransaction(() -> {
                tell(
                        parcel,
                        problem(parcel, CauseCode.RECEIPT_NOT_READABLE, words)
                                .with("expense", Long.toString(parcel.expense()))
                                .with("url", address(parcel)));
                move(parcel, State.GIVEN_UP, clock.instant(), words);
            });
        } else if (parcel.isFile()) {
            fail(parcel, problem(parcel, CauseCode.ATTACHMENT_REFUSED, words).with("file", fileName(parcel)));
        } else {
            fail(
                    parcel,
                    problem(parcel, parcel.isMail() ? CauseCode.MAIL_REFUSED : CauseCode.NOT_MARKED_AS_SENT, words));
        }
    }

    private static Problem problem(Parcel parcel, CauseCode code, String words) {
        return Problem.of(code, String.valueOf(parcel.draft.number())).with("words", words);
    }

    private void fail(Parcel parcel, Problem problem) {
        ledger.inTransaction(() -> {
            tell(parcel, problem);
            move(parcel, State.FAILED, Outbox.NEVER, problem.sentence());
        });
    }

    private void tell(Parcel parcel, Problem problem) {
        refusals.refuse(
                kind(parcel),
                parcel.draft.sourceId(),
                parcel.draft.number(),
                parcel.draft.currency(),
                parcel.link.total(),
                revision(parcel),
                List.of(problem));
    }

    private static Kind kind(Parcel parcel) {
        return parcel.isMail() ? Kind.MAIL : parcel.draft.twin();
    }

    private static String revision(Parcel parcel) {
        return new Step(parcel.draft.id(), parcel.step()).revision();
    }

    /**
     * The other side did not look at the request: nothing was done. After a limit of one call it goes with the next cycle, and the
     * others go on.
     *
     * @throws Exception what every other would meet too
     */
    public void notTaken(Parcel parcel, Exception why) throws Exception {
        boolean passes = why instanceof RateLimitedException limited && limited.limit() != Limit.DAY;
        if (parcel.delivery.state() == State.SENDING) {
            move(parcel, State.WAITING, clock.instant(), why.getMessage());
        }
        if (!passes) {
            throw why;
        }
        passedOver.add(parcel.delivery.draftId() + " " + parcel.step());
    }

    /** No answer: whether it was done is unknown, unless no connection was made at all. */
    public void inDoubt(Parcel parcel, Exception why) {
        LOG.warn("What became of {} of draft {} is unknown: {}", parcel.step(), parcel.draft.id(), why.getMessage());
        boolean never = why instanceof NoAnswerException lost && lost.neverSent();
        if (never || parcel.delivery.state() != State.SENDING) {
            again(parcel, why.getMessage());
        } else {
            lost(parcel, String.valueOf(why.getMessage()));
        }
    }

    private void lost(Parcel parcel, String why) {
        if (!parcel.isMail()) {
            again(parcel, why);
            return;
        }
        ledger.inTransaction(() -> {
            tell(parcel, problem(parcel, CauseCode.MAIL_UNCLEAR, why));
            move(parcel, State.UNCLEAR, Outbox.NEVER, why);
        });
    }

    /** After 1, 2, 4 … minutes, at most four hours. */
    private void again(Parcel parcel, @Nullable String why) {
        Duration wait = Duration.ofMinutes(1L << Math.min(Math.max(parcel.delivery.attempts() - 1, 0), 8));
        move(parcel, State.WAITING, clock.instant().plus(wait), why);
    }

    private void move(Parcel parcel, State to, Instant next, @Nullable String message) {
        if (ledger.deliveries().move(parcel.delivery, to, next, message)) {
            parcel.delivery = ledger.deliveries()
                    .find(parcel.draft.id(), parcel.step())
                    .orElseThrow(() -> new IllegalStateException("A delivery is gone"));
        }
    }
}
