package org.harvestxero.config.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.billing.Named;
import org.harvestxero.dunning.ClientTerms;
import org.harvestxero.dunning.Step;
import org.jspecify.annotations.Nullable;

/**
 * What {@code overdue.yaml} says, for all clients and for single ones. For one client, what its agreement says comes first, then its
 * entry in the file, then what the file says for all.
 */
public final class OverdueRules {
    static final String NAME = "overdue.yaml";
    private static final int MOST_MAILS = 50;
    private static final Currency ANY = Currency.getInstance("USD");

    private final ObjectNode root;
    private final OverdueReader reader;

    private OverdueRules(ObjectNode root, OverdueReader reader) {
        this.root = root;
        this.reader = reader;
    }

    /** @throws AgreementRefusedException naming all that is wrong, each with its line */
    static OverdueRules read(String text, OverdueReader reader, Set<String> templates)
            throws AgreementRefusedException {
        YamlFile yaml = YamlFile.read(NAME, text);
        OverdueRules rules = new OverdueRules(yaml.root(), reader);
        yaml.refuseFor(AgreementFaults.of(Schema.ONCE, yaml.root()));
        List<Fault> faults = new ArrayList<>();
        rules.senseless(yaml, templates, faults);
        yaml.refuseFor(faults);
        return rules;
    }

    private void senseless(YamlFile yaml, Set<String> templates, List<Fault> faults) {
        senseless("", yaml, root, templates, faults);
        JsonNode clients = root.path("clients");
        for (int i = 0; i < clients.size(); i++) {
            String place = "/clients/" + i;
            if (clients.get(i) instanceof ObjectNode own) {
                senseless(place, yaml, merged(root, own), templates, faults);
            }
        }
    }

    /** @param place of what is read; what stands elsewhere was told there */
    private void senseless(String place, YamlFile yaml, ObjectNode tree, Set<String> templates, List<Fault> faults) {
        try {
            List<Step> plan = reader.terms(Section.root(tree, ANY)).plan();
            for (int i = 0; i < plan.size(); i++) {
                String template = plan.get(i).template();
                String at = place + "/steps/" + i;
                if (template != null
                        && !templates.contains(template)
                        && yaml.lines().containsKey(at)) {
                    faults.add(new Fault(
                            at + "/template",
                            "there is no overdue/" + template + ".txt; there are "
                                    + String.join(
                                            ", ", templates.stream().sorted().toList())));
                }
            }
        } catch (Fault e) {
            String at = place + e.pointer();
            if (place.isEmpty() || yaml.lines().containsKey(at)) {
                faults.add(new Fault(at, e.reason()));
            }
        }
    }

    private static ObjectNode merged(ObjectNode usual, JsonNode own) {
        ObjectNode tree = usual.deepCopy();
        for (Map.Entry<String, JsonNode> entry : own.properties()) {
            JsonNode below = tree.get(entry.getKey());
            tree.set(
                    entry.getKey(),
                    below instanceof ObjectNode object && entry.getValue().isObject()
                            ? merged(object, entry.getValue())
                            : entry.getValue().deepCopy());
        }
        return tree;
    }

    /**
     * How a client is dunned.
     *
     * @param client null where Harvest doesn't know the client of an invoice in Xero
     * @param agreements those in force
     */
    public ClientTerms terms(@Nullable Named client, Collection<AgreementVersion> agreements) {
        ObjectNode tree = root;
        if (client != null) {
            for (JsonNode own : root.path("clients")) {
                if (client.isCalled(own.path("client").asText())) {
                    tree = merged(tree, own);
                }
            }
            for (AgreementVersion agreement : agreements) {
                if (client.isCalled(agreement.client())) {
                    tree = merged(tree, agreement.dunning());
                }
            }
        }
        return reader.terms(Section.root(tree, ANY));
    }

    /** Whether invoices count that were not copied or billed here. */
    public boolean coversAll() {
        return root.path("invoices").asText().equals("all");
    }

    /** How many clients one run may mail without being let. */
    public int mostMails() {
        return root.path("mostMails").asInt(MOST_MAILS);
    }

    public Optional<String> replyTo() {
        return Optional.ofNullable(root.path("replyTo").textValue());
    }

    /** Read when the first is needed. */
    private static final class Schema {
        static final AgreementSchema ONCE = new AgreementSchema("/overdue.schema.json");
    }
}
