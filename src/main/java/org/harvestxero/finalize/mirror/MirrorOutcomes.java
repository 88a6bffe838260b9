package org.harvestxero.finalize.mirror;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.harvestxero.api.PublicIds;
import org.harvestxero.billing.terms.DispatchTerms.Mirror;
import org.harvestxero.finalize.DraftFinalizer;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestReader;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.DeliveryTable.Delivery;
import org.harvestxero.store.billing.DeliveryTable.State;
import org.harvestxero.store.billing.DraftMirrors.MirrorTaxes;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.database.Ages;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records how far Harvest's invoice of a draft came: made, read, fitting, or to be taken back. Each is on disk before the next request goes.
 */
final class MirrorOutcomes {
    private static final Logger LOG = LoggerFactory.getLogger(MirrorOutcomes.class);
    private static final int NOT_FOUND = 404;
    private static final Duration UNTIL_SEARCH = Duration.ofMinutes(2);
    private static final int PATIENCE = 3;

    private final ConnectionStore store;
    private final DraftFinalizer draftFinalizer;
    private final MirrorLines lines;
    private final Clock clock;

    /** By the draft. */
    private final Ages<Long> creations;

    private final AtomicInteger doubtsInARow = new AtomicInteger();

    MirrorOutcomes(
            ConnectionStore store, DraftFinalizer draftFinalizer, MirrorLines lines, Clock clock, LongSupplier nanos) {
        this.lines = lines;
        this.creations = new Ages<>(clock, nanos);
        this.store = store;
        this.draftFinalizer = draftFinalizer;
        this.clock = clock;
    }

    Optional<Delivery> delivery(StoredDraft draft, MirrorManner manner) {
        return store.billing().deliveries().find(draft.id(), manner.step());
    }

    private Optional<Delivery> delivery(MirrorAttempt mirror) {
        return delivery(mirror.draft(), mirror.plan().manner());
    }

    /** Whether it was begun, by this process or an earlier one. */
    boolean isBegun(MirrorAttempt mirror) {
        return delivery(mirror).isPresent();
    }

    /** A new round of attempts. */
    void begin() {
        doubtsInARow.set(0);
    }

    /** The attempt as an earlier process left it, or a new one by what is agreed. */
    MirrorAttempt attempt(StoredDraft draft, Mirror agreed) {
        Optional<Delivery> freeForm = delivery(draft, MirrorManner.FREE_FORM);
        Optional<Delivery> exact = delivery(draft, MirrorManner.EXACT);
        Optional<Delivery> given = exact.filter(delivery -> delivery.state() == State.GIVEN_UP);
        boolean inFreeForm =
                agreed.mayBeFreeForm() && (given.isPresent() || exact.isEmpty() && agreed == Mirror.FREE_FORM);
        if (freeForm.isEmpty() && !inFreeForm) {
            return new MirrorAttempt(draft, MirrorPlan.exact(agreed.mayBeFreeForm()), isLost(exact), unfit(exact));
        }
        String because = given.or(() -> freeForm.filter(delivery -> delivery.state() != State.FAILED))
                .map(Delivery::message)
                .orElse(null);
        return new MirrorAttempt(draft, MirrorPlan.freeForm(because), isLost(freeForm), unfit(freeForm));
    }

    private static boolean isLost(Optional<Delivery> earlier) {
        return earlier.filter(delivery -> delivery.state() == State.SENDING).isPresent();
    }

    private static @Nullable String unfit(Optional<Delivery> earlier) {
        return earlier.filter(delivery -> delivery.state() == State.FAILED)
                .map(Delivery::message)
                .orElse(null);
    }

    /** Whether a lost reply is too young for Harvest's list of invoices to show what became of it. */
    boolean isTooYoung(MirrorAttempt mirror) {
        StoredDraft draft = mirror.draft();
        return delivery(mirror)
                .filter(delivery -> delivery.state() == State.SENDING && draft.harvestId() == null)
                .filter(delivery -> creations.isYounger(draft.id(), delivery.changedAt(), UNTIL_SEARCH))
                .isPresent();
    }

    /** Records that Harvest is about to be asked for it, on disk. */
    void creating(MirrorAttempt mirror) {
        StoredDraft draft = mirror.draft();
        store.inTransaction(() -> {
            store.billing().deliveries().plan(draft.id(), mirror.plan().manner().step());
            delivery(mirror)
                    .ifPresent(delivery -> store.billing()
                            .deliveries()
                            .move(
                                    delivery,
                                    State.SENDING,
                                    clock.instant().plus(UNTIL_SEARCH),
                                    mirror.plan().because()));
        });
        creations.begin(draft.id());
        store.settle();
    }

    void adopted(MirrorAttempt mirror, HarvestElement invoice) {
        made(mirror, invoice);
        audit(mirror, "adopted", "its mirror was found after a lost reply");
    }

    private void audit(MirrorAttempt mirror, String event, @Nullable String words) {
        store.audit().add("process", Kind.DRAFT, mirror.draft().id(), event, words);
    }

    /** One of two with the same number is gone. */
    void removed(MirrorAttempt mirror, Long invoice) {
        audit(
                mirror,
                "double deleted",
                "Harvest invoice " + invoice + " had the number "
                        + mirror.draft().number() + " too");
    }

    void made(MirrorAttempt mirror, HarvestElement invoice) {
        long id = invoice.id();
        if (!store.billing().draftWriter().mirror(mirror.draft(), id)) {
            throw new IllegalStateException(
                    "Draft " + PublicIds.draft(mirror.draft().id()) + " changed while its mirror was made");
        }
        mirror.made(current(mirror.draft()));
        seen(mirror, invoice);
    }

    void seen(MirrorAttempt mirror, HarvestElement invoice) {
        doubtsInARow.set(0);
        mirror.read(HarvestReader.invoice(invoice, draftFinalizer.client(mirror.draft())));
    }

    /**
     * The invoice stands: its lines and totals are compared once more, then the draft moves on with it. One that doesn't fit is to be
     * taken back.
     */
    void finish(MirrorAttempt mirror) {
        if (mirror.isFit()) {
            mirror.unfit(lines.difference(mirror));
        }
        if (!mirror.isFit()) {
            remember(mirror);
            return;
        }
        SourceInvoice invoice = mirror.invoice();
        store.inTransaction(() -> {
            store.billing()
                    .draftWriter()
                    .keepTaxes(mirror.draft().id(), new MirrorTaxes(invoice.taxAmount(), invoice.tax2Amount()));
            store.billing().draftWriter().mirrored(mirror.draft(), invoice.id(), null);
            move(mirror, State.DONE, mirror.plan().because());
            audit(
                    mirror,
                    "mirrored",
                    "Harvest invoice " + invoice.id() + " of " + invoice.amount() + " " + invoice.currency()
                            + (mirror.isFreeForm() ? ", made of its lines" + because(mirror) : ""));
        });
        mirror.become(MirrorState.MIRRORED);
    }

    private static String because(MirrorAttempt mirror) {
        return mirror.plan().because() == null
                ? ", as agreed"
                : ": " + mirror.plan().because();
    }

    /** Records that the invoice is to be taken back, before it is. */
    private void remember(MirrorAttempt mirror) {
        move(mirror, State.FAILED, mirror.unfit());
        store.settle();
    }

    /**
     * The invoice is gone again; its time and expenses are unbilled in Harvest. The draft goes on without a mirror, or gets one of its
     * lines with the next cycle where that is agreed.
     */
    void takenBack(MirrorAttempt mirror) {
        store.inTransaction(() -> {
            if (mirror.plan().orElseFreeForm()) {
                store.billing().draftWriter().mirror(mirror.draft(), null);
            } else {
                store.billing().draftWriter().mirrored(mirror.draft(), null, mirror.unfit());
            }
            move(mirror, State.GIVEN_UP, mirror.unfit());
            audit(mirror, "mirror taken back", mirror.unfit());
        });
        mirror.become(MirrorState.GIVEN_UP);
    }

    /** Harvest refuses: without an invoice the draft goes on alone; with one, that is to be taken back or is gone already. */
    void refused(MirrorAttempt mirror, RequestRefusedException refused) {
        LOG.info("Draft {} gets no mirror: {}", PublicIds.draft(mirror.draft().id()), refused.getMessage());
        String words = refused.words();
        mirror.unfit("Harvest says: " + words);
        if (mirror.draft().harvestId() == null || refused.status() == NOT_FOUND) {
            takenBack(mirror);
        } else {
            remember(mirror);
        }
    }

    /**
     * Harvest did not process the request: nothing was done.
     *
     * @throws Exception what it was told
     */
    void notTaken(MirrorAttempt mirror, Exception why) throws Exception {
        if (mirror.draft().harvestId() == null) {
            move(mirror, State.WAITING, mirror.isFreeForm() ? mirror.plan().because() : why.getMessage());
        }
        throw why;
    }

    /**
     * No answer: the draft waits and is searched for later; the others go on.
     *
     * @throws Exception what it was told, when it happens several times in a row: then Harvest is down, and each further try would
     *     only hold up what needs no mirror
     */
    void inDoubt(MirrorAttempt mirror, Exception why) throws Exception {
        LOG.warn(
                "What became of the mirror of draft {} is unknown: {}",
                mirror.draft().id(),
                why.getMessage());
        if (doubtsInARow.incrementAndGet() >= PATIENCE) {
            throw why;
        }
    }

    private void move(MirrorAttempt mirror, State to, @Nullable String message) {
        Instant now = clock.instant();
        delivery(mirror).ifPresent(attempt -> store.billing().deliveries().move(attempt, to, now, message));
    }

    private StoredDraft current(StoredDraft draft) {
        return store.billing()
                .drafts()
                .find(draft.id())
                .orElseThrow(() -> new IllegalStateException("Draft " + PublicIds.draft(draft.id()) + " is gone"));
    }
}
