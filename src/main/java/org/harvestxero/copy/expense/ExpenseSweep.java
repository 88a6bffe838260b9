package org.harvestxero.copy.expense;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.harvestxero.copy.failure.DeletionWitness;
import org.harvestxero.copy.failure.OwnRefusalRecorder;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestExpenseReader;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.harvest.HarvestResponse;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.DocumentState;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.Revision;
import org.harvestxero.store.copy.RevisionKind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds expenses deleted in Harvest: those missing from the list of all are asked for one by one. Many missing at once look like
 * something else; then nothing is touched and a person is told (ruling 4).
 */
public final class ExpenseSweep {
    private static final Logger LOG = LoggerFactory.getLogger(ExpenseSweep.class);
    private static final int FEW = 5;
    private static final int PERCENT = 2;

    private final ConnectionStore store;
    private final OwnRefusalRecorder refusals;
    private final DeletionWitness witness;
    private final Set<Long> shown = new HashSet<>();
    private String since = "";

    public ExpenseSweep(ConnectionStore store, OwnRefusalRecorder refusals) {
        this.store = store;
        this.refusals = refusals;
        this.witness = new DeletionWitness(store, refusals, Kind.EXPENSE, "expenses");
    }

    /** @param first day of the expenses that are listed */
    void begin(@Nullable LocalDate first) {
        shown.clear();
        since = first == null ? "" : first.toString();
    }

    void saw(HarvestPage page) {
        page.elements().forEach(expense -> shown.add(expense.idOrZero()));
    }

    /** After the last page: the expenses to ask for one by one; none when too many are missing at once. */
    public List<SourceDocument> missing() {
        List<SourceDocument> missing = new ArrayList<>();
        long known = 0;
        for (Iterator<List<Long>> pages = store.documents().ids(Kind.EXPENSE); pages.hasNext(); ) {
            for (Long id : pages.next()) {
                if (shown.contains(id)) {
                    known++;
                } else {
                    store.documents()
                            .find(Kind.EXPENSE, id)
                            .filter(this::isListed)
                            .ifPresent(missing::add);
                }
            }
        }
        known += missing.size();
        if (missing.isEmpty()) {
            witness.nothingMissing();
        }
        shown.clear();
        if (missing.size() > FEW && missing.size() * 100L > known * PERCENT) {
            Problem problem = Problem.of(FailureCode.MANY_EXPENSES_GONE, Integer.toString(missing.size()));
            refusals.refuse(Kind.EXPENSE, 0, missing.size() + " expenses", Revision.of(RevisionKind.SWEEP), problem);
            LOG.warn(
                    "{} of {} expenses are missing from Harvest's list at once; nothing is touched",
                    missing.size(),
                    known);
            return List.of();
        }
        return missing;
    }

    /** Expenses of before the first day are not listed: they are not missing. */
    private boolean isListed(SourceDocument expense) {
        String day = HarvestExpenseReader.dayOf(HarvestElement.parse(expense.content()));
        return day.isEmpty() || day.compareTo(since) >= 0;
    }

    public HarvestRequest request(SourceDocument expense) {
        return HarvestRequest.get("/expenses/" + expense.sourceId());
    }

    /** Asked before a missing expense is taken for deleted: a token of the wrong account would miss everything. */
    public HarvestRequest whoAmI() {
        return HarvestRequest.get("/users/me");
    }

    /** @param me who reads Harvest's lists: to one who may not see it, a hidden expense looks deleted */
    public void unknown(HarvestResponse me, SourceDocument expense) {
        if (witness.isBelieved(me)) {
            gone(expense);
        }
    }

    /** The expense is gone; what became of it in Xero is decided when its person's expenses are planned next. */
    public void gone(SourceDocument expense) {
        store.inTransaction(() -> {
            store.documents().move(expense, DocumentState.CHANGED, GONE);
            store.audit().add("harvest", Kind.EXPENSE, expense.sourceId(), "gone", "deleted in Harvest");
        });
    }

    /** Why an expense stands as changed whose content did not. */
    static final String GONE = "deleted in Harvest";
}
