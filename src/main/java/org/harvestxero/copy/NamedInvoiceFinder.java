package org.harvestxero.copy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.PublicIds;
import org.harvestxero.config.SettingsException;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.StoredDraft;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;

/**
 * Finds the draft or invoice a person means: {@code D12} is a draft, anything else an invoice number, {@code harvest:13150403} an
 * invoice by its id in Harvest. What can mean two things is refused with both; a decision never falls on another client's draft.
 */
public final class NamedInvoiceFinder {
    private static final Pattern IN_HARVEST = Pattern.compile("(?i)harvest:(\\d{1,18})");

    private final ConnectionStore store;

    public NamedInvoiceFinder(ConnectionStore store) {
        this.store = store;
    }

    /**
     * The draft of that name or invoice number; empty without one.
     *
     * @throws DecisionException when the name can mean another one as well, or lacks its letter
     */
    public Optional<StoredDraft> draft(String named) {
        return only(named).flatMap(found -> Optional.ofNullable(found.draft()));
    }

    /**
     * The invoice of that number that was made in Harvest, not by an agreement; empty without one.
     *
     * @throws DecisionException as for drafts
     */
    public Optional<SourceDocument> copied(String named) {
        return only(named).filter(found -> found.draft() == null).map(NamedInvoice::document);
    }

    /**
     * Harvest's invoices of that number, mirrors of drafts with them; empty without one.
     *
     * @throws DecisionException when there are several, or it names a draft
     */
    public Optional<SourceDocument> inHarvest(String named) {
        List<SourceDocument> found = documents(named.strip());
        if (found.size() > 1) {
            throw ambiguous(
                    named,
                    found.stream().map(each -> new NamedInvoice(null, each)).toList());
        }
        OptionalLong id = PublicIds.draft(named);
        if (found.isEmpty() && id.isPresent()) {
            store.billing().drafts().find(id.getAsLong()).ifPresent(draft -> {
                throw new DecisionException(NamedInvoice.inWords(draft)
                        + " is no invoice of Harvest's to copy: it goes to Xero by"
                        + " itself once it is approved; see `harvest-xero review show " + PublicIds.draft(draft.id())
                        + "`.");
            });
        }
        return found.stream().findFirst();
    }

    private Optional<NamedInvoice> only(String named) {
        List<NamedInvoice> found = candidates(named.strip());
        if (found.size() > 1) {
            throw ambiguous(named, found);
        }
        if (found.isEmpty()) {
            OptionalLong bare = PublicIds.bare(named);
            if (bare.isPresent()) {
                store.billing().drafts().find(bare.getAsLong()).ifPresent(draft -> {
                    throw new DecisionException(
                            named.strip() + " is no invoice number; did you mean " + NamedInvoice.inWords(draft) + "?");
                });
            }
        }
        return found.stream().findFirst();
    }

    private List<NamedInvoice> candidates(String named) {
        List<StoredDraft> drafts = new ArrayList<>();
        Stream.concat(
                        PublicIds.draft(named).stream()
                                .boxed()
                                .flatMap(id -> store.billing().drafts().find(id).stream()),
                        store.billing().drafts().byNumber(named).stream())
                .filter(draft -> drafts.stream().noneMatch(other -> other.id() == draft.id()))
                .forEach(drafts::add);
        List<NamedInvoice> candidates = new ArrayList<>();
        for (SourceDocument document : documents(named)) {
            store.billing()
                    .drafts()
                    .byMirror(document.sourceId())
                    .filter(draft -> drafts.stream().noneMatch(other -> other.id() == draft.id()))
                    .ifPresent(drafts::add);
            if (drafts.stream().noneMatch(draft -> isMirror(document, draft))) {
                candidates.add(new NamedInvoice(null, document));
            }
        }
        drafts.stream().map(draft -> new NamedInvoice(draft, null)).forEach(candidates::add);
        return candidates;
    }

    private List<SourceDocument> documents(String named) {
        Matcher id = IN_HARVEST.matcher(named);
        return id.matches()
                ? store.documents().find(Kind.INVOICE, Long.parseLong(id.group(1))).stream()
                        .toList()
                : standing(store.documents().ofNumber(Kind.INVOICE, named));
    }

    /** One that is gone from Harvest is meant only when none of its number is there. */
    private static List<SourceDocument> standing(List<SourceDocument> all) {
        List<SourceDocument> there = all.stream().filter(each -> !each.isGone()).toList();
        return there.isEmpty() ? all : there;
    }

    /** Also one whose id is not recorded yet: it has the reserved number and the same client. */
    private static boolean isMirror(SourceDocument document, StoredDraft draft) {
        return draft.harvestId() != null
                ? draft.harvestId() == document.sourceId()
                : draft.number() != null
                        && draft.number().equals(document.number())
                        && Long.valueOf(draft.clientId()).equals(document.parentId());
    }

    private static DecisionException ambiguous(String named, List<NamedInvoice> candidates) {
        String name = named.strip();
        return new DecisionException(name + " can mean "
                + candidates.stream().map(NamedInvoice::inWords).collect(Collectors.joining(", or "))
                + ": say "
                + candidates.stream().map(each -> each.name(name)).collect(Collectors.joining(" or "))
                + ".");
    }

    /** @throws SettingsException when Harvest shows none of this number */
    SourceDocument shownByHarvest(String number) {
        return inHarvest(number)
                .orElseThrow(() -> new SettingsException("Harvest shows no invoice " + number
                        + " issued since copy.since: check the number, or set copy.since to an earlier day."));
    }
}
