package org.harvestxero.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.harvestxero.http.JsonFields;

/**
 * One element as Harvest answered it, or as it was kept of an answer. What it holds is read by {@link HarvestReader},
 * {@link WorkReader} and the views of this package when it is asked for, so that one that can't be read stops only itself.
 */
public final class HarvestElement {
    private final JsonNode tree;

    HarvestElement(JsonNode tree) {
        this.tree = tree;
    }

    /**
     * An element from the text it was kept as.
     *
     * @throws IllegalArgumentException when the text is no JSON object
     */
    public static HarvestElement parse(String content) {
        return JsonFields.parse(content)
                .map(HarvestElement::new)
                .orElseThrow(() -> new IllegalArgumentException("What was kept of Harvest's answer is no JSON"));
    }

    /** The elements of a list within an answer, in its order; none when it has no such list. */
    static List<HarvestElement> list(JsonNode answer, String array) {
        return StreamSupport.stream(JsonFields.field(answer, array).spliterator(), false)
                .map(HarvestElement::new)
                .toList();
    }

    JsonNode tree() {
        return tree;
    }

    /**
     * Harvest's own id.
     *
     * @throws HarvestUnreadableException when it has none
     */
    public long id() {
        return HarvestFields.id(tree, "id", "");
    }

    /** Harvest's own id; 0 when it has none. */
    public long idOrZero() {
        return tree.path("id").asLong();
    }

    /** When it was last changed; empty when Harvest doesn't say it as an instant in UTC. */
    public Optional<Instant> updated() {
        try {
            return Optional.ofNullable(tree.path("updated_at").asText(null))
                    .filter(text -> !text.isEmpty())
                    .map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Its id for messages, whatever stands in its place. */
    public String label() {
        return tree.path("id").asText("without an id");
    }

    /** Its name; empty when Harvest shows none. */
    public Optional<String> name() {
        return Optional.ofNullable(tree.path("name").asText(null));
    }

    /** The currency it is in; empty when Harvest shows none. */
    public Optional<String> currency() {
        return Optional.ofNullable(tree.path("currency").asText(null));
    }

    /**
     * When it was last changed, in whole seconds as Harvest has it.
     *
     * @throws HarvestUnreadableException when Harvest doesn't say
     */
    Instant updatedAt() {
        return HarvestFields.instant(tree, "updated_at");
    }

    /** The text it is kept as: what Harvest sent without blanks between fields. */
    public String content() {
        return tree.toString();
    }

    /** Leaves the content out, which may be personal. */
    @Override
    public String toString() {
        return "element " + label();
    }
}
