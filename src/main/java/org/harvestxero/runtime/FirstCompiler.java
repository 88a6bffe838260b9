package org.harvestxero.runtime;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps Java's second compiler out of a start. Started without options, Java compiles what runs often a second time, better: two
 * fifths of the processor time of a start go there, for code that hardly runs again. Afterwards it may do as usual.
 *
 * <p>Does nothing where somebody has chosen the compilers, as {@code bin/harvest-xero} does, or where Java has no such commands.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/17/vm/compiler-control1.html">Compiler control</a>
 */
public final class FirstCompiler {
    private static final Logger LOG = LoggerFactory.getLogger(FirstCompiler.class);
    private static final String ALONE = "[{match: \"*.*\", c2: {Exclude: true}}]";

    private boolean alone;
    private boolean over;

    FirstCompiler() {}

    /** Begins on a thread of its own: who starts doesn't wait for it. */
    public static FirstCompiler forTheStart() {
        FirstCompiler compiler = new FirstCompiler();
        Beside.begin("first-compiler", compiler::begin);
        return compiler;
    }

    synchronized void begin() {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (over || machine == null) {
            return;
        }
        try {
            if (machine.getVMOption("TieredStopAtLevel").getOrigin() == VMOption.Origin.DEFAULT) {
                Path directives = Files.createTempFile("first-compiler", ".json");
                try {
                    Files.writeString(directives, ALONE);
                    JavaCommands.run("compilerDirectivesAdd", directives.toString());
                    alone = true;
                } finally {
                    Files.delete(directives);
                }
            }
        } catch (IOException | JMException | RuntimeException e) {
            LOG.debug("The start is left to both compilers", e);
        }
    }

    /** The start is over. */
    public synchronized void end() {
        over = true;
        if (alone) {
            alone = false;
            try {
                JavaCommands.run("compilerDirectivesRemove");
            } catch (JMException | RuntimeException e) {
                LOG.debug("The second compiler stays out", e);
            }
        }
    }
}
