package org.harvestxero.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Has the last word of a process that a signal ends, with the exit code it ends with. Java tells a shutdown hook nothing of the
 * signal, so it is asked for by name; where that isn't possible, it is taken for SIGTERM.
 */
final class SignalExit {
    private static final int SIGNALLED = 128;
    private static final int TERMINATED = SIGNALLED + 15;
    private static final List<String> SIGNALS = List.of("HUP", "INT", "TERM");

    private final AtomicInteger code = new AtomicInteger(TERMINATED);
    private final Thread hook;
    /** Puts back who is asked otherwise. */
    private final List<Runnable> usual = new ArrayList<>();

    private SignalExit(IntConsumer word) {
        this.hook = new Thread(() -> word.accept(code.get()), "last-word");
    }

    /** @param word is given the exit code; not called once this is forgotten */
    static SignalExit with(IntConsumer word) {
        SignalExit exit = new SignalExit(word);
        try {
            Runtime.getRuntime().addShutdownHook(exit.hook);
        } catch (IllegalStateException endsAlready) {
            return exit;
        }
        SIGNALS.forEach(exit::ask);
        return exit;
    }

    private void ask(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object its = signal.getConstructor(String.class).newInstance(name);
            int number = (int) signal.getMethod("getNumber").invoke(its);
            Object[] before = new Object[1];
            Method handle = handler.getMethod("handle", signal);
            Object ours = Proxy.newProxyInstance(
                    SignalExit.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, given) -> {
                        if (method.equals(handle)) {
                            code.set(SIGNALLED + number);
                            return handle.invoke(before[0], given);
                        }
                        return method.getName().equals("equals") ? (Object) (proxy == given[0]) : name.hashCode();
                    });
            Method use = signal.getMethod("handle", signal, handler);
            before[0] = use.invoke(null, its, ours);
            usual.add(() -> {
                try {
                    use.invoke(null, its, before[0]);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            });
        } catch (ReflectiveOperationException | RuntimeException e) {
            return; // this Java lets nobody ask, or the signal is ignored here
        }
    }

    void forget() {
        usual.forEach(Runnable::run);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ends) {
            return; // the word is being said, or was
        }
    }
}
