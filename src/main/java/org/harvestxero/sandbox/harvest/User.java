package org.harvestxero.sandbox.harvest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A person of the agency. */
final class User extends Document {
    String firstName = "";
    String lastName = "";
    String email = "";

    @Nullable
    String telephone = "";

    String timeZone;
    boolean allFutureProjects;
    boolean contractor;
    boolean active = true;
    long weeklyCapacity = 126_000;
    final RateHistory billableRates = new RateHistory();
    final RateHistory costRates = new RateHistory();
    List<String> accessRoles = new ArrayList<>(List.of("member"));
    Set<Long> teammates = new LinkedHashSet<>();

    User(Birth birth, String timeZone) {
        super(birth);
        this.timeZone = timeZone;
    }

    String name() {
        return firstName + " " + lastName;
    }

    @Override
    void write(JsonWriter out, Viewer viewer) {
        out.whole("id", id())
                .text("first_name", firstName)
                .text("last_name", lastName)
                .text("email", email)
                .text("telephone", telephone)
                .text("timezone", timeZone)
                .flag("has_access_to_all_future_projects", allFutureProjects)
                .flag("is_contractor", contractor)
                .flag("is_active", active);
        writeTimes(out);
        out.whole("weekly_capacity", weeklyCapacity)
                .decimal("default_hourly_rate", viewer.seesRates() ? billableRates.latest() : null)
                .decimal("cost_rate", viewer.isAdministrator() ? costRates.latest() : null)
                .texts("roles", viewer.account().rolesOf(this))
                .texts("access_roles", accessRoles)
                .text("avatar_url", viewer.account().webUrl() + "/avatars/" + id() + ".png");
    }

    void writeTeammate(JsonWriter out) {
        out.whole("id", id())
                .text("first_name", firstName)
                .text("last_name", lastName)
                .text("email", email);
    }
}
