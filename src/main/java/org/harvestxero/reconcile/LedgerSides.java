package org.harvestxero.reconcile;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.harvestxero.api.PublicIds;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestPaymentView;
import org.harvestxero.mapping.document.WrittenInvoice;
import org.harvestxero.reconciliation.LedgerSide;
import org.harvestxero.reconciliation.LedgerSide.About;
import org.harvestxero.reconciliation.LedgerSide.Credit;
import org.harvestxero.reconciliation.LedgerSide.Matter;
import org.harvestxero.reconciliation.LedgerSide.Payment;
import org.harvestxero.reconciliation.LedgerSide.Read;
import org.harvestxero.reconciliation.LedgerSide.Standing;
import org.harvestxero.reconciliation.LedgerSide.Twin;
import org.harvestxero.store.reconcile.LedgerFigures;
import org.harvestxero.store.reconcile.LedgerMatters;
import org.harvestxero.store.reconcile.LedgerMatters.Open;
import org.harvestxero.store.reconcile.ReconcileTables;
import org.jspecify.annotations.Nullable;

/** Our own side of invoices that differ, read for many at once. */
final class LedgerSides {
    private static final String GONE = "gone";
    private static final String SKIPPED = "skipped";
    private static final Set<String> DECIDED = Set.of("planned", SKIPPED, GONE);
    /** Reports that say nothing of why an invoice differs; by what their revision begins with. */
    private static final List<String> BESIDE = List.of("balance:", "work-", "correction-", "later-", "deliver:");

    private static final Set<String> WRITING = Set.of("create", "update");

    private final ReconcileTables tables;

    LedgerSides(ReconcileTables tables) {
        this.tables = tables;
    }

    /** @param figures of them, as read before @param credits those whose document in Xero is a credit note */
    Map<Long, LedgerSide> of(Map<Long, LedgerFigures.Row> figures, Set<Long> credits) {
        Collection<Long> ids = figures.keySet();
        LedgerMatters matters = tables.matters();
        Map<Long, List<Payment>> payments = new HashMap<>();
        matters.payments(ids).forEach(each -> add(payments, each.invoiceId(), payment(each)));
        Map<Long, List<Credit>> explained = new HashMap<>();
        matters.explained(ids)
                .forEach(each -> add(explained, each.invoiceId(), new Credit(each.targetId(), each.explainedBy())));
        Map<Long, List<Matter>> open = new HashMap<>();
        matters.open(ids).stream()
                .filter(LedgerSides::tells)
                .forEach(each -> add(open, each.invoiceId(), matter(each, credits.contains(each.invoiceId()))));
        matters.back(ids)
                .forEach(each -> add(
                        open,
                        each.invoiceId(),
                        new Matter(About.PAYMENT_BACK, Standing.UNDER_WAY, "", each.targetId(), "", "")));
        Map<Long, String> written = matters.written(ids);
        Map<Long, LedgerSide> sides = new HashMap<>();
        figures.forEach((id, row) -> {
            boolean credit = credits.contains(id);
            LedgerFigures.Twin note = row.note();
            List<Credit> allCredits = new ArrayList<>(explained.getOrDefault(id, List.of()));
            if (note != null && !credit) {
                allCredits.add(new Credit(note.id(), null));
            }
            sides.put(
                    id,
                    new LedgerSide(
                            read(row.document()),
                            twin(credit ? note : row.twin(), row.contactId(), written.get(id)),
                            id < 0 || row.mirror(),
                            payments.getOrDefault(id, List.of()),
                            allCredits,
                            open.getOrDefault(id, List.of())));
        });
        return sides;
    }

    private static <T> void add(Map<Long, List<T>> to, long id, T item) {
        to.computeIfAbsent(id, first -> new ArrayList<>()).add(item);
    }

    private static @Nullable Read read(LedgerFigures.@Nullable Document document) {
        if (document == null) {
            return null;
        }
        String reason = document.reason() == null ? "" : document.reason();
        int colon = reason.indexOf(':');
        return new Read(
                document.amount() == null ? BigDecimal.ZERO : document.amount(),
                document.due() == null ? BigDecimal.ZERO : document.due(),
                document.state().equals(GONE),
                DECIDED.contains(document.state()),
                document.state().equals(SKIPPED) && colon > 0 ? reason.substring(0, colon) : "",
                document.paymentsRead());
    }

    private static @Nullable Twin twin(
            LedgerFigures.@Nullable Twin twin, @Nullable String contact, @Nullable String written) {
        return twin == null
                ? null
                : new Twin(
                        twin.id(),
                        twin.number(),
                        contact == null ? "" : contact,
                        twin.status() == null ? "" : twin.status(),
                        twin.total(),
                        total(written));
    }

    /** What was written by another release may not be readable; then only what Xero showed is known. */
    private static @Nullable BigDecimal total(@Nullable String written) {
        try {
            return written == null
                    ? null
                    : StoredJson.read(written, WrittenInvoice.class).invoice().total();
        } catch (RuntimeException e) {
            return null;
        }
    }

    private static Payment payment(LedgerMatters.Payment stored) {
        return new Payment(
                stored.id(),
                stored.amount() == null ? BigDecimal.ZERO : stored.amount(),
                day(stored.content()),
                stored.state().equals(GONE),
                stored.targetId());
    }

    private static @Nullable LocalDate day(String content) {
        try {
            String paid = HarvestPaymentView.of(HarvestElement.parse(content)).paid();
            return paid == null ? null : LocalDate.parse(paid.length() > 10 ? paid.substring(0, 10) : paid);
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean tells(Open row) {
        boolean givenUp = row.step().state().equals("discarded");
        return BESIDE.stream().noneMatch(row.step().revision()::startsWith)
                && (!givenUp
                        || row.kind().equals("payment-back")
                        || WRITING.contains(row.step().action()));
    }

    /** Which payment it is about. */
    private static String of(About about, Open row) {
        String revision = row.step().revision();
        return switch (about) {
            case PAYMENT -> Long.toString(row.sourceId());
            case PAYMENT_BACK -> revision.substring(revision.indexOf(':') + 1);
            default -> "";
        };
    }

    private static Matter matter(Open row, boolean credit) {
        Standing standing = switch (row.step().state()) {
            case "failed" -> Standing.FAILED;
            case "discarded" -> Standing.GIVEN_UP;
            default -> Standing.UNDER_WAY;
        };
        About about = switch (row.kind()) {
            case "payment" -> About.PAYMENT;
            case "payment-back" -> About.PAYMENT_BACK;
            case "credit-note" -> credit ? About.INVOICE : About.WRITE_OFF;
            default -> About.INVOICE;
        };
        String code = row.code() == null ? "" : row.code();
        return new Matter(
                about,
                standing,
                standing == Standing.FAILED ? PublicIds.failedCopy(row.id()) : "",
                of(about, row),
                code.toLowerCase(Locale.ROOT).replace('_', '-'),
                row.words() == null ? "" : row.words());
    }
}
