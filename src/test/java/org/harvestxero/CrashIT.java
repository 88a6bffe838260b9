package org.harvestxero;

import org.harvestxero.KilledProgram.Load;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A crash at any instruction leaves a state the next run goes on from; nothing is lost, nothing doubled. Many kills: {@code -Pcrash}. */
class CrashIT {
    @Test
    void killsLeaveNoGapAndNoDuplicate() throws Exception {
        kill(4, 20_261_122, Load.FEW);
    }

    @Test
    void killsWhileSomeAreSentAndOthersStillReadLeaveNoGapAndNoDuplicate() throws Exception {
        kill(2, 20_261_130, Load.MANY);
    }

    @Test
    void killsWhilePaymentsGoBothWaysLeaveEachOnce() throws Exception {
        killBack(2, 20_261_205);
    }

    @Test
    void killsWhileExpensesComeChangeAndGoLeaveEachOnce() throws Exception {
        killCosts(2, 20_261_207);
    }

    @Test
    void killsBetweenPlanAndPostMakeNoJournalAndNoTimesheetTwice() throws Exception {
        killMonth(3, 20_261_130);
    }

    @Tag("crash")
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {15, 16, 17})
    void manyKillsBetweenPlanAndPostMakeNoJournalAndNoTimesheetTwice(long seed) throws Exception {
        killMonth(10, seed);
    }

    private static void killMonth(int times, long seed) throws Exception {
        try (KilledMonth program = new KilledMonth(seed)) {
            while (program.kills() < times) {
                program.killOnce();
            }
            program.runToTheEnd();
        }
    }

    @Tag("crash")
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {12, 13, 14})
    void manyKillsWhileExpensesComeChangeAndGoLeaveEachOnce(long seed) throws Exception {
        killCosts(10, seed);
    }

    private static void killCosts(int times, long seed) throws Exception {
        try (KilledProgram program = new KilledProgram(seed, Load.COSTS)) {
            while (program.kills() < times) {
                program.killOnce();
            }
            program.runCostsToTheEnd();
        }
    }

    @Tag("crash")
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {9, 10, 11})
    void manyKillsWhilePaymentsGoBothWaysLeaveEachOnce(long seed) throws Exception {
        killBack(10, seed);
    }

    private static void killBack(int times, long seed) throws Exception {
        try (KilledProgram program = new KilledProgram(seed, Load.BACK)) {
            while (program.kills() < times) {
                program.killOnce();
            }
            program.runBackToTheEnd();
        }
    }

    @Tag("crash")
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {20_261_122, 1, 2, 3, 4, 5, 6})
    void manyKillsLeaveNoGapAndNoDuplicate(long seed) throws Exception {
        kill(10, seed, Load.FEW);
    }

    @Tag("crash")
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 8})
    void manyKillsWhileSomeAreSentAndOthersStillReadLeaveNoGapAndNoDuplicate(long seed) throws Exception {
        kill(10, seed, Load.MANY);
    }

    private static void kill(int times, long seed, Load load) throws Exception {
        try (KilledProgram program = new KilledProgram(seed, load)) {
            while (program.kills() < times) {
                program.killOnce();
            }
            program.runToTheEnd();
        }
    }
}
