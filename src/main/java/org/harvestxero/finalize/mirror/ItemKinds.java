package org.harvestxero.finalize.mirror;

import org.harvestxero.finalize.DraftMapper;

/** The categories under which Harvest files lines of time and lines of expenses; a Harvest account may have renamed both. */
record ItemKinds(String time, String expense) {
    /** As a new Harvest account calls them. */
    static final ItemKinds USUAL = new ItemKinds(DraftMapper.SERVICE, DraftMapper.PRODUCT);
}
