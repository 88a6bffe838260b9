package org.harvestxero.billing;

import java.util.List;

/**
 * Where work or an expense comes from; what rules, rates and lines are chosen by.
 *
 * @param client who is billed
 * @param project what for
 * @param kind the task of a time entry, the category of an expense
 * @param person who worked or spent
 * @param roles the person's roles, in Harvest's order
 */
public record Origin(Named client, Project project, Named kind, Named person, List<String> roles) {
    public Origin {
        roles = List.copyOf(roles);
    }
}
