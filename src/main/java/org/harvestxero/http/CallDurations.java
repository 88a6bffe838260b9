package org.harvestxero.http;

/**
 * What every call took at least, of the last four hundred: the way there, the shortest work and the way back, which the next call takes, too.
 * A call that ended was counted by the other side some time before, the next one will be some time after its start, and both together are
 * no less than this. Nothing is known of it until so many have ended. Not thread-safe.
 */
final class CallDurations {
    static final int SAMPLES = 400;

    private final long[] latest = new long[SAMPLES];
    private long ended;

    /**
     * Notes how long a call took.
     *
     * @return what each of the last ones took at least, this one among them; 0 while there were fewer. In nanoseconds
     */
    long leastOf(long took) {
        latest[(int) (ended++ % SAMPLES)] = took;
        if (ended < SAMPLES) {
            return 0;
        }
        long least = took;
        for (long each : latest) {
            least = Math.min(least, each);
        }
        return least;
    }
}
