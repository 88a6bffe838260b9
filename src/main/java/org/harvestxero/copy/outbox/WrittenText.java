package org.harvestxero.copy.outbox;

import java.util.List;
import java.util.stream.Collectors;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.copy.document.XeroFigures;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.WrittenInvoice;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.xero.ElementVerdict;
import org.harvestxero.xero.XeroDocumentView;
import org.harvestxero.xero.XeroReader;
import org.jspecify.annotations.Nullable;

/** What we wrote of a document, as text: a later edit is compared with it. */
final class WrittenText {
    private WrittenText() {}

    /** With Xero's ids of contact and lines; null for what has no lines. */
    static @Nullable String of(AcceptedRow accepted, @Nullable String target, boolean repaired) {
        if (!(accepted.isInvoiceLike() || accepted.isPurchase()) || target == null || target.isEmpty()) {
            return null;
        }
        String lineIds = XeroReader.lineIds(accepted.accepted().element()).stream()
                .map(id -> "\"" + id + "\"")
                .collect(Collectors.joining(","));
        String contact = XeroDocumentView.of(accepted.accepted().element()).contactId();
        if (accepted.isPurchase()) {
            return "{\"purchase\":" + target + ",\"contactId\":\"" + contact + "\",\"lineIds\":[" + lineIds + "]}";
        }
        return "{\"invoice\":" + target + ",\"contactId\":\"" + contact + "\",\"lineIds\":[" + lineIds
                + "],\"repaired\":" + repaired + "}";
    }

    /** Where the totals differ, a repair has to begin from the figures Xero made of ours. */
    static @Nullable String asXeroHasIt(AcceptedRow taken, @Nullable String target, boolean agrees) {
        ElementVerdict.Accepted accepted = taken.accepted();
        return agrees || target == null || target.isEmpty() || taken.isPurchase()
                ? target
                : StoredJson.write(XeroFigures.into(
                        StoredJson.read(target, TargetInvoice.class), XeroReader.lines(accepted.element())));
    }

    /** Xero makes the lines anew, with new ids, when only a status or a number is sent. */
    static String withLineIdsOf(AcceptedRow taken, String earlier) {
        if (taken.isPurchase()) {
            return earlier;
        }
        ElementVerdict.Accepted accepted = taken.accepted();
        WrittenInvoice before = StoredJson.read(earlier, WrittenInvoice.class);
        List<String> ids = XeroReader.lineIds(accepted.element());
        return StoredJson.write(new WrittenInvoice(
                before.invoice(), before.contactId(), ids.isEmpty() ? before.lineIds() : ids, before.repaired()));
    }

    /** Whether Xero ever made another total of the document than was predicted. */
    static boolean isRepaired(Link before) {
        String written = before.written();
        return !before.agrees()
                || (written != null
                        && before.kind() != Kind.BILL
                        && before.kind() != Kind.SPEND
                        && StoredJson.read(written, WrittenInvoice.class).repaired());
    }
}
