package org.harvestxero.console.page.sides;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.console.page.BackgroundThreads;

/** The threads on which looks run: as many as there are looks at most, and none while nobody looks. */
final class Looks implements AutoCloseable {
    private static final int MOST = 8;

    private final Clock clock;
    private final List<Look<?>> looks = new ArrayList<>();
    private final BackgroundThreads threads = BackgroundThreads.upTo(MOST, "console-look");

    Looks(Clock clock) {
        this.clock = clock;
    }

    <T> Look<T> look(String name) {
        Look<T> look = new Look<>(name, threads, clock);
        looks.add(look);
        return look;
    }

    @Override
    public void close() {
        looks.forEach(look -> look.stop("The end of the program"));
        threads.close();
    }
}
