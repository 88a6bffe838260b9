package org.harvestxero.billing.engine;

/**
 * Why something isn't billed.
 *
 * @param bucket where it goes
 * @param reason why
 * @param words why, for people
 */
record Verdict(Bucket bucket, Reason reason, String words) {
    static Verdict held(Reason reason, String words) {
        return new Verdict(Bucket.HELD, reason, words);
    }
}
