package org.harvestxero.console.user;

/** What somebody may do in the console; {@link Role} says who may. */
public enum Right {
    /** Look at everything that is shown. */
    SEE,
    /** Try failed copies again, give them up, answer conflicts. */
    MEND,
    /** Approve, put aside, change and reject drafts; the agreement says whose yes a step needs. */
    DECIDE,
    /** Have bills made on the side to be looked at, which changes nothing but costs calls of Harvest. */
    TRY,
    /** See pay data and send it: hours as they are paid, rates, who is which employee. */
    PAY,
    /** Pause and resume, settings, agreements, users. */
    MANAGE
}
