package org.harvestxero.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.harvestxero.harvest.HarvestClientView;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.harvest.HarvestProjectView;
import org.harvestxero.harvest.HarvestUserView;
import org.jspecify.annotations.Nullable;

/**
 * What Harvest's people call things: what agreements may name.
 *
 * @param tasks names and ids in digits
 * @param categories of expenses, names and ids in digits
 * @param people names and ids in digits
 * @param roles names that somebody has
 */
record HarvestNames(
        List<Client> clients,
        List<Project> projects,
        Set<String> tasks,
        Set<String> categories,
        Set<String> people,
        Set<String> roles) {
    /** @param currency null when Harvest doesn't say */
    record Client(long id, String name, @Nullable String currency, boolean active) {
        boolean isCalled(String text) {
            return name.equals(text) || Long.toString(id).equals(text);
        }
    }

    /** @param code null when it has none */
    record Project(long id, String name, @Nullable String code, long client, boolean active, boolean fixedFee) {
        /** By time and materials. */
        Project(long id, String name, @Nullable String code, long client, boolean active) {
            this(id, name, code, client, active, false);
        }

        boolean isCalled(String text) {
            return name.equals(text) || text.equals(code) || Long.toString(id).equals(text);
        }
    }

    /** Reads six lists, one call each unless there are more than 2,000 of something. */
    static HarvestNames read(Function<HarvestListRequest, List<HarvestElement>> harvest) {
        Reader reader = new Reader(harvest);
        List<Client> clients = new ArrayList<>();
        reader.each("clients", client -> clients.add(client(HarvestClientView.of(client))));
        List<Project> projects = new ArrayList<>();
        reader.each("projects", project -> projects.add(project(HarvestProjectView.of(project))));
        Set<String> people = new TreeSet<>();
        Set<String> roles = new TreeSet<>();
        reader.each("users", user -> {
            HarvestUserView shown = HarvestUserView.of(user);
            people.add(shown.name());
            people.add(user.label());
            roles.addAll(shown.roles());
        });
        return new HarvestNames(
                clients, projects, reader.names("tasks"), reader.names("expense_categories"), people, roles);
    }

    private static Client client(HarvestClientView shown) {
        return new Client(shown.id(), Objects.requireNonNullElse(shown.name(), ""), shown.currency(), shown.active());
    }

    private static Project project(HarvestProjectView shown) {
        return new Project(
                shown.id(),
                Objects.requireNonNullElse(shown.name(), ""),
                shown.code(),
                shown.clientId(),
                shown.active(),
                shown.hasFixedFee());
    }

    Optional<Client> client(String text) {
        return clients.stream()
                .filter(client -> client.isCalled(text))
                .max((one, other) -> Boolean.compare(one.active(), other.active()));
    }

    private record Reader(Function<HarvestListRequest, List<HarvestElement>> harvest) {
        Set<String> names(String list) {
            Set<String> names = new TreeSet<>();
            each(list, element -> {
                names.add(element.name().orElse(""));
                names.add(element.label());
            });
            return names;
        }

        void each(String list, Consumer<HarvestElement> take) {
            harvest.apply(HarvestListRequest.of("/" + list)).forEach(take);
        }
    }
}
