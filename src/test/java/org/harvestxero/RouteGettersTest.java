package org.harvestxero;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Getters that routes ask for. Camel knows {@code isClaimed} as {@code claimed}, too; where a class has another method of that name, the
 * order in which the virtual machine lists methods decides whether Camel finds one or calls both ambiguous.
 */
class RouteGettersTest {
    private static final Pattern GETTER = Pattern.compile("\\.((?:is|get)[A-Z]\\w*)");

    @Test
    void noGetterOfARouteSharesItsShortNameWithAnotherMethod() throws IOException {
        Set<String> asked = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                Matcher getter = GETTER.matcher(Files.readString(file));
                while (getter.find()) {
                    asked.add(getter.group(1));
                }
            }
        }
        assertThat(asked).contains("isClaimed", "isThroughXero");

        List<String> shared = new ArrayList<>();
        for (JavaClass each : new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages("org.harvestxero")) {
            if (!each.getModifiers().contains(JavaModifier.PUBLIC)) {
                continue; // routes see public classes only
            }
            Set<String> methods =
                    each.getMethods().stream().map(JavaMethod::getName).collect(Collectors.toSet());
            asked.stream()
                    .filter(methods::contains)
                    .filter(getter -> methods.contains(shortName(getter)))
                    .forEach(getter -> shared.add(each.getName() + ": " + getter + " and " + shortName(getter)));
        }
        assertThat(shared).isEmpty();
    }

    private static String shortName(String getter) {
        String rest = getter.replaceFirst("^(is|get)", "");
        return rest.substring(0, 1).toLowerCase(Locale.ROOT) + rest.substring(1);
    }
}
