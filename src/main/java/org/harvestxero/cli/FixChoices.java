package org.harvestxero.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.harvestxero.api.ContactChoices;
import org.harvestxero.api.ContactDesk;
import org.harvestxero.api.MappingDesk.Fix;
import org.harvestxero.api.MappingDesk.Now;
import org.harvestxero.api.PublicIds;
import org.jspecify.annotations.Nullable;

/**
 * What there is to choose about a failed document.
 *
 * @param document as it is listed, such as {@code F7}
 */
record FixChoices(
        String document,
        List<Fix> fixes,
        Optional<ContactChoices.Choice> contact,
        Optional<ContactDesk.Conflict> conflict) {
    FixChoices {
        fixes = List.copyOf(fixes);
    }

    boolean isEmpty() {
        return fixes.isEmpty() && contact.isEmpty() && conflict.isEmpty();
    }

    String text(TextOutput output) {
        StringBuilder text = new StringBuilder();
        fixes.forEach(fix -> text.append(text(fix, output)).append('\n'));
        contact.ifPresent(choice -> text.append(text(choice)).append('\n'));
        conflict.ifPresent(asked -> text.append(text(asked)).append('\n'));
        return text.substring(0, text.length() - 1);
    }

    private String text(Fix fix, TextOutput output) {
        Now now = fix.now();
        StringBuilder text = new StringBuilder()
                .append(fix.number() + 1)
                .append(". ")
                .append(fix.what())
                .append(now == null || now.by().isEmpty() ? "" : ", decided now by " + now.by() + ": " + now.value())
                .append('\n');
        if (now != null && now.agreed()) {
            return text.append("   The agreement decides this, and no rule comes before it.\n")
                    .toString();
        }
        Table table = new Table("   VALUE", "NAME", "OF");
        fix.offers().offers().forEach(offer -> table.row("   " + offer.value(), offer.name(), offer.group()));
        text.append(table);
        if (!fix.conditions().isEmpty()) {
            text.append("   A new rule may ask for ")
                    .append(fix.conditions().stream()
                            .map(condition -> condition.key() + " " + condition.value())
                            .collect(Collectors.joining(", ")))
                    .append(".\n");
        }
        return text.append("   Xero's list was read ")
                .append(
                        fix.offers().read() == null
                                ? "never"
                                : output.ago(Objects.requireNonNull(fix.offers().read())))
                .append(". `failed fix ")
                .append(document)
                .append(' ')
                .append(FixOffers.option(fix))
                .append(" VALUE` writes the change; with --dry-run it only shows it.\n")
                .toString();
    }

    private String text(ContactChoices.Choice choice) {
        Table table = new Table("CONTACT", "ID", "WHY, OR WHY NOT");
        choice.candidates()
                .forEach(each -> table.row(
                        each.contact().name(),
                        each.contact().id(),
                        each.problem() == null ? each.why() : each.problem()));
        return "Which contact is " + choice.client() + "?\n"
                + (choice.candidates().isEmpty() ? "No contact comes into question by itself.\n" : table)
                + "`failed fix " + document + " --contact CONTACT` says which.\n";
    }

    private static String text(ContactDesk.Conflict asked) {
        return "Which " + asked.field() + " of " + asked.client() + " counts?\n"
                + "   Harvest: " + asked.harvest() + "\n   Xero:    " + asked.xero() + "\n`contacts answer "
                + PublicIds.conflict(asked.id()) + " --take harvest` or `--take xero` says which.\n";
    }

    ObjectNode json() {
        ObjectNode json = JsonOutput.object().put("id", document);
        json.set("choices", JsonOutput.array(fixes, FixChoices::json));
        json.set(
                "contacts",
                JsonOutput.array(
                        contact.map(ContactChoices.Choice::candidates).orElse(List.of()),
                        each -> JsonOutput.object()
                                .put("contactId", each.contact().id())
                                .put("name", each.contact().name())
                                .put("contactNumber", each.contact().number())
                                .put("email", each.contact().email())
                                .put("why", each.why())
                                .put("problem", each.problem())));
        return json.put(
                "conflict",
                conflict.map(asked -> PublicIds.conflict(asked.id())).orElse(null));
    }

    private static ObjectNode json(Fix fix) {
        ObjectNode json = JsonOutput.object()
                .put("number", fix.number() + 1)
                .put("key", fix.key())
                .put("what", fix.what())
                .put("listedAt", JsonOutput.time(fix.offers().read()));
        json.set("now", now(fix.now()));
        json.set(
                "when",
                JsonOutput.array(
                        fix.conditions(),
                        condition -> JsonOutput.object()
                                .put("key", condition.key())
                                .put("value", condition.value())
                                .put("usual", condition.usual())));
        json.set(
                "offers",
                JsonOutput.array(
                        fix.offers().offers(),
                        offer -> JsonOutput.object()
                                .put("value", offer.value())
                                .put("name", offer.name())
                                .put("of", offer.group())));
        return json;
    }

    private static @Nullable ObjectNode now(@Nullable Now now) {
        return now == null
                ? null
                : JsonOutput.object()
                        .put("value", now.value())
                        .put("by", now.by())
                        .put("changeable", now.changeable())
                        .put("agreed", now.agreed());
    }
}
