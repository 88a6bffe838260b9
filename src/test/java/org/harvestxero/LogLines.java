package org.harvestxero;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;

/** Keeps what is logged; may be read while other threads go on logging. */
public final class LogLines extends AppenderBase<ILoggingEvent> {
    private final List<ILoggingEvent> events = new ArrayList<>();

    @Override
    protected synchronized void append(ILoggingEvent event) {
        events.add(event);
    }

    /** All events so far, in order. */
    public synchronized List<ILoggingEvent> all() {
        return List.copyOf(events);
    }
}
