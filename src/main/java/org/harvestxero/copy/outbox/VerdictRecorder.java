package org.harvestxero.copy.outbox;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.copy.document.XeroFigures;
import org.harvestxero.copy.failure.Backoff;
import org.harvestxero.copy.failure.CopyEventLog;
import org.harvestxero.copy.failure.Counter;
import org.harvestxero.copy.failure.FailureText;
import org.harvestxero.copy.reference.XeroReferenceData;
import org.harvestxero.mapping.document.TargetContact;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetPayment;
import org.harvestxero.mapping.document.WrittenInvoice;
import org.harvestxero.mapping.document.XeroInvoice;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.mapping.failure.RefusedDocument;
import org.harvestxero.mapping.failure.XeroMessages;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.CauseTable.Reason;
import org.harvestxero.store.copy.InvoiceMoney.Money;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.store.copy.OutboxTable;
import org.harvestxero.store.copy.LinkTable.Money;
import org.harvestxero.store.copy.OutboxTable.Dependency;
import org.harvestxero.store.copy.OutboxTable.Intent;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.OutboxTable;
import org.harvestxero.store.copy.OutboxVerdicts.Done;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.store.database.DatabaseTrouble;
import org.harvestxero.xero.ElementVerdict;
import org.harvestxero.xero.SentElement;
import org.harvestxero.xero.XeroCreditNoteView;
import org.harvestxero.xero.XeroDocumentView;
import org.harvestxero.xero.XeroJson;
import org.harvestxero.xero.XeroPaymentView.PaidInvoice;
import org.harvestxero.xero.XeroPaymentView;
import org.harvestxero.xero.XeroReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records what Xero said of one element, in one transaction: the twin's link, or why it was refused. */
public final class VerdictRecorder {
    private static final String NOT_APPROVED =
            "Xero kept it as DRAFT: the connecting user may not approve invoices, so someone has to approve it in Xero";

    /** Xero's words for it. */
    private static final String NUMBER_TAKEN = "Invoice # must be unique.";

    private static final Set<FailureCode> FOUND_ELSEWHERE =
            Set.of(FailureCode.CONTACT_NAME_TAKEN, FailureCode.CONTACT_NUMBER_TAKEN);

    private static final Logger LOG = LoggerFactory.getLogger(VerdictRecorder.class);

    private final ConnectionStore store;
    private final XeroReferenceData settings;
    private final Clock clock;
    private Consumer<Row> taken = row -> {};

    private LongConsumer counted = more -> {};

    public VerdictRecorder(ConnectionStore store, XeroReferenceData settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param counted told how many more are done */
    public void onDone(LongConsumer counted) {
        this.counted = counted;
    }

    /** Who looks at rows whose number Xero refused as taken. */
    public void onTakenNumber(Consumer<Row> looker) {
        taken = looker;
    }

    /** A row and what Xero said of it. */
    public record Outcome(Row row, ElementVerdict verdict) {}

    /**
     * Records the verdicts of one answer in one transaction; where that fails, each in its own, so that a bad one does not stop
     * the others.
     *
     * @throws RuntimeException the first trouble, after all others were recorded
     */
    public void recordAll(List<Outcome> outcomes) {
        counted.accept(outcomes.size());
        try {
            List<Outcome> created =
                    outcomes.stream().filter(VerdictRecorder::isCreated).toList();
            store.inTransaction(() -> {
                created(created, "created");
                outcomes.stream().filter(outcome -> !isCreated(outcome)).forEach(this::record);
            });
            created.forEach(VerdictRecorder::tell);
        } catch (RuntimeException e) {
            DatabaseTrouble.throwOn(e);
            LOG.warn("Verdicts could not be recorded together, so each is alone: {}", FailureText.words(e));
            eachAlone(outcomes);
        }
    }

    private void eachAlone(List<Outcome> outcomes) {
        RuntimeException first = null;
        for (Outcome outcome : outcomes) {
            try {
                record(outcome);
            } catch (RuntimeException e) {
                DatabaseTrouble.throwOn(e);
                LOG.warn(
                        "The verdict on {} {} could not be recorded",
                        outcome.row().kind(),
                        outcome.row().number(),
                        e);
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static boolean isCreated(Outcome outcome) {
        return outcome.row().action() == Action.CREATE && outcome.verdict() instanceof ElementVerdict.Accepted;
    }

    private static void tell(Outcome outcome) {
        if (outcome.verdict() instanceof ElementVerdict.Accepted accepted) {
            CopyEventLog.accepted(outcome.row(), accepted, false);
        }
    }

    public void record(Outcome outcome) {
        if (outcome.verdict() instanceof ElementVerdict.Accepted accepted) {
            store.inTransaction(() -> accept(outcome.row(), accepted, false));
            tell(outcome);
        } else if (outcome.verdict() instanceof ElementVerdict.Rejected rejected) {
            RefusedDocument document = document(outcome.row());
            Problem problem = whoseAddress(XeroMessages.classify(rejected.messages(), document), outcome.row());
            refuse(outcome.row(), problem, rejected.messages());
            afterwards(outcome.row(), problem);
        }
    }

    /** A bad e-mail address stands in Harvest when a contact is made of it, and in Xero when it is found on its contact. */
    static Problem whoseAddress(Problem problem, Row row) {
        if (problem.code() != FailureCode.EMAIL_INVALID) {
            return problem;
        }
        if (row.kind() != Kind.CONTACT) {
            return Problem.of(FailureCode.CONTACT_EMAIL_INVALID, problem.subject());
        }
        String email = email(row);
        return email != null && email.indexOf('@') != email.lastIndexOf('@')
                ? Problem.of(FailureCode.EMAIL_SEVERAL, problem.subject()).with("email", email)
                : problem;
    }

    /** In a dry run: Xero would refuse the row for its number. */
    public void numberTaken(Row row) {
        List<String> words = List.of(NUMBER_TAKEN);
        refuse(row, XeroMessages.classify(words, document(row)), words);
    }

    /** The address a contact was to have: a new one is stored as a value, a completed one as it travels. */
    private static @Nullable String email(Row row) {
        String content = row.content();
        if (content == null || content.isEmpty()) {
            return null;
        }
        return row.action() == Action.CREATE
                ? StoredJson.read(content, TargetContact.class).email()
                : SentElement.parse(content).email();
    }

    /** Some refusals say that something is in Xero that we did not know of. */
    private void afterwards(Row row, Problem problem) {
        if (problem.code() == FailureCode.NUMBER_TAKEN) {
            taken.accept(row);
        }
        boolean otherContact = row.kind() == Kind.CONTACT
                ? FOUND_ELSEWHERE.contains(problem.code())
                : problem.code() == FailureCode.CONTACT_ARCHIVED && isInvoiceLike(row) && row.action() == Action.CREATE;
        if (otherContact && row.attempts() < 3) {
            store.failedRows().retry(row.id());
        }
    }

    /** The document was found in Xero: a reply was lost, or its number shows that it is there already. */
    public void adopt(Row row, ElementVerdict.Accepted found, String why) {
        store.inTransaction(() -> {
            accept(row, found, true);
            store.tallies().count(Counter.DUPLICATES_PREVENTED, 1);
            store.audit().add("process", row.kind(), row.sourceId(), "adopted", why);
        });
        CopyEventLog.accepted(row, found, true);
    }

    /** A payment that nothing is planned of was found in Xero: it is linked, so that none is made a second time. */
    void link(long payment, ElementVerdict.Accepted found, String why) {
        store.inTransaction(() -> {
            store.links()
                    .put(new Link(
                            Kind.PAYMENT,
                            payment,
                            found.targetId(),
                            null,
                            found.status(),
                            null,
                            XeroPaymentView.of(found.element()).money(),
                            null,
                            true,
                            "adopted",
                            null,
                            null,
                            null,
                            null,
                            clock.instant()));
            store.outboxPlanner().supersede(Kind.PAYMENT, payment);
            store.tallies().count(Counter.DUPLICATES_PREVENTED, 1);
            store.audit().add("process", Kind.PAYMENT, payment, "adopted", why);
        });
    }

    /** Xero knows nothing of an id the row named: of a new document its contact's, else that of the document it is about. */
    Problem notFound(Row row) {
        RefusedDocument refused = document(row);
        boolean byContact = isInvoiceLike(row) && row.action() == Action.CREATE;
        return byContact
                ? Problem.of(FailureCode.CONTACT_NOT_FOUND, refused.clientName())
                : Problem.of(FailureCode.DOCUMENT_NOT_FOUND, refused.number());
    }

    /** Refuses a row for a reason Xero gave for the whole request. */
    public void refuse(Row row, Problem problem, List<String> messages) {
        Instant now = clock.instant();
        String words = messages.isEmpty() ? problem.sentence() : String.join("; ", messages);
        CopyEventLog.refused(row, problem, words);
        store.inTransaction(() -> {
            Reason reason = store.causes().reason(problem, now);
            store.outboxVerdicts()
                    .fail(row.id(), reason, words, Backoff.ofFailed(heals(row, problem), row.attempts(), now));
        });
        if (problem.code().heals() == FailureCode.RetryTrigger.BY_SETTINGS) {
            settings.markStale();
        }
    }

    /** A contact that is completed is compared with its client each time: nobody has to ask for that. */
    private static FailureCode.RetryTrigger heals(Row row, Problem problem) {
        return row.kind() == Kind.CONTACT && row.action() == Action.UPDATE
                ? FailureCode.RetryTrigger.BY_RETRY
                : problem.code().heals();
    }

    private void accept(Row row, ElementVerdict.Accepted accepted, boolean adopted) {
        switch (row.action()) {
            case CREATE -> created(List.of(new Outcome(row, accepted)), adopted ? "adopted" : "created");
            case UPDATE, APPROVE -> changed(row, accepted);
            case DELETE, VOID -> removed(row, accepted);
            case ALLOCATE -> allocated(row, "updated");
            case DEALLOCATE -> deallocated(row, null);
        }
    }

    /** @param outcome created or adopted; all of {@code outcomes} are accepted creations */
    private void created(List<Outcome> outcomes, String outcome) {
        List<Row> rows = outcomes.stream().map(Outcome::row).toList();
        int[] older = store.outboxPlanner().supersedeAll(rows);
        List<Link> links = new ArrayList<>();
        List<Done> done = new ArrayList<>();
        for (int i = 0; i < older.length; i++) {
            Row row = rows.get(i);
            ElementVerdict.Accepted accepted =
                    (ElementVerdict.Accepted) outcomes.get(i).verdict();
            boolean agrees = agrees(row, accepted);
            links.add(link(
                    row,
                    accepted,
                    agrees,
                    outcome,
                    written(row, asXeroHasIt(row.content(), accepted, agrees), accepted, false)));
            if (agrees) {
                done.add(new Done(row.id(), warnings(row, accepted)));
            }
            if (older[i] > 0 && row.kind() == Kind.INVOICE) {
                store.documents().planAgain(Kind.INVOICE, row.sourceId());
            }
        }
        store.links().putAll(links);
        store.invoiceMoney().paid(paid(outcomes));
        store.outboxVerdicts().doneAll(done, outcome);
        payments(outcomes);
        for (Outcome created : outcomes) {
            afterCreation(created.row(), (ElementVerdict.Accepted) created.verdict());
        }
    }

    /** What is paid of the invoices among them, as Xero shows it. */
    private static Map<String, BigDecimal> paid(List<Outcome> outcomes) {
        Map<String, BigDecimal> paid = new HashMap<>();
        for (Outcome outcome : outcomes) {
            ElementVerdict.Accepted accepted = (ElementVerdict.Accepted) outcome.verdict();
            BigDecimal amount = XeroDocumentView.of(accepted.element()).paid();
            if (outcome.row().kind() == Kind.INVOICE && amount != null) {
                paid.put(accepted.targetId(), amount);
            }
        }
        return paid;
    }

    private void afterCreation(Row row, ElementVerdict.Accepted accepted) {
        if (isInvoiceLike(row)) {
            rate(row, XeroDocumentView.of(accepted.element()).currencyRate());
        }
        if (!agrees(row, accepted)) {
            differs(row, accepted);
            return;
        }
        if (row.kind() == Kind.CREDIT_NOTE
                && XeroCreditNoteView.allocations(accepted.element()).isEmpty()) {
            allocate(row);
        }
        if (isInvoiceLike(row) && XeroStatus.DRAFT.is(accepted.status()) && confirmFirst(row)) {
            approve(row, accepted.targetId());
        }
    }

    /** What a document in another currency is worth in the books rests on its rate, whoever chose it. */
    private void rate(Row row, @Nullable BigDecimal rate) {
        String content = row.content();
        String base =
                settings.find().map(xero -> xero.organisation().baseCurrency()).orElse(null);
        if (rate == null || base == null || content == null || base.equals(row.currency())) {
            return;
        }
        BigDecimal stated = StoredJson.read(content, TargetInvoice.class).currencyRate();
        String from = stated == null
                ? "Xero's own, as none is agreed"
                : same(stated, rate) ? "as agreed" : "although " + plain(stated) + " is agreed";
        store.audit()
                .add(
                        "process",
                        row.kind(),
                        row.sourceId(),
                        "currency-rate",
                        plain(rate.stripTrailingZeros()) + " " + row.currency() + " for 1 " + base + ", " + from);
    }

    private void changed(Row row, ElementVerdict.Accepted accepted) {
        Optional<Link> before = store.links().find(row.kind(), row.sourceId());
        boolean agrees = row.total() == null ? before.map(Link::agrees).orElse(true) : agrees(row, accepted);
        boolean repaired = before.map(VerdictRecorder::isRepaired).orElse(false);
        String written = row.written() != null
                ? written(row, asXeroHasIt(row.written(), accepted, agrees), accepted, repaired)
                : before.map(Link::written)
                        .map(earlier -> withLineIdsOf(accepted, earlier))
                        .orElse(null);
        store.links().put(link(row, accepted, agrees, before.map(Link::origin).orElse("created"), written));
        before.map(Link::number)
                .filter(number -> accepted.number() != null && !number.equalsIgnoreCase(accepted.number()))
                .ifPresent(number -> freed(accepted.targetId(), number));
        finish(row, accepted, agrees, "updated");
        if (!agrees) {
            return;
        }
        store.outboxVerdicts().supersedeFailedBefore(row.kind(), row.sourceId(), row.id());
        String target = row.written();
        if (row.action() == Action.UPDATE
                && target != null
                && (isToBeApproved(target) || (repaired && wantsAuthorised(target)))
                && XeroStatus.DRAFT.is(accepted.status())) {
            approve(row, accepted.targetId());
        }
    }

    /** A document of ours goes by another number: what was refused for the one it had is tried again. */
    private void freed(String targetId, String number) {
        store.numberHolders().forget(targetId);
        store.failedRows().wakeNumber(number);
    }

    /** A credit note was set against its invoice, of which as much less is due. */
    void allocated(Row row, String outcome) {
        if (store.outboxVerdicts().done(row.id(), outcome, null) && row.total() != null) {
            due(row, row.total().negate());
        }
    }

    /** A credit note was taken off its invoice, of which as much more is due: payments that were too much may fit now. */
    void deallocated(Row row, @Nullable String why) {
        if (store.outboxVerdicts().done(row.id(), "updated", why) && row.total() != null) {
            due(row, row.total());
            store.documents().children(Kind.PAYMENT, row.sourceId()).stream()
                    .flatMap(payment -> store.outbox().openOf(Kind.PAYMENT, payment.sourceId()).stream())
                    .filter(payment -> payment.action() == Action.CREATE)
                    .forEach(payment -> store.failedRows().retry(payment.id()));
        }
    }

    private void due(Row row, BigDecimal more) {
        Link invoice = store.links().find(Kind.INVOICE, row.sourceId()).orElse(null);
        if (invoice == null || invoice.amountDue() == null || invoice.total() == null) {
            return;
        }
        BigDecimal due = invoice.amountDue().add(more).max(BigDecimal.ZERO).min(invoice.total());
        store.links()
                .seen(
                        Kind.INVOICE,
                        invoice.targetId(),
                        invoice.status(),
                        invoice.total(),
                        due,
                        invoice.targetUpdatedAt());
    }

    private void removed(Row row, ElementVerdict.Accepted accepted) {
        store.links().status(row.kind(), row.sourceId(), accepted.status() == null ? "DELETED" : accepted.status());
        payments(List.of(new Outcome(row, accepted)));
        store.outboxVerdicts().done(row.id(), "deleted", warnings(row, accepted));
    }

    private void finish(Row row, ElementVerdict.Accepted accepted, boolean agrees, String outcome) {
        if (agrees) {
            store.outboxVerdicts().done(row.id(), outcome, warnings(row, accepted));
        } else {
            differs(row, accepted);
        }
    }

    /** Xero made another total of it: a failed copy, though it stands in Xero. */
    private void differs(Row row, ElementVerdict.Accepted accepted) {
        Problem problem = new Problem(
                FailureCode.XERO_TOTAL_DIFFERS,
                String.valueOf(row.number()),
                Map.of(
                        "amount",
                        plain(row.total()) + " (tax " + plain(row.totalTax()) + ")",
                        "status",
                        String.valueOf(accepted.status()),
                        "computed",
                        plain(accepted.total()) + " (tax " + plain(accepted.totalTax()) + ")",
                        "currency",
                        row.currency() == null ? "" : row.currency()));
        CopyEventLog.refused(row, problem, problem.sentence());
        Reason reason = store.causes().reason(problem, clock.instant());
        boolean repairable = row.action() == Action.CREATE && row.kind() == Kind.INVOICE && confirmFirst(row);
        store.outboxVerdicts()
                .fail(row.id(), reason, problem.sentence(), repairable ? clock.instant() : OutboxTable.NEVER);
    }

    private static boolean agrees(Row row, ElementVerdict.Accepted accepted) {
        return !isInvoiceLike(row)
                || (same(row.total(), accepted.total()) && same(row.totalTax(), accepted.totalTax()));
    }

    private static boolean same(@Nullable BigDecimal expected, @Nullable BigDecimal actual) {
        return expected == null || (actual != null && expected.compareTo(actual) == 0);
    }

    private static String plain(@Nullable BigDecimal amount) {
        return amount == null ? "?" : amount.toPlainString();
    }

    private Link link(
            Row row, ElementVerdict.Accepted accepted, boolean agrees, String origin, @Nullable String written) {
        return new Link(
                row.kind(),
                row.sourceId(),
                accepted.targetId(),
                accepted.number() == null ? row.number() : accepted.number(),
                accepted.status(),
                row.currency(),
                total(row, accepted),
                accepted.amountDue(),
                agrees,
                origin,
                written,
                null,
                row.batchId(),
                null,
                clock.instant());
    }

    private static @Nullable BigDecimal total(Row row, ElementVerdict.Accepted accepted) {
        if (row.kind() == Kind.PAYMENT) {
            BigDecimal amount = XeroPaymentView.of(accepted.element()).amount();
            if (amount != null) {
                return amount;
            }
        }
        return accepted.total() == null ? row.total() : accepted.total();
    }

    private static boolean isInvoiceLike(Row row) {
        return row.kind() == Kind.INVOICE || row.kind() == Kind.CREDIT_NOTE;
    }

    private static boolean confirmFirst(Row row) {
        String content = row.content();
        if (content == null) {
            return false;
        }
        return isToBeApproved(content);
    }

    private static boolean isToBeApproved(String target) {
        TargetInvoice invoice = StoredJson.read(target, TargetInvoice.class);
        return invoice.confirmFirst() && invoice.status() == TargetInvoice.Status.AUTHORISED;
    }

    private static boolean wantsAuthorised(String target) {
        return StoredJson.read(target, TargetInvoice.class).status() == TargetInvoice.Status.AUTHORISED;
    }

    /** Whether Xero ever made another total of the document than was predicted. */
    private static boolean isRepaired(Link before) {
        String written = before.written();
        return !before.agrees()
                || (written != null
                        && StoredJson.read(written, WrittenInvoice.class).repaired());
    }

    /** Where the totals differ, a repair has to begin from the figures Xero made of ours. */
    private static @Nullable String asXeroHasIt(
            @Nullable String target, ElementVerdict.Accepted accepted, boolean agrees) {
        return agrees || target == null || target.isEmpty()
                ? target
                : StoredJson.write(XeroFigures.into(
                        StoredJson.read(target, TargetInvoice.class), XeroReader.lines(accepted.element())));
    }

    /** Xero makes the lines anew, with new ids, when only a status or a number is sent. */
    private static String withLineIdsOf(ElementVerdict.Accepted accepted, String earlier) {
        WrittenInvoice before = StoredJson.read(earlier, WrittenInvoice.class);
        List<String> ids = lineIds(accepted);
        return StoredJson.write(new WrittenInvoice(
                before.invoice(), before.contactId(), ids.isEmpty() ? before.lineIds() : ids, before.repaired()));
    }

    private static List<String> lineIds(ElementVerdict.Accepted accepted) {
        return XeroReader.lines(accepted.element()).stream()
                .map(XeroInvoice.Line::id)
                .toList();
    }

    /** What we wrote, with Xero's ids of contact and lines, as text: a later edit is compared with it. */
    private static @Nullable String written(
            Row row, @Nullable String target, ElementVerdict.Accepted accepted, boolean repaired) {
        if (!isInvoiceLike(row) || target == null || target.isEmpty()) {
            return null;
        }
        String lineIds = lineIds(accepted).stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(","));
        String contact = XeroDocumentView.of(accepted.element()).contactId();
        return "{\"invoice\":" + target + ",\"contactId\":\"" + contact + "\",\"lineIds\":[" + lineIds
                + "],\"repaired\":" + repaired + "}";
    }

    private void approve(Row row, String targetId) {
        String idName = row.kind() == Kind.INVOICE ? "InvoiceID" : "CreditNoteID";
        store.outboxPlanner()
                .plan(new Intent(
                        row.kind(),
                        row.sourceId(),
                        row.revision().then("approve"),
                        Action.APPROVE,
                        row.groupId(),
                        row.orderKey() + ":approve",
                        new Dependency(row.kind(), row.sourceId(), null),
                        "{\"" + idName + "\":\"" + targetId + "\",\"Status\":\"AUTHORISED\"}",
                        null,
                        row.number(),
                        row.currency(),
                        row.total(),
                        row.totalTax()));
    }

    /** A write-off's credit note is set against its invoice as soon as it is approved. */
    private void allocate(Row row) {
        Optional<Link> invoice = store.links().find(Kind.INVOICE, row.sourceId());
        if (invoice.isEmpty() || row.total() == null) {
            return;
        }
        store.outboxPlanner()
                .plan(new Intent(
                        Kind.CREDIT_NOTE,
                        row.sourceId(),
                        row.revision().then("allocate"),
                        Action.ALLOCATE,
                        row.groupId(),
                        row.orderKey() + ":later",
                        new Dependency(Kind.CREDIT_NOTE, row.sourceId(), XeroStatus.AUTHORISED.name()),
                        XeroJson.allocation(invoice.get().targetId(), row.total()),
                        null,
                        row.number(),
                        row.currency(),
                        row.total(),
                        null));
    }

    /** The answers of payments show their invoices: what is paid of them, and what is left to pay, stays current. */
    private void payments(List<Outcome> outcomes) {
        Map<String, PaidInvoice> shown = new HashMap<>();
        for (Outcome each : outcomes) {
            if (each.row().kind() == Kind.PAYMENT && each.verdict() instanceof ElementVerdict.Accepted accepted) {
                PaidInvoice invoice = XeroPaymentView.of(accepted.element()).invoice();
                shown.put(invoice.id(), invoice);
            }
        }
        if (shown.isEmpty()) {
            return;
        }
        Collection<Link> invoices =
                store.links().byTarget(Kind.INVOICE, shown.keySet()).values();
        Map<Long, Money> money =
                store.invoiceMoney().money(invoices.stream().map(Link::sourceId).toList());
        Map<String, @Nullable BigDecimal> paid = new HashMap<>();
        for (Link invoice : invoices) {
            PaidInvoice now = Objects.requireNonNull(shown.get(invoice.targetId()));
            leftToPay(invoice, now.due());
            if (now.paid() != null) {
                paid.put(invoice.targetId(), explained(money.get(invoice.sourceId()), now.paid()));
            }
        }
        store.invoiceMoney().paid(paid);
    }

    private void leftToPay(Link invoice, @Nullable BigDecimal shown) {
        BigDecimal due = shown != null ? shown : invoice.amountDue();
        String status = due != null && due.signum() == 0 ? "PAID" : "AUTHORISED";
        store.links().seen(Kind.INVOICE, invoice.targetId(), status, invoice.total(), due, invoice.targetUpdatedAt());
    }

    /** What is paid of the invoice now; taken for unknown where people paid something meanwhile, so that it is looked at. */
    private static @Nullable BigDecimal explained(@Nullable Money money, BigDecimal paid) {
        return money != null && money.withPaid(paid).isExplained() ? paid : null;
    }

    private static @Nullable String warnings(Row row, ElementVerdict.Accepted accepted) {
        String words = String.join("; ", accepted.warnings());
        boolean held = row.action() != Action.DELETE
                && isInvoiceLike(row)
                && XeroStatus.DRAFT.is(accepted.status())
                && wantsApproval(row);
        if (held) {
            words = words.isEmpty() ? NOT_APPROVED : words + "; " + NOT_APPROVED;
        }
        return words.isEmpty() ? null : words;
    }

    private static boolean wantsApproval(Row row) {
        String content = row.content();
        if (row.action() == Action.APPROVE) {
            return true;
        }
        if (row.action() != Action.CREATE || content == null) {
            return false;
        }
        TargetInvoice target = StoredJson.read(content, TargetInvoice.class);
        return target.status() == TargetInvoice.Status.AUTHORISED && !target.confirmFirst();
    }

    private RefusedDocument document(Row row) {
        String content = row.content() == null ? "" : row.content();
        long clientId = 0;
        String account = null;
        if (row.action() == Action.CREATE && !content.isEmpty()) {
            switch (row.kind()) {
                case CONTACT -> clientId = row.sourceId();
                case INVOICE, CREDIT_NOTE ->
                    clientId = StoredJson.read(content, TargetInvoice.class).clientId();
                case PAYMENT ->
                    account = StoredJson.read(content, TargetPayment.class).account();
                case CLIENT, CLIENT_CONTACT, DRAFT, BILLING, MAIL ->
                    throw new IllegalStateException("A " + row.kind() + " is never sent");
            }
        }
        String clientName = store.documents()
                .find(Kind.CLIENT, clientId)
                .map(SourceDocument::number)
                .orElse(row.kind() == Kind.CONTACT ? row.number() : "");
        return new RefusedDocument(
                row.number() == null ? "" : row.number(),
                clientId,
                clientName == null ? "" : clientName,
                row.currency() == null ? "" : row.currency(),
                row.total(),
                account);
    }
}
