package org.harvestxero.api;

import java.util.List;

/**
 * What was copied lately.
 *
 * @param count documents in all, each once
 * @param latest of them, the latest first; one that took several steps may be there for each
 */
public record CopiedLately(long count, List<CycleReport.Copied> latest) {
    public static final CopiedLately NOTHING = new CopiedLately(0, List.of());

    public CopiedLately {
        latest = List.copyOf(latest);
    }
}
