package org.harvestxero.finalize.delivery;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.LineSource;
import org.harvestxero.billing.engine.Source;
import org.harvestxero.pdf.PdfFile;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroRequest.Attachment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that go with an invoice: our timesheet, made when it is attached, and receipts that Harvest keeps.
 */
final class DeliveryFiles {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryFiles.class);
    private static final String LETTERS_MISSING = "letters-missing";
    private static final Map<String, String> ENDINGS = Map.of(
            "application/pdf", "pdf", "image/jpeg", "jpg", "image/png", "png", "image/gif", "gif", "text/plain", "txt");

    private final String tenant;
    private final ConnectionStore store;

    DeliveryFiles(String tenant, ConnectionStore store) {
        this.tenant = tenant;
        this.store = store;
    }

    Timesheet timesheet(StoredDraft draft) {
        return timesheet(store, draft, String.valueOf(draft.number()));
    }

    /** @param number what is shown as the invoice's */
    static Timesheet timesheet(ConnectionStore store, StoredDraft draft, String number) {
        return Timesheet.of(
                draft.content(), store.billing().notBilled().ofRun(draft.runId()), draft.clientName(), number);
    }

    static List<Source> receipts(StoredDraft draft) {
        return draft.content().lines().stream()
                .map(DraftLine::sources)
                .flatMap(List::stream)
                .map(LineSource::source)
                .filter(source -> source.kind() == Source.Kind.EXPENSE && source.receiptUrl() != null)
                .distinct()
                .toList();
    }

    /** Where Harvest keeps the receipt. */
    static String address(DeliveryItem item) {
        return receipts(item.draft()).stream()
                .filter(source -> source.id() == item.expense())
                .map(Source::receiptUrl)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Expense " + item.expense() + " has no receipt"));
    }

    /** The file to attach: the receipt that was fetched, or the timesheet, made now. */
    Attachment of(DeliveryItem item) {
        Attachment file = item.file();
        if (file == null) {
            PdfFile.Made made =
                    TimesheetPdf.of(timesheet(item.draft()), item.draft().createdAt());
            noteMissing(item, made.missing());
            file = new Attachment(made.bytes(), PdfFile.CONTENT_TYPE);
            item.carry(file);
        }
        return file;
    }

    XeroRequest request(DeliveryItem item, Attachment file) {
        String key = tenant + ":draft-" + item.draft().id() + "-" + item.step() + "-"
                + item.delivery().attempts();
        return XeroRequest.attach(item.xeroPath(), fileName(item), file, key);
    }

    /** The file goes all the same; whoever looks at the draft reads what is a box in it. */
    private void noteMissing(DeliveryItem item, String letters) {
        boolean noted = letters.isEmpty()
                || store.audit().ofDocument(Kind.DRAFT, item.draft().id()).stream()
                        .anyMatch(event -> event.event().equals(LETTERS_MISSING));
        if (!noted) {
            String words = "no font has " + letters + ", so the timesheet shows boxes instead";
            LOG.warn("Timesheet of {}: {}", item.draft().number(), words);
            store.inTransaction(
                    () -> store.audit().add("process", Kind.DRAFT, item.draft().id(), LETTERS_MISSING, words));
        }
    }

    /** Letters Xero refuses in names of files are left out. */
    static String timesheetName(String number) {
        return "Timesheet " + number.replaceAll("[<>:\"/\\\\|?*+\\[\\]\\p{Cntrl}]", "-") + ".pdf";
    }

    static String fileName(DeliveryItem item) {
        if (!item.isReceipt()) {
            return timesheetName(String.valueOf(item.draft().number()));
        }
        Attachment file = item.file();
        String type =
                file == null ? "" : file.contentType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return "Receipt " + item.expense() + "." + ENDINGS.getOrDefault(type, "bin");
    }
}
