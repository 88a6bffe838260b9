package org.harvestxero.finalize.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harvestxero.billing.engine.Source;
import org.harvestxero.copy.plan.DraftInvoicePlanner;
import org.harvestxero.finalize.DraftFinalizer;
import org.harvestxero.finalize.DraftMapper;
import org.harvestxero.harvest.HarvestInvoiceJson.WantedLine;
import org.harvestxero.mapping.MappingResult;
import org.harvestxero.mapping.document.FinalizedInvoice;
import org.harvestxero.mapping.document.FinalizedInvoice.ChargedTaxes;
import org.harvestxero.mapping.document.HarvestTaxes;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.billing.StoredDraft;
import org.jspecify.annotations.Nullable;

/**
 * The lines Harvest's invoice of a draft is to have, and what sets it apart from the draft once it stands.
 */
final class MirrorLines {
    private final DraftFinalizer draftFinalizer;
    private final DraftInvoicePlanner planning;

    MirrorLines(DraftFinalizer draftFinalizer, DraftInvoicePlanner planning) {
        this.draftFinalizer = draftFinalizer;
        this.planning = planning;
    }

    FinalizedInvoice invoice(StoredDraft draft) {
        return draftFinalizer.invoice(draft, draftFinalizer.client(draft));
    }

    Optional<HarvestTaxes> taxes(StoredDraft draft) {
        return planning.harvestTaxes(invoice(draft));
    }

    /** As they are to stand in Harvest, each under the category the invoice has there. */
    List<WantedLine> wanted(MirrorAttempt mirror) {
        FinalizedInvoice invoice = invoice(mirror.draft());
        HarvestTaxes taxes = planning.harvestTaxes(invoice).orElse(null);
        List<WantedLine> wanted = new ArrayList<>();
        for (int i = 0; i < invoice.lines().size(); i++) {
            FinalizedInvoice.Line line = invoice.lines().get(i);
            boolean expense = line.kind().equals(DraftMapper.PRODUCT);
            wanted.add(new WantedLine(
                    kind(expense, mirror),
                    line.description(),
                    line.quantity(),
                    line.unitAmount(),
                    line.amount(),
                    taxes != null && taxes.lines().get(i).taxed(),
                    taxes != null && taxes.lines().get(i).taxed2(),
                    line.project() == null ? null : line.project().id()));
        }
        return List.copyOf(wanted);
    }

    /** Harvest puts time before expenses, each under the category the agency chose for it; those are kept. */
    private static String kind(boolean expense, MirrorAttempt mirror) {
        if (mirror.isFreeForm()) {
            return expense ? mirror.kinds().expense() : mirror.kinds().time();
        }
        return kind(mirror.invoice().lines().stream().map(line -> line.kind()).toList(), expense, mirror);
    }

    static String kind(List<String> kinds, boolean expense, MirrorAttempt mirror) {
        if (kinds.isEmpty()) {
            return expense ? DraftMapper.PRODUCT : DraftMapper.SERVICE;
        }
        return expense && mirror.has(Source.Kind.EXPENSE) ? kinds.get(kinds.size() - 1) : kinds.get(0);
    }

    /** What sets it apart from the draft, its tax and total in Xero included, in words; null when nothing does. */
    @Nullable
    String difference(MirrorAttempt mirror) {
        SourceInvoice shown = mirror.invoice();
        FinalizedInvoice billed = invoice(mirror.draft());
        String difference = MirrorComparison.difference(shown, billed, wanted(mirror));
        if (difference != null) {
            return difference;
        }
        MappingResult result = planning.preview(
                billed.mirroredBy(shown.id(), new ChargedTaxes(shown.taxAmount(), shown.tax2Amount())));
        return result instanceof MappingResult.Refused refused
                ? String.join(
                        " ", refused.problems().stream().map(Problem::sentence).toList())
                : null;
    }
}
