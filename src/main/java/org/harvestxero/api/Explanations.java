package org.harvestxero.api;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells how an invoice came about: from its amounts to entries, rules, rates, roundings, approvals, and what Xero was sent. */
public interface Explanations {
    /** Title of the section that repeats what Xero was sent, word for word. */
    String REQUEST = "The request to Xero";

    /**
     * @param invoice its number, or a draft's id such as {@code D12}
     * @param line from 1; null for the whole invoice
     * @throws DecisionException when the invoice has no such line
     */
    Optional<Explanation> explain(String invoice, @Nullable Integer line);

    /** The page of an invoice in Xero, named as above; empty while there is none. */
    Optional<URI> page(String invoice);

    /**
     * @param invoice number, or {@code draft D12} while it has none
     * @param about what the sections are about, in a sentence
     */
    record Explanation(String invoice, String client, String about, List<Section> sections) {
        public Explanation {
            sections = List.copyOf(sections);
        }
    }

    /** Sentences that belong together. */
    record Section(String title, List<String> sentences) {
        public Section {
            sentences = List.copyOf(sentences);
        }
    }
}
