package org.harvestxero.profit.budget;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.harvestxero.billing.Named;

/**
 * At how much of a budget somebody is told.
 *
 * @param usual of hundred, the lowest first
 * @param projects the same for single projects, by what they are called: name with hyphens for blanks, or id
 */
public record BudgetSteps(List<Integer> usual, Map<String, List<Integer>> projects) {
    private static final int MOST = 1000;

    public BudgetSteps {
        usual = List.copyOf(usual);
        projects = Map.copyOf(projects);
    }

    public List<Integer> of(Named project) {
        return projects.entrySet().stream()
                .filter(each -> isCalled(project, each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(usual);
    }

    /** What single projects are called here that is none of these, in the order of the alphabet. */
    public List<String> strangers(Collection<Named> known) {
        return projects.keySet().stream()
                .filter(word -> known.stream().noneMatch(project -> isCalled(project, word)))
                .sorted()
                .toList();
    }

    private static boolean isCalled(Named project, String word) {
        return project.isMeantBy(word) || project.name().replace(' ', '-').equalsIgnoreCase(word);
    }

    /**
     * Reads {@code 50, 75, 90, 100}; {@code none} for no step.
     *
     * @throws IllegalArgumentException when that is no list of whole numbers from 1 to 1000
     */
    public static List<Integer> parse(String text) {
        if (text.strip().equals("none")) {
            return List.of();
        }
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .map(BudgetSteps::step)
                .distinct()
                .sorted()
                .toList();
    }

    private static int step(String text) {
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no step: whole numbers from 1 to " + MOST + ", parted by commas, or none");
        }
        return Integer.parseInt(text);
    }
}
