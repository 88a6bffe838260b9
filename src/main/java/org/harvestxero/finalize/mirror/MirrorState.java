package org.harvestxero.finalize.mirror;

/** How far Harvest's invoice of a draft came. */
enum MirrorState {
    /** Harvest has none yet. */
    UNMADE,
    /** It was asked for and no answer came, so that it is searched for before it is asked for again. */
    LOST,
    /** Harvest has it; what it shows was not read yet. */
    MADE,
    /** What Harvest shows is known; it is compared with the draft. */
    READ,
    /** It is exactly the draft, which moves on with it. */
    MIRRORED,
    /** The draft moves on without: Harvest refused it, or it was taken back because it doesn't fit. */
    GIVEN_UP;

    boolean mayBecome(MirrorState next) {
        return switch (this) {
            case UNMADE, LOST -> next == MADE || next == GIVEN_UP;
            case MADE -> next == READ || next == GIVEN_UP;
            case READ -> next == READ || next == MIRRORED || next == GIVEN_UP;
            case MIRRORED, GIVEN_UP -> false;
        };
    }
}
