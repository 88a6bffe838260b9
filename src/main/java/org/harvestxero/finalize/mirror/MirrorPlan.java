package org.harvestxero.finalize.mirror;

import org.jspecify.annotations.Nullable;

/**
 * How Harvest's invoice of a draft is to be made.
 *
 * @param orElseFreeForm where it can't be made of the work, it is made of the draft's lines
 * @param because why it is made of the lines and not of the work; null where that is what was agreed, or where it is not so
 */
record MirrorPlan(
        MirrorManner manner,
        boolean orElseFreeForm,
        @Nullable String because) {
    static MirrorPlan exact(boolean orElseFreeForm) {
        return new MirrorPlan(MirrorManner.EXACT, orElseFreeForm, null);
    }

    static MirrorPlan freeForm(@Nullable String because) {
        return new MirrorPlan(MirrorManner.FREE_FORM, false, because);
    }

    boolean isFreeForm() {
        return manner == MirrorManner.FREE_FORM;
    }
}
