package org.harvestxero.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be closed when the engine ends, the last opened first. */
final class CloseStack {
    private static final Logger LOG = LoggerFactory.getLogger(CloseStack.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    void push(AutoCloseable each) {
        opened.push(each);
    }

    /** What is closed after all others. */
    void closeLast(AutoCloseable each) {
        opened.addLast(each);
    }

    void closeAll() {
        while (!opened.isEmpty()) {
            closeQuietly(opened.pop());
        }
    }

    /** One that fails to close must not keep the others open. */
    static void closeQuietly(AutoCloseable each) {
        try {
            each.close();
        } catch (Exception e) {
            LOG.warn("Could not close everything", e);
        }
    }
}
