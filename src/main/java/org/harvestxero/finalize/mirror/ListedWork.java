package org.harvestxero.finalize.mirror;

import java.util.ArrayList;
import java.util.List;
import org.harvestxero.harvest.HarvestInvoiceJson;
import org.harvestxero.harvest.HarvestInvoiceJson.Work;
import org.harvestxero.harvest.HarvestPage;

/** The time entries and expenses Harvest listed in one round, page by page. */
public final class ListedWork {
    private final List<Work> time = new ArrayList<>();
    private final List<Work> expenses = new ArrayList<>();

    void add(HarvestPage page) {
        (page.array().equals("expenses") ? expenses : time).addAll(HarvestInvoiceJson.work(page.elements()));
    }

    List<Work> time() {
        return time;
    }

    List<Work> expenses() {
        return expenses;
    }
}
