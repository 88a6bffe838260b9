package org.harvestxero.store;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Every statement, and piece of one, that a class of the store keeps as a constant. */
final class SqlStatements {
    private static final Pattern WORD = Pattern.compile("'([^']*)'");

    private SqlStatements() {}

    static List<String> all() throws ReflectiveOperationException {
        TreeSet<String> statements = new TreeSet<>();
        for (JavaClass each : new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages("org.harvestxero.store")) {
            for (Field field : Class.forName(each.getName()).getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                    field.setAccessible(true);
                    statements.add(String.valueOf(field.get(null)));
                }
            }
        }
        return List.copyOf(statements);
    }

    /** What stands in quotes. */
    static List<String> words(String sql) {
        return WORD.matcher(sql).results().map(word -> word.group(1)).toList();
    }
}
