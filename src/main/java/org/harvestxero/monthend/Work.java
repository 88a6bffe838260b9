package org.harvestxero.monthend;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harvestxero.billing.Named;

/** What somebody worked on. */
public record Work(Person person, Named client, Named project, Named task) {
    private static final Pattern BRACES = Pattern.compile("\\{[a-z]+}");

    /**
     * @param contractor whether Harvest flags them so
     * @param roles names of their roles in Harvest
     */
    public record Person(Named name, boolean contractor, List<String> roles) {
        public Person {
            roles = List.copyOf(roles);
        }
    }

    /**
     * Puts names in for {project}, {client}, {task} and {person}, in one go: what stands in braces within a name stays as it is, as do
     * other braces.
     */
    public String fill(String text) {
        return BRACES.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        switch (found.group()) {
                            case "{project}" -> project.name();
                            case "{client}" -> client.name();
                            case "{task}" -> task.name();
                            case "{person}" -> person.name().name();
                            default -> found.group();
                        }));
    }
}
