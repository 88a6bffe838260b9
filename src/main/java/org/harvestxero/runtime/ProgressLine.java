package org.harvestxero.runtime;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.harvestxero.api.Progress;

/** One line on a terminal that tells how far the work has come, written over itself and gone when the work is over. */
public final class ProgressLine {
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");
    private static final String BACK = "\r\u001B[K";

    private final PrintStream terminal;
    private boolean shown;

    public ProgressLine(PrintStream terminal) {
        this.terminal = terminal;
    }

    /** Whether a person sees this process' standard error as it is written; it may be a file or another program. */
    public static boolean isSeen() {
        return isTerminal(STANDARD_ERROR);
    }

    public static boolean isTerminal(Path stream) {
        try {
            String target = Files.readSymbolicLink(stream).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** @param words empty to erase the line */
    public synchronized void show(String words) {
        if (!words.isEmpty() || shown) {
            terminal.print(BACK + words);
            terminal.flush();
        }
        shown = !words.isEmpty();
    }

    /** Nothing more is shown once this has returned. */
    static void end(CountDownLatch over) {
        synchronized (over) {
            over.countDown();
        }
    }

    /** Shows once a second how far the work has come, on a thread of its own, until {@code over} is counted down. */
    static void keepShowing(Progress progress, Consumer<String> line, CountDownLatch over) {
        Thread thread = new Thread(() -> showUntil(progress, line, over), "progress-line");
        thread.setDaemon(true);
        thread.start();
    }

    private static void showUntil(Progress progress, Consumer<String> line, CountDownLatch over) {
        try {
            while (!over.await(1, TimeUnit.SECONDS)) {
                synchronized (over) {
                    if (over.getCount() > 0) {
                        line.accept(progress.read().map(Progress.Reading::line).orElse(""));
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
