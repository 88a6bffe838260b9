package org.harvestxero.mapping.edit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.billing.Counted;
import org.harvestxero.mapping.document.TargetInvoice;
import org.harvestxero.mapping.document.TargetInvoice.Status;
import org.harvestxero.mapping.document.WrittenInvoice;
import org.harvestxero.mapping.document.XeroInvoice;
import org.jspecify.annotations.Nullable;

/**
 * Decides what of a changed invoice may be written to Xero (ruling 6). A field is written only if it still stands as we last
 * wrote it; what a bookkeeper changed is never overwritten, and what Xero no longer lets us change is drift.
 */
public final class InvoiceEdit {
    private static final String BOTH_CHANGED = "changed on both sides";
    private static final String BY_PERSON = "changed in Xero";

    private final WrittenInvoice last;
    private final XeroInvoice now;
    private final TargetInvoice wanted;
    private final String wantedContact;
    private final List<Difference> soft = new ArrayList<>();
    private final List<Difference> hard = new ArrayList<>();
    private final List<Difference> kept = new ArrayList<>();

    private InvoiceEdit(WrittenInvoice last, XeroInvoice now, TargetInvoice wanted, String wantedContact) {
        this.last = last;
        this.now = now;
        this.wanted = wanted;
        this.wantedContact = wantedContact;
    }

    /**
     * @param lockedUntil the later lock date; nothing on or before it can be changed
     * @param wantedContact Xero's id of the contact it shall be for
     */
    public static EditPlan plan(
            WrittenInvoice last,
            XeroInvoice now,
            TargetInvoice wanted,
            String wantedContact,
            Optional<LocalDate> lockedUntil) {
        return new InvoiceEdit(last, now, wanted, wantedContact).plan(lockedUntil);
    }

    private EditPlan plan(Optional<LocalDate> lockedUntil) {
        if (now.isGone()) {
            return new EditPlan(
                    null,
                    List.of(new Difference(
                            "status", now.status(), wanted.status().name(), BY_PERSON)),
                    List.of());
        }
        InvoicePatch patch = new InvoicePatch(now.id(), header(), status(), lines());
        if (!patch.isEmpty()) {
            lockedUntil
                    .filter(locked ->
                            !now.date().isAfter(locked) || !wanted.date().isAfter(locked))
                    .ifPresent(locked -> hard.add(new Difference(
                            "date", now.date().toString(), wanted.date().toString(), "locked until " + locked)));
        }
        List<Difference> drift = new ArrayList<>(hard);
        drift.addAll(soft);
        boolean nothing = patch.isEmpty() || !hard.isEmpty();
        return new EditPlan(nothing ? null : patch, drift, kept);
    }

    private Map<HeaderField, String> header() {
        Map<HeaderField, String> changes = new EnumMap<>(HeaderField.class);
        for (HeaderField field : HeaderField.values()) {
            String has = field.of(now);
            String wants = field.of(wanted, wantedContact);
            ThreeWay way = ThreeWay.of(before(field, has), has, wants);
            if (field == HeaderField.CONTACT && isMoved()) {
                moved(way, has, wants, changes);
                continue;
            }
            note(way, field.words(), has, wants, before(field, has), field.isEditableWhenAllocated());
            if (way == ThreeWay.WRITE) {
                changes.put(field, wants);
            }
        }
        return changes;
    }

    private boolean isMoved() {
        return wanted.clientId() != last.invoice().clientId();
    }

    /** An invoice of another client now: where its contact can't follow, nothing else of that client is written either. */
    private void moved(ThreeWay way, String has, String wants, Map<HeaderField, String> changes) {
        if (way == ThreeWay.CONFLICT) {
            hard.add(new Difference(HeaderField.CONTACT.words(), has, wants, BOTH_CHANGED));
        } else if (way == ThreeWay.WRITE && now.amountCredited().signum() != 0) {
            hard.add(new Difference(
                    HeaderField.CONTACT.words(), has, wants, "Xero doesn't change it once something is credited"));
        } else if (way == ThreeWay.WRITE) {
            changes.put(HeaderField.CONTACT, wants);
        }
    }

    /** A branding theme we never chose is Xero's own choice, and so not a person's change. */
    private String before(HeaderField field, String has) {
        String written = field.of(last.invoice(), last.contactId());
        return field == HeaderField.BRANDING_THEME && written.isEmpty() ? has : written;
    }

    /** Approves a draft; an invoice to be compared first is approved after that, not here (ruling 7). */
    private @Nullable Status status() {
        boolean approve = wanted.status() == Status.AUTHORISED;
        if (!approve && last.invoice().status() == Status.AUTHORISED && !now.isUnapproved()) {
            soft.add(new Difference("status", now.status(), "DRAFT", "Xero can't make it a draft again"));
        }
        boolean newlyWanted = approve && last.invoice().status() == Status.DRAFT;
        return newlyWanted && now.isUnapproved() && !wanted.confirmFirst() ? Status.AUTHORISED : null;
    }

    private @Nullable List<InvoicePatch.Line> lines() {
        LineEdit edit = new LineEdit(last, now, wanted, this::note);
        if (!edit.isNeeded()) {
            return null;
        }
        if (!edit.standsAsWritten()) {
            hard.add(new Difference(
                    "lines",
                    Counted.of(now.lines().size(), "line"),
                    Counted.of(wanted.lines().size(), "line"),
                    BY_PERSON));
            return null;
        }
        if (edit.changesTheirNumber() && now.isAllocated()) {
            hard.add(new Difference(
                    "lines",
                    Counted.of(now.lines().size(), "line"),
                    Counted.of(wanted.lines().size(), "line"),
                    allocated()));
        }
        return edit.lines();
    }

    private void note(ThreeWay way, String field, String has, String wants, String before, boolean whenAllocated) {
        if (way == ThreeWay.CONFLICT) {
            (whenAllocated ? soft : hard).add(new Difference(field, has, wants, BOTH_CHANGED));
        } else if (way == ThreeWay.WRITE && now.isAllocated() && !whenAllocated) {
            hard.add(new Difference(field, has, wants, allocated()));
        } else if (way == ThreeWay.KEEP && !has.equals(before) && !has.equals(wants)) {
            kept.add(new Difference(field, has, wants, BY_PERSON));
        }
    }

    private static String allocated() {
        return "Xero doesn't change it once something is paid or credited";
    }
}
