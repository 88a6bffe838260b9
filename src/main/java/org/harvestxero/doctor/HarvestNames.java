package org.harvestxero.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.harvestxero.harvest.HarvestListRequest;
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
    static HarvestNames read(Function<HarvestListRequest, List<JsonNode>> harvest) {
        Reader reader = new Reader(harvest);
        List<Client> clients = new ArrayList<>();
        reader.each(
                "clients",
                client -> clients.add(new Client(
                        client.path("id").asLong(),
                        client.path("name").asText(),
                        client.path("currency").asText(null),
                        client.path("is_active").asBoolean(true))));
        List<Project> projects = new ArrayList<>();
        reader.each(
                "projects",
                project -> projects.add(new Project(
                        project.path("id").asLong(),
                        project.path("name").asText(),
                        project.path("code").asText(null),
                        project.path("client").path("id").asLong(),
                        project.path("is_active").asBoolean(true),
                        project.path("is_fixed_fee").asBoolean())));
        Set<String> people = new TreeSet<>();
        Set<String> roles = new TreeSet<>();
        reader.each("users", user -> {
            people.add((user.path("first_name").asText("") + " "
                            + user.path("last_name").asText(""))
                    .strip());
            people.add(user.path("id").asText());
            user.path("roles").forEach(role -> roles.add(role.asText()));
        });
        return new HarvestNames(
                clients, projects, reader.names("tasks"), reader.names("expense_categories"), people, roles);
    }

    Optional<Client> client(String text) {
        return clients.stream()
                .filter(client -> client.isCalled(text))
                .max((one, other) -> Boolean.compare(one.active(), other.active()));
    }

    private record Reader(Function<HarvestListRequest, List<JsonNode>> harvest) {
        Set<String> names(String list) {
            Set<String> names = new TreeSet<>();
            each(list, element -> {
                names.add(element.path("name").asText());
                names.add(element.path("id").asText());
            });
            return names;
        }

        void each(String list, Consumer<JsonNode> take) {
            harvest.apply(HarvestListRequest.of("/" + list)).forEach(take);
        }
    }
}
