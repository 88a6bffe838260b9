package org.harvestxero.invoices;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.harvestxero.api.PublicIds;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestInvoiceView;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.invoice.InvoiceEntry;
import org.harvestxero.store.invoice.InvoiceEntry.Money;
import org.harvestxero.store.invoice.InvoiceEntry.Named;
import org.harvestxero.store.invoice.StandingInvoices.OfDraft;
import org.harvestxero.store.invoice.StandingInvoices.OfHarvest;
import org.jspecify.annotations.Nullable;

/** Says by what an invoice is searched. */
final class EntryWriter {
    /** Of an invoice that says no day of issue. */
    private static final LocalDate UNDATED = LocalDate.EPOCH;

    private EntryWriter() {}

    /** Small letters, blanks made one. */
    static String key(@Nullable String text) {
        return text == null ? "" : text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    /** @param content what Harvest sent of it */
    static InvoiceEntry of(OfHarvest shown, String content) {
        HarvestElement kept = HarvestElement.parse(content);
        HarvestInvoiceView invoice = HarvestInvoiceView.of(kept);
        HarvestInvoiceView.Texts texts = HarvestInvoiceView.texts(kept);
        List<@Nullable String> words = new ArrayList<>();
        words.add(texts.subject());
        words.add(texts.notes());
        HarvestInvoiceView.lines(kept).forEach(line -> {
            words.add(line.project());
            words.add(line.description());
        });
        String number = shown.number();
        BigDecimal total = shown.twin().total();
        return new InvoiceEntry(
                shown.id(),
                EntryState.seen(shown),
                day(invoice.dates().issued()),
                new Named(
                        number,
                        key(number),
                        shown.clientId() == null ? invoice.client().id() : shown.clientId(),
                        Objects.requireNonNullElse(invoice.client().name(), ""),
                        key(texts.purchaseOrder())),
                new Money(
                        total == null ? shown.amount() : total,
                        Objects.requireNonNullElse(
                                invoice.currency(), shown.twin().currency())),
                EntryState.of(shown),
                joined(words));
    }

    static InvoiceEntry of(OfDraft shown, StoredDraft draft) {
        List<@Nullable String> words = new ArrayList<>();
        words.add(draft.content().words().reference());
        words.add(draft.content().words().notes());
        draft.content().lines().stream().map(DraftLine::description).forEach(words::add);
        BigDecimal total = shown.twin().total();
        return new InvoiceEntry(
                -shown.id(),
                EntryState.seen(shown),
                shown.day(),
                new Named(
                        shown.number(),
                        shown.number() == null ? key(PublicIds.draft(shown.id())) : key(shown.number()),
                        shown.client().id(),
                        shown.client().name(),
                        key(draft.content().words().purchaseOrder())),
                new Money(total == null ? shown.subtotal() : total, shown.twin().currency()),
                EntryState.of(shown),
                joined(words));
    }

    private static LocalDate day(@Nullable String issued) {
        try {
            return issued == null ? UNDATED : LocalDate.parse(issued);
        } catch (DateTimeParseException e) {
            return UNDATED;
        }
    }

    private static String joined(List<@Nullable String> words) {
        return words.stream()
                .map(EntryWriter::key)
                .filter(word -> !word.isEmpty())
                .distinct()
                .collect(Collectors.joining("\n"));
    }
}
