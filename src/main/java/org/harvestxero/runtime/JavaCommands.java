package org.harvestxero.runtime;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The commands that {@code jcmd} gives to a Java process, given to this one; which there are depends on the Java. */
final class JavaCommands {
    private static final ObjectName NAME = name();

    private JavaCommands() {}

    static boolean offer(String command) throws JMException {
        return Arrays.stream(server().getMBeanInfo(NAME).getOperations())
                .anyMatch(operation -> operation.getName().equals(command));
    }

    static void run(String command) throws JMException {
        server().invoke(NAME, command, new Object[0], new String[0]);
    }

    static void run(String command, String word) throws JMException {
        server().invoke(NAME, command, new Object[] {new String[] {word}}, new String[] {String[].class.getName()});
    }

    private static MBeanServer server() {
        return ManagementFactory.getPlatformMBeanServer();
    }

    private static ObjectName name() {
        try {
            return new ObjectName("com.sun.management:type=DiagnosticCommand");
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
