package org.harvestxero.copy.outbox;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.copy.failure.Backoff;
import org.harvestxero.copy.failure.CopyEventLog;
import org.harvestxero.copy.reference.XeroReferenceData;
import org.harvestxero.mapping.document.TargetContact;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetPayment;
import org.harvestxero.mapping.expense.TargetPurchase;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.mapping.failure.RefusedDocument;
import org.harvestxero.mapping.failure.XeroMessages;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.CauseTable.Reason;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.xero.SentElement;
import org.jspecify.annotations.Nullable;

/** Records what Xero refused, a row or a whole request: it becomes a failed copy beside those our own rules refuse. */
final class XeroRefusalRecorder {
    /** Xero's words for it. */
    private static final String NUMBER_TAKEN = "Invoice # must be unique.";

    private static final Set<FailureCode> FOUND_ELSEWHERE =
            Set.of(FailureCode.CONTACT_NAME_TAKEN, FailureCode.CONTACT_NUMBER_TAKEN);

    private final ConnectionStore store;
    private final XeroReferenceData settings;
    private final GonePayments gone;
    private final Clock clock;
    private Consumer<Row> taken = row -> {};

    XeroRefusalRecorder(ConnectionStore store, XeroReferenceData settings, GonePayments gone, Clock clock) {
        this.store = store;
        this.gone = gone;
        this.settings = settings;
        this.clock = clock;
    }

    /** Who looks at rows whose number Xero refused as taken. */
    void onTakenNumber(Consumer<Row> looker) {
        taken = looker;
    }

    /** @param messages in Xero's words */
    void record(Row row, List<String> messages) {
        Problem problem = whoseAddress(XeroMessages.classify(messages, document(row)), row);
        refuse(row, problem, messages);
        afterwards(row, problem);
    }

    /** In a dry run: Xero would refuse the row for its number. */
    void numberTaken(Row row) {
        List<String> words = List.of(NUMBER_TAKEN);
        refuse(row, XeroMessages.classify(words, document(row)), words);
    }

    /** Refuses a row for a reason Xero gave for the whole request. */
    void refuse(Row row, Problem problem, List<String> messages) {
        Instant now = clock.instant();
        String words = messages.isEmpty() ? problem.sentence() : String.join("; ", messages);
        CopyEventLog.refused(row, problem, words);
        store.inTransaction(() -> {
            Reason reason = store.causes().reason(problem, now);
            store.outboxVerdicts()
                    .fail(row.id(), reason, words, Backoff.ofFailed(heals(row, problem), row.attempts(), now));
            gone.known(List.of(row));
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

    /** A bad e-mail address stands in Harvest when a contact is made of it, and in Xero when it is found on its contact. */
    static Problem whoseAddress(Problem problem, Row row) {
        if (problem.code() != FailureCode.EMAIL_INVALID) {
            return problem;
        }
        if (!new SentRow(row).isContact() && row.kind() != Kind.CLIENT) {
            return Problem.of(FailureCode.CONTACT_EMAIL_INVALID, problem.subject());
        }
        String email = email(row);
        return email != null && email.indexOf('@') != email.lastIndexOf('@')
                ? Problem.of(FailureCode.EMAIL_SEVERAL, problem.subject()).with("email", email)
                : problem;
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
        boolean otherContact = new SentRow(row).isContact()
                ? FOUND_ELSEWHERE.contains(problem.code())
                : problem.code() == FailureCode.CONTACT_ARCHIVED
                        && new SentRow(row).isInvoiceLike()
                        && row.action() == Action.CREATE;
        if (otherContact && row.attempts() < 3) {
            store.failedRows().retry(row.id());
        }
    }

    /** Xero knows nothing of an id the row named: of a new document its contact's, else that of the document it is about. */
    Problem notFound(Row row) {
        RefusedDocument refused = document(row);
        boolean byContact = new SentRow(row).hasTotals() && row.action() == Action.CREATE;
        return byContact
                ? Problem.of(FailureCode.CONTACT_NOT_FOUND, refused.clientName())
                : Problem.of(FailureCode.DOCUMENT_NOT_FOUND, refused.number());
    }

    private RefusedDocument document(Row row) {
        String content = row.content() == null ? "" : row.content();
        long clientId = row.kind() == Kind.CLIENT ? row.sourceId() : 0;
        String account = null;
        String person = null;
        if (row.action() == Action.CREATE && !content.isEmpty()) {
            switch (row.kind()) {
                case CONTACT, CLIENT -> clientId = row.sourceId();
                case SUPPLIER ->
                    person = StoredJson.read(content, TargetContact.class).name();
                case BILL, SPEND ->
                    person = StoredJson.read(content, TargetPurchase.class)
                            .supplier()
                            .personName();
                case INVOICE, CREDIT_NOTE ->
                    clientId = StoredJson.read(content, TargetInvoice.class).clientId();
                case PAYMENT ->
                    account = StoredJson.read(content, TargetPayment.class).account();
                case PAYMENT_BACK, CLIENT_CONTACT, PERSON, EXPENSE, DRAFT, BILLING, MAIL ->
                    throw new IllegalStateException("A " + row.kind() + " is never sent");
            }
        }
        String clientName = person != null
                ? person
                : store.documents()
                        .find(Kind.CLIENT, clientId)
                        .map(SourceDocument::number)
                        .orElse(row.kind() == Kind.CONTACT || row.kind() == Kind.CLIENT ? row.number() : "");
        return new RefusedDocument(
                row.number() == null ? "" : row.number(),
                clientId,
                clientName == null ? "" : clientName,
                row.currency() == null ? "" : row.currency(),
                row.total(),
                account);
    }
}
