package org.harvestxero.finalize.mirror;

import java.util.ArrayList;
import java.util.List;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.harvest.ImportableWork;

/** The time entries and expenses Harvest listed in one round, page by page. */
public final class ListedWork {
    private final List<ImportableWork> time = new ArrayList<>();
    private final List<ImportableWork> expenses = new ArrayList<>();

    void add(HarvestPage page) {
        (page.array().equals("expenses") ? expenses : time).addAll(ImportableWork.of(page.elements()));
    }

    List<ImportableWork> time() {
        return time;
    }

    List<ImportableWork> expenses() {
        return expenses;
    }
}
