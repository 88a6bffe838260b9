package org.harvestxero.sandbox.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document to be, told only what matters; the rest is as Harvest fills it in.
 *
 * @param <B> the kind of builder
 */
public abstract sealed class DocumentBuilder<B extends DocumentBuilder<B>>
        permits ClientBuilder,
                ContactBuilder,
                ProjectBuilder,
                TaskBuilder,
                UserBuilder,
                TimeEntryBuilder,
                ExpenseBuilder,
                InvoiceBuilder,
                PaymentBuilder {
    private final String path;
    private final ObjectNode fields = Json.object();
    private final List<FollowUp> followUps = new ArrayList<>();

    DocumentBuilder(String path) {
        this.path = path;
    }

    /** Something to do with the finished document; {@code path} starts below the document's own. */
    record FollowUp(String method, String path, JsonNode body) {}

    /** Any field by Harvest's own name. */
    public final B with(String name, @Nullable Object value) {
        fields.set(name, node(value));
        return self();
    }

    /** An id of one's own choosing. */
    public final B id(long id) {
        return with("id", id);
    }

    /** When it was made; also its last change unless that is stated. */
    public final B createdAt(Instant at) {
        return with("created_at", at);
    }

    public final B updatedAt(Instant at) {
        return with("updated_at", at);
    }

    static JsonNode node(@Nullable Object value) {
        if (value == null) {
            return JsonNodeFactory.instance.nullNode();
        } else if (value instanceof JsonNode ready) {
            return ready;
        } else if (value instanceof Boolean flag) {
            return JsonNodeFactory.instance.booleanNode(flag);
        } else if (value instanceof Long || value instanceof Integer) {
            return JsonNodeFactory.instance.numberNode(((Number) value).longValue());
        } else if (value instanceof BigDecimal decimal) {
            return JsonNodeFactory.instance.numberNode(decimal);
        } else if (value instanceof LocalDate || value instanceof Instant || value instanceof CharSequence) {
            return JsonNodeFactory.instance.textNode(value.toString());
        }
        throw new IllegalArgumentException("A field can't hold " + value.getClass());
    }

    @SuppressWarnings("unchecked")
    final B self() {
        return (B) this;
    }

    final B afterwards(String method, String belowDocument, JsonNode body) {
        followUps.add(new FollowUp(method, belowDocument, body));
        return self();
    }

    final ObjectNode fields() {
        return fields;
    }

    final String path() {
        return path;
    }

    final List<FollowUp> followUps() {
        return followUps;
    }
}
