package org.harvestxero.console.page.sides;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.harvestxero.api.Trouble;
import org.harvestxero.console.page.ReaderFormat;

/** What is read from Harvest when somebody asks: how the reading stands, in words, and what it found. */
final class HarvestLook<T> {
    private final String what;
    private final Look<T> look;
    private final Function<T, List<Trouble>> troubles;

    /** @param what begins each sentence, such as {@code Budgets} @param troubles that it met */
    HarvestLook(String what, Look<T> look, Function<T, List<Trouble>> troubles) {
        this.what = what;
        this.look = look;
        this.troubles = troubles;
    }

    void begin(String who, Callable<T> work) {
        look.begin(who, "", work);
    }

    MarksPage.State state(ReaderFormat format) {
        Optional<Look.Reading<T>> read = look.read();
        if (read.isEmpty()) {
            return state("nobody looked since the program was started.", false, true);
        }
        Look.Reading<T> last = read.get();
        if (last.runs()) {
            return state("Harvest is being read, asked for by " + last.who() + ".", true, true);
        }
        T found = last.found();
        if (found == null) {
            return state(last.problem(), false, false);
        }
        List<Trouble> met = troubles.apply(found);
        return met.isEmpty()
                ? state("read from Harvest " + format.ago(last.ended()) + " for " + last.who() + ".", false, true)
                : state(Words.of(met), false, false);
    }

    private MarksPage.State state(String words, boolean runs, boolean good) {
        return new MarksPage.State(what + ": " + words, runs, good);
    }

    /** What the last one found; empty before the first, and where it met trouble. */
    Optional<T> found() {
        return look.last()
                .map(Look.Reading::found)
                .filter(found -> troubles.apply(found).isEmpty());
    }
}
