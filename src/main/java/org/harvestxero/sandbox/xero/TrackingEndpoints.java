package org.harvestxero.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tracking categories and their options. */
final class TrackingEndpoints {
    private static final String SCOPE = "accounting.settings";
    private static final int MOST_ACTIVE = 2;
    private static final int MOST_AT_ALL = 4;

    private final Books books;
    private final Organisation organisation;
    private final Envelope envelope;

    TrackingEndpoints(Books books, Envelope envelope) {
        this.books = books;
        this.organisation = books.organisation;
        this.envelope = envelope;
    }

    void addTo(Router router) {
        String one = "/TrackingCategories/{id}";
        router.add("GET", "/TrackingCategories", SCOPE, (call, values) -> list(call));
        router.add("GET", one, SCOPE, (call, values) -> answer(find(values.get(0)), true));
        router.add("PUT", "/TrackingCategories", SCOPE, (call, values) -> create(call));
        router.add("POST", one, SCOPE, (call, values) -> change(call, find(values.get(0))));
        router.add("DELETE", one, SCOPE, (call, values) -> delete(find(values.get(0))));
        router.add(
                "DELETE",
                one + "/Options/{option}",
                SCOPE,
                (call, values) -> deleteOption(find(values.get(0)), values.get(1)));
        router.add("PUT", one + "/Options", SCOPE, (call, values) -> createOption(call, find(values.get(0))));
        router.add(
                "POST",
                one + "/Options/{option}",
                SCOPE,
                (call, values) -> changeOption(call, find(values.get(0)), values.get(1)));
    }

    private Answer delete(TrackingCategory category) {
        if (used(category)) {
            throw Refusal.invalid("The tracking category is used in transactions and can only be archived.");
        }
        organisation.trackingCategories.remove(category);
        ObjectNode json = category.toJson(true);
        json.put("Status", "DELETED");
        return envelope.of("TrackingCategories", List.of(json));
    }

    private Answer deleteOption(TrackingCategory category, String id) {
        TrackingCategory.Option option = category.option(
                        Objects.requireNonNullElse(Fields.idOrNull(id), Json.ZERO_ID), null)
                .orElseThrow(Refusal::notFound);
        if (used(category)) {
            throw Refusal.invalid("The tracking option is used in transactions and can only be archived.");
        }
        category.options.remove(option);
        ObjectNode json = option.toJson();
        json.put("Status", "DELETED").put("IsDeleted", true).put("IsActive", false);
        return envelope.of("Options", List.of(json));
    }

    private boolean used(TrackingCategory category) {
        return books.invoices.all().stream()
                .flatMap(document -> document.lines.stream())
                .flatMap(line -> line.tracking().stream())
                .anyMatch(tracking -> tracking.categoryId().equals(category.id));
    }

    private Answer list(Call call) {
        boolean all = call.flag("includeArchived");
        return envelope.of(
                "TrackingCategories",
                ListSelection.small(call, organisation.trackingCategories, Properties.trackingCategories(), null)
                        .stream()
                        .filter(category -> all || !category.archived)
                        .map(category -> category.toJson(all))
                        .toList());
    }

    private TrackingCategory find(String id) {
        UUID categoryId = Fields.idOrNull(id);
        return organisation.trackingCategories.stream()
                .filter(category -> category.id.equals(categoryId))
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    private Answer answer(TrackingCategory category, boolean withArchived) {
        return envelope.of("TrackingCategories", List.of(category.toJson(withArchived)));
    }

    private Answer create(Call call) {
        JsonNode in = SettingsEndpoints.first(call.elements("TrackingCategories"));
        String name = name(in);
        long active = organisation.trackingCategories.stream()
                .filter(category -> !category.archived)
                .count();
        if (active >= MOST_ACTIVE || organisation.trackingCategories.size() >= MOST_AT_ALL) {
            throw Refusal.invalid("You already have the maximum number of tracking categories.");
        }
        if (organisation.trackingCategory(null, name).isPresent()) {
            throw Refusal.invalid("A tracking category with the name '" + name + "' already exists.");
        }
        TrackingCategory category = new TrackingCategory(books.newId(), name);
        organisation.trackingCategories.add(category);
        return answer(category, false);
    }

    private Answer change(Call call, TrackingCategory category) {
        JsonNode in = SettingsEndpoints.first(call.elements("TrackingCategories"));
        String name = Fields.text(in, "Name");
        category.name = name == null ? category.name : name;
        category.archived = archived(Fields.text(in, "Status"), category.archived);
        return answer(category, true);
    }

    private Answer createOption(Call call, TrackingCategory category) {
        JsonNode in = SettingsEndpoints.first(call.elements("Options"));
        String name = name(in);
        if (category.option(null, name).isPresent()) {
            throw Refusal.invalid("A tracking option with the name '" + name + "' already exists.");
        }
        TrackingCategory.Option option = new TrackingCategory.Option(books.newId(), name, false);
        category.options.add(option);
        return envelope.of("Options", List.of(option.toJson()));
    }

    private Answer changeOption(Call call, TrackingCategory category, String id) {
        TrackingCategory.Option before = category.option(
                        Objects.requireNonNullElse(Fields.idOrNull(id), Json.ZERO_ID), null)
                .orElseThrow(Refusal::notFound);
        JsonNode in = SettingsEndpoints.first(call.elements("Options"));
        String name = Fields.text(in, "Name");
        TrackingCategory.Option after = new TrackingCategory.Option(
                before.id(),
                name == null ? before.name() : name,
                archived(Fields.text(in, "Status"), before.archived()));
        category.replace(after);
        return envelope.of("Options", List.of(after.toJson()));
    }

    private static boolean archived(@Nullable String status, boolean otherwise) {
        return status == null ? otherwise : status.equals("ARCHIVED");
    }

    private static String name(JsonNode in) {
        String name = Fields.text(in, "Name");
        if (name == null || name.isBlank()) {
            throw Refusal.invalid("Name must be specified.");
        }
        if (name.length() > 100) {
            throw Refusal.invalid("Name must not exceed 100 characters.");
        }
        return name;
    }
}
