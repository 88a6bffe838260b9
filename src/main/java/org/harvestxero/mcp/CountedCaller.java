package org.harvestxero.mcp;

import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.harvestxero.console.user.Right;
import org.harvestxero.mcp.token.Assistant;
import org.harvestxero.mcp.tool.Caller;

/** An assistant during one call; counts what it costs. */
final class CountedCaller implements Caller {
    private final Assistant assistant;
    private final Allowance allowance;
    private final ZoneId zone;
    private final AtomicInteger sideCalls = new AtomicInteger();

    CountedCaller(Assistant assistant, Allowance allowance, ZoneId zone) {
        this.assistant = assistant;
        this.allowance = allowance;
        this.zone = zone;
    }

    @Override
    public String name() {
        return assistant.name();
    }

    @Override
    public boolean may(Right right) {
        return assistant.may(right);
    }

    @Override
    public int rows() {
        return assistant.bounds().rows();
    }

    @Override
    public ZoneId zone() {
        return zone;
    }

    @Override
    public <T> T askSides(Supplier<T> work, ToIntFunction<T> calls) {
        return allowance.ask(assistant.bounds(), work, answer -> {
            int made = calls.applyAsInt(answer);
            sideCalls.addAndGet(made);
            return made;
        });
    }

    int sideCalls() {
        return sideCalls.get();
    }
}
