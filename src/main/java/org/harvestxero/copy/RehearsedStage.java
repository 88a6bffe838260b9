package org.harvestxero.copy;

import java.util.List;
import java.util.Optional;
import org.harvestxero.api.CycleReport.ToHarvest;
import org.harvestxero.harvest.HarvestPage;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;

/** A stage that tells in a dry run what it would write to Harvest. Each go has its own, within the transaction that is undone. */
public interface RehearsedStage {
    /** What it would do as far as is known by what was read; what is missing is asked for. */
    List<ToHarvest> play(Reads reads);

    /** What was read of both sides; what was not is read before the next go. */
    interface Reads {
        /** Empty where Xero has to be asked first. */
        Optional<XeroResponse> xero(XeroRequest request);

        /** The invoice's payments in Harvest; empty where they have to be read first. */
        Optional<List<HarvestPage>> payments(SourceDocument invoice);

        /** Whether the dry run is about that invoice. @param invoice Harvest's id */
        boolean isAbout(long invoice);
    }
}
