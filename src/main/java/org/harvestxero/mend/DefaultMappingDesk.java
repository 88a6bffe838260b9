package org.harvestxero.mend;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.MappingDesk;
import org.harvestxero.billing.Named;
import org.harvestxero.config.SettingsException;
import org.harvestxero.config.mapping.MappingsEditor;
import org.harvestxero.config.mapping.MappingsFile.Said;
import org.harvestxero.copy.reference.XeroReferenceData;
import org.harvestxero.mapping.coding.Gap;
import org.harvestxero.mapping.coding.Gap.Decision;
import org.harvestxero.mapping.coding.RuleKey;
import org.harvestxero.mapping.coding.XeroOffers;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.FailedCausePages.Wanted;
import org.harvestxero.store.copy.FailedRow;
import org.jspecify.annotations.Nullable;

/** Finds what rules decide about failed copies, and writes other ones. */
final class DefaultMappingDesk implements MappingDesk {
    /** So many documents of a cause are looked at to tell how many a change frees. */
    private static final int MOST_TRIED = 500;

    private final ConnectionStore store;
    private final XeroReferenceData references;
    private final MappingsEditor editor;
    private final FailedGaps gaps;
    private final AgreedValues agreements;
    private final Consumer<String> cycle;

    /** @param cycle begins one, if none runs; told who asks */
    DefaultMappingDesk(
            ConnectionStore store,
            XeroReferenceData references,
            MappingsEditor editor,
            FailedGaps gaps,
            AgreedValues agreements,
            Consumer<String> cycle) {
        this.agreements = agreements;
        this.store = store;
        this.references = references;
        this.editor = editor;
        this.gaps = gaps;
        this.cycle = cycle;
    }

    @Override
    public boolean helps(String cause) {
        return isDecidedByRule(cause);
    }

    /** @param cause its code, such as {@code account-archived} */
    static boolean isDecidedByRule(String cause) {
        String code = cause.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(FailureCode.values())
                .filter(each -> each != FailureCode.TAX_RATE_MISSING) // mostly Xero lacks the rate for all accounts
                .anyMatch(each -> each.name().equals(code) && RuleKey.of(each).isPresent());
    }

    @Override
    public List<Fix> fixes(long failedCopy) {
        Optional<FailedRow> row = row(failedCopy);
        if (row.isEmpty() || !isOurs(row.get())) {
            return List.of();
        }
        List<Gap> found = gaps.of(row.get(), said(editor.text()));
        List<Fix> fixes = new ArrayList<>();
        for (Gap gap : found) {
            fixes.add(fix(fixes.size(), gap, row.get()));
        }
        return fixes;
    }

    private static boolean isOurs(FailedRow row) {
        return RuleKey.of(FailureCode.valueOf(row.code())).isPresent();
    }

    private Optional<FailedRow> row(long failedCopy) {
        return store.lists().failed().problem(failedCopy);
    }

    private Said said(String text) {
        try {
            return editor.read(text);
        } catch (SettingsException e) {
            throw new SettingsException(
                    "mappings.yaml has a mistake as it stands on disk, so nothing is changed from here until that is put right: "
                            + e.getMessage());
        }
    }

    private Fix fix(int number, Gap gap, FailedRow row) {
        Gap.Place place = gap.place();
        String what = place.category() == null ? place.key().words() : "option of " + place.category();
        Set<String> usual = UsualConditions.of(gap, FailureCode.valueOf(row.code()));
        return new Fix(
                number,
                place.key().key(),
                what,
                gap.decision()
                        .map(now -> new Now(now.value(), now.by(), now.isInTheFile(), now.isAgreed()))
                        .orElse(null),
                gap.facts().entrySet().stream()
                        .map(fact -> new Condition(fact.getKey(), fact.getValue(), usual.contains(fact.getKey())))
                        .toList(),
                offers(gap));
    }

    private Offers offers(Gap gap) {
        Instant read =
                references.find().isPresent() ? references.listedAt(gap.place().key()) : null;
        return new Offers(
                XeroOffers.of(gap, references.current()).stream()
                        .map(offer -> new Offer(offer.value(), offer.name(), offer.group()))
                        .toList(),
                read);
    }

    @Override
    public Proposal propose(Choice choice, String who) {
        Proposed proposed = proposed(choice, who);
        return new Proposal(
                editor.file().toString(),
                MappingsEditor.mark(proposed.before()),
                proposed.before(),
                proposed.after(),
                frees(proposed.row(), proposed.then()),
                proposed.problem());
    }

    /** @param then what the rules say once it is written @param problem what still keeps the document from being coded */
    private record Proposed(
            FailedRow row,
            MappingChange change,
            String before,
            String after,
            Said then,
            @Nullable String problem) {}

    private Proposed proposed(Choice choice, String who) {
        FailedRow row = standing(choice.failedCopy());
        String text = editor.text();
        Gap gap = gap(row, choice.fix(), text);
        check(gap, choice);
        MappingChange change =
                new MappingChange(gap, choice, choice.why().isBlank() ? usualWhy(row, who) : choice.why());
        String after = change.in(text);
        Said then = editor.read(after);
        return new Proposed(row, change, text, after, then, still(row, gap, then));
    }

    private FailedRow standing(long failedCopy) {
        return row(failedCopy)
                .filter(DefaultMappingDesk::isOurs)
                .orElseThrow(() -> new DecisionException(
                        "It does not stand failed for this any more. Somebody else may have seen to it."));
    }

    private Gap gap(FailedRow row, int number, String text) {
        List<Gap> found = gaps.of(row, said(text));
        if (number < 0 || number >= found.size()) {
            throw new DecisionException("Nothing about it is left to choose; try it again.");
        }
        return found.get(number);
    }

    @Override
    public Agreed agreed(long failedCopy, int fix, String value) {
        FailedRow row = standing(failedCopy);
        Gap gap = gap(row, fix, editor.text());
        Named client = gaps.billed(row)
                .filter(billed -> gap.decision().filter(Decision::isAgreed).isPresent())
                .orElseThrow(
                        () -> new DecisionException("No agreement decides this; look at what can be chosen anew."));
        checkOffered(gap, value);
        return agreements.with(client, gap, value);
    }

    private static String usualWhy(FailedRow row, String who) {
        return "Chosen by " + who + " for " + (row.number() == null ? "F" + row.id() : row.number());
    }

    private void check(Gap gap, Choice choice) {
        if (gap.decision().filter(Decision::isAgreed).isPresent()) {
            throw new DecisionException("The agreement decides this, and no rule comes before it.");
        }
        checkOffered(gap, choice.value());
        if (!gap.facts().keySet().containsAll(choice.conditions())) {
            throw new DecisionException("A rule can't ask for that here.");
        }
    }

    private void checkOffered(Gap gap, String value) {
        if (XeroOffers.of(gap, references.current()).stream()
                .noneMatch(offer -> offer.value().equals(value))) {
            throw new DecisionException("Choose one of those Xero has.");
        }
    }

    /** What still keeps the document from being coded there. */
    private @Nullable String still(FailedRow row, Gap gap, Said then) {
        return gaps.of(row, then).stream()
                .filter(left -> left.problem() != null && left.isLike(gap))
                .findFirst()
                .map(left -> {
                    Problem problem = left.problem();
                    String by = left.decision().map(Decision::by).orElse("");
                    return (problem == null ? "" : problem.sentence())
                            + (by.isEmpty() ? "" : " It is decided by " + by + ".");
                })
                .orElse(null);
    }

    private Frees frees(FailedRow row, Said then) {
        List<FailedRow> like = store.lists().causes().of(row.causeId(), Wanted.ALL, 0, MOST_TRIED);
        int freed =
                (int) like.stream().filter(other -> gaps.isFree(other, then)).count();
        return new Frees(freed, like.size(), store.lists().causes().count(Wanted.ALL, row.causeId()));
    }

    @Override
    public Optional<Written> write(Choice choice, String basis, String who) {
        Proposed proposed = proposed(choice, who);
        if (!MappingsEditor.mark(proposed.before()).equals(basis)) {
            return Optional.empty();
        }
        if (proposed.problem() != null) {
            throw new DecisionException("It would fail all the same: " + proposed.problem());
        }
        if (!editor.replace(proposed.before(), proposed.after())) {
            return Optional.empty();
        }
        int[] woken = new int[1];
        String words = proposed.change().words();
        store.decide(() -> {
            store.audit().add(who, proposed.row().kind(), proposed.row().sourceId(), "mappings", "written: " + words);
            woken[0] = store.failedRows().wake(FailureCode.RetryTrigger.BY_SETTINGS.name());
        });
        return Optional.of(new Written(woken[0], words));
    }

    @Override
    public Trial preview(String text, int most) {
        String before = editor.text();
        Said then;
        try {
            then = editor.read(text);
        } catch (SettingsException e) {
            throw new DecisionException("The text can't be used as mappings.yaml: " + e.getMessage());
        }
        if (text.equals(before)) {
            throw new DecisionException("The text says what mappings.yaml says.");
        }
        return new RuleTrial(store, gaps, said(before), then).of(before, most);
    }

    @Override
    public void readAgain(String who) {
        references.markStale();
        store.audit().add(who, null, null, "xero-lists", "to be read again");
        cycle.accept(who);
    }
}
