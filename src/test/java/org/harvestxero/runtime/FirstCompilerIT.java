package org.harvestxero.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstCompilerIT {

    /** The process looks at the rules of its own compilers, during its start and after it. */
    @ParameterizedTest
    @CsvSource({"-XX:+TieredCompilation, true, false", "-XX:TieredStopAtLevel=4, false, false"})
    void theSecondCompilerIsLeftOutOfAStartUnlessSomebodyHasChosen(String option, String during, String after)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                option,
                "-cp",
                System.getProperty("java.class.path"),
                Looking.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(said.lines()).containsExactly("during " + during, "after " + after);
    }

    static final class Looking {
        private Looking() {}

        public static void main(String[] none) throws JMException {
            FirstCompiler compiler = new FirstCompiler();
            compiler.begin();
            System.out.println("during " + isSecondLeftOut());
            compiler.end();
            System.out.println("after " + isSecondLeftOut());
        }

        private static boolean isSecondLeftOut() throws JMException {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            Object rules = server.invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "compilerDirectivesPrint",
                    new Object[0],
                    new String[0]);
            return rules.toString().contains("Exclude:true");
        }
    }
}
