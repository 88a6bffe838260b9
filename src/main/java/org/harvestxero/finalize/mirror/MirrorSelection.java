package org.harvestxero.finalize.mirror;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.harvestxero.api.PublicIds;
import org.harvestxero.billing.engine.Source;
import org.harvestxero.billing.terms.DispatchTerms.Mirror;
import org.harvestxero.finalize.AgreementArchive;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.harvest.ImportableWork;
import org.harvestxero.harvest.ImportableWork.Span;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.copy.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Chooses which drafts get an invoice in Harvest: those whose agreement asks for one and whose work is exactly what Harvest would take
 * (ruling 20). The others go on without one, with the reason.
 */
final class MirrorSelection {
    private static final String NO_WORK = "no tracked work is on it";

    private final ConnectionStore store;
    private final AgreementArchive agreementArchive;
    private final MirrorLines lines;
    private final MirrorOutcomes outcomes;

    MirrorSelection(
            ConnectionStore store, AgreementArchive agreementArchive, MirrorLines lines, MirrorOutcomes outcomes) {
        this.store = store;
        this.agreementArchive = agreementArchive;
        this.lines = lines;
        this.outcomes = outcomes;
    }

    /** The drafts to mirror now. Those that get none move on with the reason; those whose lost reply is too young wait. */
    List<MirrorAttempt> begin(List<StoredDraft> drafts) {
        List<MirrorAttempt> mirrors = new ArrayList<>();
        for (StoredDraft draft : drafts) {
            if (draft.state() != DraftState.APPROVED) {
                continue;
            }
            Mirror agreed = agreementArchive.sending(draft).mirror();
            MirrorAttempt mirror = outcomes.attempt(draft, agreed);
            boolean begun = outcomes.isBegun(mirror);
            String without = begun ? null : whyNone(mirror, agreed);
            if (without != null) {
                store.billing().draftWriter().mirrored(draft, null, without);
            } else if (!outcomes.isTooYoung(mirror)) {
                mirrors.add(
                        begun || mirror.isFreeForm() || !mirror.work().isEmpty() ? mirror : mirror.inFreeForm(NO_WORK));
            }
        }
        return mirrors;
    }

    private @Nullable String whyNone(MirrorAttempt mirror, Mirror agreed) {
        if (agreed == Mirror.OFF) {
            return "the agreement asks for none";
        }
        if (mirror.draft().xeroKind() == Kind.CREDIT_NOTE) {
            return "it comes to less than zero, and Harvest takes no such invoice";
        }
        if (mirror.work().isEmpty() && !agreed.mayBeFreeForm()) {
            return NO_WORK;
        }
        return lines.taxes(mirror.draft()).isEmpty() ? "its lines carry more tax rates than Harvest's two" : null;
    }

    /** Mirrors not begun yet, for which Harvest is asked what is unbilled. */
    List<MirrorAttempt> unbegun(List<MirrorAttempt> mirrors) {
        return mirrors.stream()
                .filter(mirror -> !mirror.isFreeForm() && !outcomes.isBegun(mirror))
                .toList();
    }

    static HarvestListRequest unbilled(List<MirrorAttempt> mirrors, Source.Kind kind) {
        Set<Long> clients = new HashSet<>();
        List<LocalDate> days = new ArrayList<>();
        for (MirrorAttempt mirror : mirrors) {
            Span span = mirror.work().span(kind);
            if (span != null) {
                clients.add(mirror.draft().clientId());
                days.add(span.from());
                days.add(span.to());
            }
        }
        Long only = clients.size() == 1 ? clients.iterator().next() : null;
        Span all = new Span(
                days.stream().min(Comparator.naturalOrder()).orElseThrow(),
                days.stream().max(Comparator.naturalOrder()).orElseThrow());
        return ImportableWork.list(kind == Source.Kind.EXPENSE, only, all, false);
    }

    /** Those whose work is exactly what Harvest would take; the others move on without a mirror, with the reason. */
    List<MirrorAttempt> fitting(List<MirrorAttempt> mirrors, ListedWork listed) {
        List<MirrorAttempt> fitting = new ArrayList<>();
        for (MirrorAttempt mirror : mirrors) {
            String misfit = mirror.isFreeForm() || outcomes.isBegun(mirror)
                    ? null
                    : MirrorComparison.misfit(mirror.work(), listed);
            if (misfit == null) {
                fitting.add(mirror);
            } else if (mirror.plan().orElseFreeForm()) {
                fitting.add(mirror.inFreeForm(misfit));
            } else {
                store.billing().draftWriter().mirrored(mirror.draft(), null, misfit);
            }
        }
        return fitting;
    }

    static HarvestListRequest taken(MirrorAttempt mirror, Source.Kind kind) {
        Span span = mirror.work().span(kind);
        if (span == null) {
            throw new IllegalStateException(
                    "Draft " + PublicIds.draft(mirror.draft().id()) + " has none of that kind");
        }
        return ImportableWork.list(kind == Source.Kind.EXPENSE, mirror.draft().clientId(), span, true);
    }
}
