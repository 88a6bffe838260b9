package org.harvestxero.finalize.delivery;

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
import org.harvestxero.api.PublicIds;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.LineSource;
import org.harvestxero.billing.engine.Source;
import org.harvestxero.billing.terms.Sending;
import org.harvestxero.copy.failure.FailedCopyRecorder;
import org.harvestxero.copy.plan.DraftInvoicePlanner;
import org.harvestxero.finalize.AgreementArchive;
import org.harvestxero.finalize.mirror.MirrorSteps;
import org.harvestxero.harvest.HarvestFiles.HarvestFile;
import org.harvestxero.harvest.HarvestInvoiceJson;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.harvest.HarvestResponse;
import org.harvestxero.http.Limit;
import org.harvestxero.http.NoAnswerException;
import org.harvestxero.http.RateLimitedException;
import org.harvestxero.http.RefusedException;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.DeliveryTable;
import org.harvestxero.store.billing.DeliveryTable.Delivery;
import org.harvestxero.store.billing.DeliveryTable.State;
import org.harvestxero.store.billing.DeliveryTable.Step;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.DraftTable.StoredDraft;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.OutboxTable;
import org.harvestxero.store.database.Durability;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroRequest.Attachment;
import org.harvestxero.xero.XeroResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows once Xero took an invoice: files first, Harvest's mark that it was sent, the mail last. A file is looked for before it
 * is attached again; a mail is never repeated by itself, because neither side would notice that it is the same.
 */
public final class DeliverySteps {
    private static final String LETTERS_MISSING = "letters-missing";
    private static final Logger LOG = LoggerFactory.getLogger(DeliverySteps.class);
    private static final int MOST = 10_000;
    private static final int REFUSED = 400;
    private static final Set<String> ISSUED = Set.of("AUTHORISED", "PAID");
    private static final Set<String> ENDED = Set.of("VOIDED", "DELETED");
    private static final Map<String, String> ENDINGS = Map.of(
            "application/pdf", "pdf", "image/jpeg", "jpg", "image/png", "png", "image/gif", "gif", "text/plain", "txt");

    private final String tenant;
    private final ConnectionStore store;
    /** What met a limit in this cycle. */
    private final Set<String> passedOver = ConcurrentHashMap.newKeySet();

    private final AgreementArchive agreementArchive;
    private final DraftInvoicePlanner planning;
    private final FailedCopyRecorder failedCopyRecorder;
    private final Clock clock;

    public DeliverySteps(
            String tenant,
            ConnectionStore store,
            AgreementArchive agreementArchive,
            DraftInvoicePlanner planning,
            FailedCopyRecorder failedCopyRecorder,
            Clock clock) {
        this.planning = planning;
        this.tenant = tenant;
        this.store = store;
        this.agreementArchive = agreementArchive;
        this.failedCopyRecorder = failedCopyRecorder;
        this.clock = clock;
    }

    /** Moves on what Xero took since, and settles what an earlier process was interrupted in. */
    public void begin() {
        passedOver.clear();
        for (StoredDraft draft : store.drafts().accepted()) {
            store.inTransaction(() -> {
                if (store.drafts().move(draft, DraftState.SENT)) {
                    steps(draft).forEach(step -> store.deliveries().plan(draft.id(), step));
                }
            });
        }
        for (Delivery interrupted : store.deliveries().inState(State.SENDING)) {
            if (!interrupted.step().equals(MirrorSteps.STEP)) {
                parcel(interrupted)
                        .ifPresent(deliveryItem -> lost(deliveryItem, "the process ended before an answer came"));
            }
        }
    }

    private List<String> steps(StoredDraft draft) {
        Sending sending = agreementArchive.sending(draft);
        List<String> steps = new ArrayList<>();
        if (sending.timesheet() && !timesheet(draft).isEmpty()) {
            steps.add(DeliveryItem.TIMESHEET);
        }
        if (sending.receipts()) {
            receipts(draft).forEach(source -> steps.add(DeliveryItem.RECEIPT + source.id()));
        }
        if (draft.xeroKind() == Kind.CREDIT_NOTE && sending.credits() == Sending.Credits.OLDEST_INVOICE) {
            steps.add(DeliveryTable.ALLOCATION);
        }
        boolean byHarvest = sending.delivery() == Sending.Delivery.HARVEST;
        if (draft.harvestId() != null && !byHarvest) {
            steps.add(DeliveryItem.HARVEST_SENT);
        }
        if (sending.delivery() != Sending.Delivery.NONE) {
            steps.add(DeliveryItem.MAIL);
        }
        return steps;
    }

    private Timesheet timesheet(StoredDraft draft) {
        return Timesheet.of(
                draft.content(),
                store.notBilled().ofRun(draft.runId()),
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
    public List<DeliveryItem> due() {
        List<DeliveryItem> due = new ArrayList<>();
        for (Delivery delivery : store.deliveries().due(MOST)) {
            if (!delivery.step().equals(MirrorSteps.STEP)) {
                parcel(delivery)
                        .filter(deliveryItem -> !passedOver.contains(delivery.draftId() + " " + deliveryItem.step()))
                        .filter(this::mayGo)
                        .ifPresent(due::add);
            }
        }
        return due;
    }

    private Optional<DeliveryItem> parcel(Delivery delivery) {
        return store.drafts()
                .find(delivery.draftId())
                .flatMap(draft -> store.links()
                        .find(draft.xeroKind(), draft.sourceId())
                        .map(link -> new DeliveryItem(draft, link, delivery)));
    }

    private boolean mayGo(DeliveryItem deliveryItem) {
        String status = String.valueOf(deliveryItem.link.status());
        if (ENDED.contains(status) || deliveryItem.draft.state() == DraftState.CREDITED) {
            move(deliveryItem, State.GIVEN_UP, clock.instant(), "the invoice is " + status + " in Xero");
            return false;
        }
        boolean note = deliveryItem.draft.xeroKind() == Kind.CREDIT_NOTE;
        if (deliveryItem.isFile() || note) {
            return !(deliveryItem.isMail() && filesAreMissing(deliveryItem));
        }
        return ISSUED.contains(status) && !(deliveryItem.isMail() && filesAreMissing(deliveryItem));
    }

    /** A file a person was told of, and gave up, holds no mail back. */
    private boolean filesAreMissing(DeliveryItem deliveryItem) {
        return store.deliveries().ofDraft(deliveryItem.draft.id()).stream()
                .map(delivery -> new DeliveryItem(deliveryItem.draft, deliveryItem.link, delivery))
                .filter(DeliveryItem::isFile)
                .anyMatch(file -> switch (file.delivery.state()) {
                    case WAITING, SENDING -> true;
                    case FAILED, UNCLEAR -> isTold(file);
                    case DONE, GIVEN_UP -> false;
                });
    }

    private boolean isTold(DeliveryItem deliveryItem) {
        return store.outbox().openOf(kind(deliveryItem), deliveryItem.draft.sourceId()).stream()
                .anyMatch(row ->
                        row.state() == OutboxState.FAILED && row.revision().equals(revision(deliveryItem)));
    }

    /** Whether it is a file that has to be fetched from Harvest first. */
    public boolean isReceipt(DeliveryItem deliveryItem) {
        return deliveryItem.isReceipt();
    }

    public boolean isFile(DeliveryItem deliveryItem) {
        return deliveryItem.isFile();
    }

    public boolean isMail(DeliveryItem deliveryItem) {
        return deliveryItem.isMail();
    }

    /** Whether Harvest mails it. */
    public boolean isMailOfHarvest(DeliveryItem deliveryItem) {
        return deliveryItem.isMail()
                && agreementArchive.sending(deliveryItem.draft).delivery() == Sending.Delivery.HARVEST;
    }

    public boolean isRepeated(DeliveryItem deliveryItem) {
        return deliveryItem.isRepeated();
    }

    public boolean isOpen(DeliveryItem deliveryItem) {
        return !deliveryItem.done;
    }

    /** Where Harvest keeps the receipt. */
    public String address(DeliveryItem deliveryItem) {
        return receipts(deliveryItem.draft).stream()
                .filter(source -> source.id() == deliveryItem.expense())
                .map(Source::receiptUrl)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Expense " + deliveryItem.expense() + " has no receipt"));
    }

    /** The receipt came. */
    public void fetched(HarvestFile file, DeliveryItem deliveryItem) {
        deliveryItem.file = new Attachment(file.bytes(), file.contentType());
    }

    /** Asks which files Xero has of the invoice. */
    public XeroRequest attached(DeliveryItem deliveryItem) {
        return XeroRequest.get(path(deliveryItem) + "/Attachments");
    }

    /** Nothing is left to do where the file is there: the reply to an earlier attempt was lost. */
    public void found(XeroResponse answer, DeliveryItem deliveryItem) {
        for (JsonNode file : answer.json().path("Attachments")) {
            if (fileName(deliveryItem).equals(file.path("FileName").asText())) {
                done(deliveryItem, "found after a lost reply");
            }
        }
    }

    /** Records that the file is about to be attached, and gives the request. */
    public XeroRequest attachment(DeliveryItem deliveryItem) {
        Attachment file = deliveryItem.file;
        if (file == null) {
            TimesheetPdf.Made made = TimesheetPdf.of(timesheet(deliveryItem.draft), deliveryItem.draft.createdAt());
            noteMissing(deliveryItem, made.missing());
            file = new Attachment(made.bytes(), TimesheetPdf.CONTENT_TYPE);
            deliveryItem.file = file;
        }
        sending(deliveryItem);
        String key = tenant + ":draft-" + deliveryItem.draft.id() + "-" + deliveryItem.step() + "-"
                + deliveryItem.delivery.attempts();
        return XeroRequest.attach(path(deliveryItem), fileName(deliveryItem), file, key);
    }

    /** The file goes all the same; whoever looks at the draft reads what is a box in it. */
    private void noteMissing(DeliveryItem deliveryItem, String letters) {
        boolean noted = letters.isEmpty()
                || store.audit().ofDocument(Kind.DRAFT, deliveryItem.draft.id()).stream()
                        .anyMatch(event -> event.event().equals(LETTERS_MISSING));
        if (!noted) {
            String words = "no font has " + letters + ", so the timesheet shows boxes instead";
            LOG.warn("Timesheet of {}: {}", deliveryItem.draft.number(), words);
            store.inTransaction(
                    () -> store.audit().add("process", Kind.DRAFT, deliveryItem.draft.id(), LETTERS_MISSING, words));
        }
    }

    /** Letters Xero refuses in names of files are left out. */
    private static String fileName(DeliveryItem deliveryItem) {
        String number = String.valueOf(deliveryItem.draft.number()).replaceAll("[<>:\"/\\\\|?*+\\[\\]\\p{Cntrl}]", "-");
        if (!deliveryItem.isReceipt()) {
            return "Timesheet " + number + ".pdf";
        }
        Attachment file = deliveryItem.file;
        String type =
                file == null ? "" : file.contentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return "Receipt " + deliveryItem.expense() + "." + ENDINGS.getOrDefault(type, "bin");
    }

    private static String path(DeliveryItem deliveryItem) {
        return (deliveryItem.draft.xeroKind() == Kind.CREDIT_NOTE ? "/CreditNotes/" : "/Invoices/")
                + deliveryItem.link.targetId();
    }

    public HarvestRequest mirrorState(DeliveryItem deliveryItem) {
        return HarvestInvoiceJson.read(mirror(deliveryItem));
    }

    /** Nothing is left to do where Harvest no longer shows a draft. */
    public void mirrorSeen(HarvestResponse answer, DeliveryItem deliveryItem) {
        if (!"draft".equals(answer.json().path("state").asText())) {
            done(deliveryItem, "it is " + answer.json().path("state").asText() + " in Harvest");
        }
    }

    public HarvestRequest markAsSent(DeliveryItem deliveryItem) {
        sending(deliveryItem);
        return HarvestInvoiceJson.markAsSent(mirror(deliveryItem));
    }

    public XeroRequest mail(DeliveryItem deliveryItem) {
        sending(deliveryItem);
        return new XeroRequest("POST", path(deliveryItem) + "/Email", Map.of(), "", null, null, null);
    }

    public HarvestRequest proposal(DeliveryItem deliveryItem) {
        return HarvestInvoiceJson.proposedMail(mirror(deliveryItem));
    }

    /** Harvest's mail goes to those its client list names as recipients, else to everyone there with an address. */
    public HarvestRequest mailOfHarvest(HarvestResponse proposed, DeliveryItem deliveryItem) {
        List<String> recipients = new MailRecipients(store).of(deliveryItem.draft.clientId());
        sending(deliveryItem);
        return HarvestInvoiceJson.mail(mirror(deliveryItem), proposed.json(), recipients);
    }

    /** Whether the mail can't even be tried; then a person is told. */
    public boolean isImpossible(DeliveryItem deliveryItem) {
        if (deliveryItem.draft.xeroKind() == Kind.CREDIT_NOTE) {
            fail(
                    deliveryItem,
                    problem(
                            deliveryItem,
                            FailureCode.MAIL_REFUSED,
                            "it is a credit note, which Xero mails only by hand"));
            return true;
        }
        if (!isMailOfHarvest(deliveryItem)) {
            return false;
        }
        String why = deliveryItem.draft.harvestId() == null
                ? "Harvest has no invoice of it (" + deliveryItem.draft.mirrorNote() + ")"
                : new MailRecipients(store).of(deliveryItem.draft.clientId()).isEmpty()
                        ? "Harvest knows no e-mail address of " + deliveryItem.draft.clientName()
                        : null;
        if (why != null) {
            fail(deliveryItem, problem(deliveryItem, FailureCode.MAIL_REFUSED, why));
        }
        return why != null;
    }

    public boolean isAllocation(DeliveryItem deliveryItem) {
        return deliveryItem.isAllocation();
    }

    /** Asks how the credit note stands and what of it is left. */
    public XeroRequest note(DeliveryItem deliveryItem) {
        return XeroRequest.get(path(deliveryItem));
    }

    /** Nothing is left to do for one that is used up or ended; one that nobody approved yet is looked at again later. */
    public void noteSeen(XeroResponse answer, DeliveryItem deliveryItem) {
        JsonNode note = answer.json().path("CreditNotes").path(0);
        String status = note.path("Status").asText();
        deliveryItem.left = note.path("RemainingCredit").decimalValue().subtract(underWay(deliveryItem));
        deliveryItem.contact = note.path("Contact").path("ContactID").asText();
        store.links().status(Kind.CREDIT_NOTE, deliveryItem.draft.sourceId(), status);
        if (ENDED.contains(status)) {
            deliveryItem.done = true;
            move(deliveryItem, State.GIVEN_UP, clock.instant(), "the credit note is " + status + " in Xero");
        } else if (!ISSUED.contains(status)) {
            deliveryItem.done = true;
            move(deliveryItem, State.SENDING, clock.instant(), null);
            again(deliveryItem, "it waits until the credit note is approved in Xero");
        } else if (deliveryItem.left.signum() <= 0) {
            done(deliveryItem, "all of it is used");
        }
    }

    /** What was planned before and has not come to an end. */
    private BigDecimal underWay(DeliveryItem deliveryItem) {
        return store.outbox().openOf(Kind.CREDIT_NOTE, deliveryItem.draft.sourceId()).stream()
                .filter(row -> row.action() == Action.ALLOCATE)
                .map(row -> row.total() == null ? BigDecimal.ZERO : row.total())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Asks for the client's open invoices in Xero, the oldest first. */
    public XeroRequest openInvoices(DeliveryItem deliveryItem) {
        return XeroRequest.get("/Invoices")
                .with("ContactIDs", String.valueOf(deliveryItem.contact))
                .with("Statuses", "AUTHORISED")
                .with("order", "Date ASC")
                .with("page", "1")
                .with("pageSize", "1000");
    }

    /** Plans to set the credit note against them, as far as it goes, and records that in the same step. */
    public void allocate(XeroResponse answer, DeliveryItem deliveryItem) {
        List<JsonNode> open = new ArrayList<>();
        answer.json().path("Invoices").forEach(invoice -> {
            if ("ACCREC".equals(invoice.path("Type").asText())
                    && deliveryItem
                            .draft
                            .currency()
                            .equals(invoice.path("CurrencyCode").asText())
                    && invoice.path("AmountDue").decimalValue().signum() > 0) {
                open.add(invoice);
            }
        });
        open.sort(Comparator.comparing(
                        (JsonNode invoice) -> invoice.path("DateString").asText())
                .thenComparing(invoice -> invoice.path("InvoiceNumber").asText()));
        store.inTransaction(() -> {
            List<String> used = new ArrayList<>();
            BigDecimal left = deliveryItem.left;
            for (JsonNode invoice : open) {
                BigDecimal amount = left.min(invoice.path("AmountDue").decimalValue());
                if (amount.signum() > 0) {
                    planning.allocate(
                            deliveryItem.link,
                            deliveryItem.draft.id(),
                            invoice.path("InvoiceID").asText(),
                            amount);
                    used.add(amount.toPlainString() + " against "
                            + invoice.path("InvoiceNumber").asText());
                    left = left.subtract(amount);
                }
            }
            done(
                    deliveryItem,
                    used.isEmpty()
                            ? "the client has no open invoice in " + deliveryItem.draft.currency() + ": it is left open"
                            : String.join(", ", used)
                                    + (left.signum() > 0 ? "; " + left.toPlainString() + " is left open" : ""));
        });
    }

    private static long mirror(DeliveryItem deliveryItem) {
        Long mirror = deliveryItem.draft.harvestId();
        if (mirror == null) {
            throw new IllegalStateException("Draft " + PublicIds.draft(deliveryItem.draft.id()) + " has no mirror");
        }
        return mirror;
    }

    private void sending(DeliveryItem deliveryItem) {
        move(deliveryItem, State.SENDING, clock.instant(), null);
        Durability.settle(store.dataSource());
    }

    /** Harvest did it. */
    public void sentByHarvest(DeliveryItem deliveryItem) {
        done(deliveryItem, null);
    }

    /** Xero did it, or says in so many words why not. */
    public void answered(XeroResponse answer, DeliveryItem deliveryItem) {
        if (answer.status() >= REFUSED) {
            refused(deliveryItem, words(answer.json()));
        } else {
            done(deliveryItem, null);
        }
    }

    private static String words(JsonNode answer) {
        List<String> words = new ArrayList<>();
        answer.path("Elements")
                .forEach(element -> element.path("ValidationErrors")
                        .forEach(error -> words.add(error.path("Message").asText())));
        return words.isEmpty() ? answer.path("Message").asText("it gives no reason") : String.join("; ", words);
    }

    private void done(DeliveryItem deliveryItem, @Nullable String how) {
        deliveryItem.done = true;
        store.inTransaction(() -> {
            move(deliveryItem, State.DONE, clock.instant(), how);
            store.outbox().openOf(kind(deliveryItem), deliveryItem.draft.sourceId()).stream()
                    .filter(row -> row.revision().equals(revision(deliveryItem)))
                    .forEach(row -> store.failedRows().discard(row.id(), "it was done after all"));
            store.audit().add("process", Kind.DRAFT, deliveryItem.draft.id(), "delivered", deliveryItem.step());
        });
    }

    /** One side refused, so nothing was done. */
    public void refused(DeliveryItem deliveryItem, RefusedException refused) {
        refused(deliveryItem, refused.reason().isBlank() ? String.valueOf(refused.getMessage()) : refused.reason());
    }

    private void refused(DeliveryItem deliveryItem, String words) {
        boolean firstMark =
                deliveryItem.step().equals(DeliveryItem.HARVEST_SENT) && deliveryItem.delivery.attempts() <= 1;
        if (firstMark) {
            again(deliveryItem, words);
        } else if (deliveryItem.isReceipt() && deliveryItem.file == null) {
            store.inTransaction(() -> {
                tell(
                        deliveryItem,
                        problem(deliveryItem, FailureCode.RECEIPT_NOT_READABLE, words)
                                .with("expense", Long.toString(deliveryItem.expense()))
                                .with("url", address(deliveryItem)));
                move(deliveryItem, State.GIVEN_UP, clock.instant(), words);
            });
        } else if (deliveryItem.isFile()) {
            fail(
                    deliveryItem,
                    problem(deliveryItem, FailureCode.ATTACHMENT_REFUSED, words).with("file", fileName(deliveryItem)));
        } else {
            fail(
                    deliveryItem,
                    problem(
                            deliveryItem,
                            deliveryItem.isMail() ? FailureCode.MAIL_REFUSED : FailureCode.NOT_MARKED_AS_SENT,
                            words));
        }
    }

    private static Problem problem(DeliveryItem deliveryItem, FailureCode code, String words) {
        return Problem.of(code, String.valueOf(deliveryItem.draft.number())).with("words", words);
    }

    private void fail(DeliveryItem deliveryItem, Problem problem) {
        store.inTransaction(() -> {
            tell(deliveryItem, problem);
            move(deliveryItem, State.FAILED, OutboxTable.NEVER, problem.sentence());
        });
    }

    private void tell(DeliveryItem deliveryItem, Problem problem) {
        failedCopyRecorder.refuse(
                kind(deliveryItem),
                deliveryItem.draft.sourceId(),
                deliveryItem.draft.number(),
                deliveryItem.draft.currency(),
                deliveryItem.link.total(),
                revision(deliveryItem),
                List.of(problem));
    }

    private static Kind kind(DeliveryItem deliveryItem) {
        return deliveryItem.isMail() ? Kind.MAIL : deliveryItem.draft.xeroKind();
    }

    private static String revision(DeliveryItem deliveryItem) {
        return new Step(deliveryItem.draft.id(), deliveryItem.step()).revision();
    }

    /**
     * The other side did not look at the request: nothing was done. After a limit of one call it goes with the next cycle, and the
     * others go on.
     *
     * @throws Exception what every other would meet too
     */
    public void notTaken(DeliveryItem deliveryItem, Exception why) throws Exception {
        boolean passes = why instanceof RateLimitedException limited && limited.limit() != Limit.DAY;
        if (deliveryItem.delivery.state() == State.SENDING) {
            move(deliveryItem, State.WAITING, clock.instant(), why.getMessage());
        }
        if (!passes) {
            throw why;
        }
        passedOver.add(deliveryItem.delivery.draftId() + " " + deliveryItem.step());
    }

    /** No answer: whether it was done is unknown, unless no connection was made at all. */
    public void inDoubt(DeliveryItem deliveryItem, Exception why) {
        LOG.warn(
                "What became of {} of draft {} is unknown: {}",
                deliveryItem.step(),
                deliveryItem.draft.id(),
                why.getMessage());
        boolean never = why instanceof NoAnswerException lost && lost.neverSent();
        if (never || deliveryItem.delivery.state() != State.SENDING) {
            again(deliveryItem, why.getMessage());
        } else {
            lost(deliveryItem, String.valueOf(why.getMessage()));
        }
    }

    private void lost(DeliveryItem deliveryItem, String why) {
        if (!deliveryItem.isMail()) {
            again(deliveryItem, why);
            return;
        }
        store.inTransaction(() -> {
            tell(deliveryItem, problem(deliveryItem, FailureCode.MAIL_UNCLEAR, why));
            move(deliveryItem, State.UNCLEAR, OutboxTable.NEVER, why);
        });
    }

    /** After 1, 2, 4 … minutes, at most four hours. */
    private void again(DeliveryItem deliveryItem, @Nullable String why) {
        Duration wait = Duration.ofMinutes(1L << Math.min(Math.max(deliveryItem.delivery.attempts() - 1, 0), 8));
        move(deliveryItem, State.WAITING, clock.instant().plus(wait), why);
    }

    private void move(DeliveryItem deliveryItem, State to, Instant next, @Nullable String message) {
        if (store.deliveries().move(deliveryItem.delivery, to, next, message)) {
            deliveryItem.delivery = store.deliveries()
                    .find(deliveryItem.draft.id(), deliveryItem.step())
                    .orElseThrow(() -> new IllegalStateException("A delivery is gone"));
        }
    }
}
