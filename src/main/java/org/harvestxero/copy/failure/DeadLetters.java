package org.harvestxero.copy.failure;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.harvestxero.event.FailedDocument;
import org.harvestxero.event.InvoiceEvent;
import org.harvestxero.event.Subject;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.event.DeadLetterTable.DeadLetter;
import org.jspecify.annotations.Nullable;

/**
 * Makes an event of each failed copy, once for each cause, and of each that is over. What is told of is held against what stands, so a
 * process that is killed on the way tells it after its next start.
 */
public final class DeadLetters {
    private static final int LONGEST_CAUSE = 100;

    private final ConnectionStore store;
    private final AtomicBoolean looked = new AtomicBoolean();

    public DeadLetters(ConnectionStore store) {
        this.store = store;
    }

    /** Records that a document failed and adds the event, in one transaction; nothing where it is known or nobody is told. */
    public void failed(Map<String, Object> row) {
        if (!store.events().isKept()) {
            return;
        }
        Kind kind = Kind.of(text(row, "kind"));
        String cause = text(row, "cause").toLowerCase(Locale.ROOT).replace('_', '-');
        DeadLetter letter = new DeadLetter(
                kind,
                number(row, "source_id"),
                number(row, "id"),
                cause.length() > LONGEST_CAUSE ? cause.substring(0, LONGEST_CAUSE) : cause,
                (String) row.get("number"));
        store.inTransaction(() -> {
            if (store.hooks().deadLetters().put(letter)) {
                store.events()
                        .add(new InvoiceEvent.Failed(
                                document(letter.kind(), letter.sourceId(), letter.outboxId(), letter.number()),
                                cause,
                                Objects.requireNonNullElse((String) row.get("sentence"), ""),
                                Objects.requireNonNullElse((String) row.get("remedy"), ""),
                                Math.toIntExact(number(row, "attempts"))));
            }
        });
    }

    /** Records that a failed copy is over and adds the event. */
    public void healed(Map<String, Object> row) {
        Kind kind = Kind.of(text(row, "kind"));
        long sourceId = number(row, "source_id");
        store.inTransaction(() -> {
            if (store.hooks().deadLetters().end(kind, sourceId)) {
                store.events()
                        .add(new InvoiceEvent.Healed(
                                document(kind, sourceId, number(row, "id"), (String) row.get("number")),
                                how((String) row.get("state"))));
            }
        });
    }

    private static String how(@Nullable String lastState) {
        return "done".equals(lastState) ? "copied" : "discarded".equals(lastState) ? "discarded" : "settled";
    }

    private static FailedDocument document(Kind kind, long sourceId, long outboxId, @Nullable String number) {
        return new FailedDocument("F" + outboxId, type(kind), sourceId > 0 ? sourceId : null, number);
    }

    private static Subject.Type type(Kind kind) {
        return switch (kind) {
            case INVOICE -> Subject.Type.INVOICE;
            case CREDIT_NOTE -> Subject.Type.CREDIT_NOTE;
            case PAYMENT, PAYMENT_BACK -> Subject.Type.PAYMENT;
            case CONTACT, CLIENT_CONTACT, PERSON, SUPPLIER -> Subject.Type.CONTACT;
            case EXPENSE -> Subject.Type.EXPENSE;
            case BILL -> Subject.Type.BILL;
            case SPEND -> Subject.Type.SPEND;
            case CLIENT -> Subject.Type.CLIENT;
            case DRAFT -> Subject.Type.DRAFT;
            case BILLING -> Subject.Type.PERIOD;
            case MAIL -> Subject.Type.MAIL;
        };
    }

    /** What the statement asks for that finds what failed and nobody was told of: once after a start, and null afterwards. */
    public @Nullable Map<String, Object> untold() {
        return store.events().isKept() && !looked.getAndSet(true) ? asked() : null;
    }

    /** What the statement asks for that finds what is over; null while nothing was told of. */
    public @Nullable Map<String, Object> told() {
        return store.events().isKept() && store.hooks().deadLetters().any() ? asked() : null;
    }

    private Map<String, Object> asked() {
        return Map.of("connection", store.connection());
    }

    private static long number(Map<String, Object> row, String column) {
        return ((Number) Objects.requireNonNull(row.get(column), column)).longValue();
    }

    private static String text(Map<String, Object> row, String column) {
        return String.valueOf(row.get(column));
    }
}
