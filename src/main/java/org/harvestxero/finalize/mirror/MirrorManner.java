package org.harvestxero.finalize.mirror;

import java.util.List;

/** The two ways Harvest's invoice of a draft is made. */
public enum MirrorManner {
    /** Of the tracked work on the draft, which Harvest then counts as billed. */
    EXACT("mirror"),
    /** Of the draft's lines; the work stays as it is in Harvest. */
    FREE_FORM("free-form-mirror");

    private static final List<String> STEPS = List.of(EXACT.step, FREE_FORM.step);

    private final String step;

    MirrorManner(String step) {
        this.step = step;
    }

    /** The delivery under which an attempt is recorded. */
    public String step() {
        return step;
    }

    /** Whether the delivery is an attempt at a mirror, which only the mirroring itself goes on with. */
    public static boolean isStep(String step) {
        return STEPS.contains(step);
    }
}
