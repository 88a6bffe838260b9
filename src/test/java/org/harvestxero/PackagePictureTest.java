package org.harvestxero;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What {@code docs/architecture.md} shows is what the classes say. After a change of dependencies,
 * {@code mvn test -Dtest=PackagePictureTest -Drewrite=true} draws its picture anew.
 */
class PackagePictureTest {
    private static final Path PAGE = Path.of("docs/architecture.md");
    private static final String BASE = "org.harvestxero.";
    private static final String BEGIN = "```mermaid\n";
    private static final String END = "```\n";
    private static final Pattern CLASS_NAME = Pattern.compile("`([A-Z][a-z]+[A-Za-z]*[A-Z]?[A-Za-z]*)`");
    private static final Set<String> RULES =
            Set.of("billing", "mapping", "comparison", "dunning", "monthend", "payroll", "reconciliation", "worth");

    private static JavaClasses classes;

    @BeforeAll
    static void readClasses() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.harvestxero");
    }

    @Test
    void thePictureShowsWhoUsesWhom() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END, begin + BEGIN.length());
        String wanted = page.substring(0, begin) + BEGIN + picture(uses()) + page.substring(end);
        if (Boolean.getBoolean("rewrite")) {
            Files.writeString(PAGE, wanted);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(wanted);
    }

    @Test
    void theWalksNameClassesOfToday() throws IOException {
        Set<String> named = CLASS_NAME
                .matcher(Files.readString(PAGE))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> ours = classes.stream().map(JavaClass::getSimpleName).collect(Collectors.toSet());
        ours.add("DependencyTest");

        assertThat(named).isNotEmpty().allMatch(ours::contains);
    }

    /** By package of the first level; sub-packages count as their parent, the root and the wiring, which know all, are left out. */
    private static Map<String, Set<String>> uses() {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (JavaClass user : classes) {
            String from = packageOf(user);
            if (from.isEmpty() || from.equals("wiring")) {
                continue;
            }
            Set<String> used = uses.computeIfAbsent(from, first -> new TreeSet<>());
            user.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> packageOf(dependency.getTargetClass().getBaseComponentType()))
                    .filter(to -> !to.isEmpty() && !to.equals(from))
                    .forEach(used::add);
        }
        return uses;
    }

    private static String packageOf(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(BASE) ? name.substring(BASE.length()).split("\\.", 2)[0] : "";
    }

    private static String picture(Map<String, Set<String>> uses) {
        StringBuilder picture = new StringBuilder("flowchart TD\n");
        group(picture, "app", uses.keySet().stream().filter(name -> !RULES.contains(name) && !name.equals("sandbox")));
        group(picture, "sandbox", uses.keySet().stream().filter("sandbox"::equals));
        group(picture, "rules", uses.keySet().stream().filter(RULES::contains));
        uses.forEach((from, used) -> used.stream()
                .filter(to -> used.stream()
                        .noneMatch(other ->
                                !other.equals(to) && reached(other, uses).contains(to)))
                .forEach(to -> picture.append("    ")
                        .append(from)
                        .append(" --> ")
                        .append(to)
                        .append('\n')));
        return picture.toString();
    }

    private static void group(StringBuilder picture, String name, Stream<String> packages) {
        picture.append("    subgraph group-")
                .append(name)
                .append(" [")
                .append(name)
                .append("]\n");
        packages.forEach(each -> picture.append("        ").append(each).append('\n'));
        picture.append("    end\n");
    }

    private static Set<String> reached(String from, Map<String, Set<String>> uses) {
        Set<String> reached = new TreeSet<>();
        follow(from, uses, reached);
        return reached;
    }

    private static void follow(String from, Map<String, Set<String>> uses, Set<String> reached) {
        for (String to : uses.getOrDefault(from, Set.of())) {
            if (reached.add(to)) {
                follow(to, uses, reached);
            }
        }
    }
}
