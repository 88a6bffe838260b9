package org.harvestxero.notification;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.RemedyGuide;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.billing.Counted;
import org.harvestxero.billing.CurrencyDigits;
import org.jspecify.annotations.Nullable;

/** The words of a digest: grouped by cause, each with what to do, so that one fix is seen to free many documents. */
final class DigestText {
    private DigestText() {}

    /** What is told for the first time. */
    record News(List<Alert> alerts, List<SameCause> failed, List<Item> drafts) {}

    static String subject(String connection, News all) {
        List<SameCause> news = all.failed();
        List<Item> drafts = all.drafts();
        List<String> told = new ArrayList<>();
        if (all.alerts().stream().anyMatch(Alert::stops)) {
            told.add("nothing is copied until somebody sees to it");
        }
        long warnings = all.alerts().stream().filter(alert -> !alert.stops()).count();
        if (warnings > 0) {
            told.add(warnings == 1 ? "1 warning" : warnings + " warnings");
        }
        if (!news.isEmpty()) {
            told.add(documents(count(news)) + " could not be copied to Xero, "
                    + (news.size() == 1 ? "one cause" : news.size() + " causes"));
        }
        if (!drafts.isEmpty()) {
            told.add(drafts.size() == 1 ? "1 draft waits for review" : drafts.size() + " drafts wait for review");
        }
        return "harvest-xero (" + connection + "): " + String.join("; ", told);
    }

    /**
     * @param organisation Xero's name of it; null when it isn't known
     * @param guide what those who are mailed can do
     */
    static String body(String connection, @Nullable String organisation, News all, RemedyGuide guide) {
        List<SameCause> news = all.failed();
        List<Item> drafts = all.drafts();
        return all.alerts().stream().map(DigestText::alarming).collect(Collectors.joining())
                + (all.alerts().isEmpty() || (news.isEmpty() && drafts.isEmpty()) ? "" : "\n")
                + (news.isEmpty() ? "" : failed(organisation, news, guide))
                + (news.isEmpty() || drafts.isEmpty() ? "" : "\n")
                + (drafts.isEmpty() ? "" : waiting(drafts, guide))
                + (guide.hasPages() ? "\nHow things stand now: " + guide.page("/today") + "\n" : "")
                + "\nThis mail is sent once about these documents; what comes later comes in another one. Connection: "
                + connection + "\n";
    }

    private static String alarming(Alert alert) {
        return (alert.stops() ? "Nothing is copied: " : "") + alert.sentence() + "\n   What to do: " + alert.remedy()
                + "\n";
    }

    /** What needs somebody's yes, with the reasons. */
    private static String waiting(List<Item> drafts, RemedyGuide guide) {
        StringBuilder text = new StringBuilder(
                drafts.size() == 1
                        ? "1 invoice in the making waits for somebody's yes.\n\n"
                        : drafts.size() + " invoices in the making wait for somebody's yes.\n\n");
        for (Item draft : drafts) {
            text.append("Draft ")
                    .append(PublicIds.draft(draft.id()))
                    .append(", ")
                    .append(draft.client())
                    .append(", ")
                    .append(draft.period())
                    .append(": ")
                    .append(CurrencyDigits.plain(draft.total(), draft.currency()))
                    .append(' ')
                    .append(draft.currency())
                    .append(" before tax, waits for a ")
                    .append(draft.waitsFor().orElse("reviewer"))
                    .append('\n');
            draft.reasons()
                    .forEach(reason -> text.append("   because ").append(reason).append('\n'));
            if (guide.hasPages()) {
                text.append("   ")
                        .append(guide.page("/review/" + PublicIds.draft(draft.id())))
                        .append('\n');
            }
        }
        String there = guide.hasPages() ? "on its page, or " : "";
        return text.append("\nLook closer: " + there + "harvest-xero review show ID\n")
                .append("Decide: " + there + "harvest-xero review approve|edit|hold|reject ID\n")
                .toString();
    }

    private static String failed(@Nullable String organisation, List<SameCause> news, RemedyGuide guide) {
        long count = count(news);
        StringBuilder text = new StringBuilder()
                .append(documents(count))
                .append(" from Harvest could not be copied to ")
                .append(organisation == null ? "Xero" : organisation + " in Xero")
                .append(" and ")
                .append(count == 1 ? "waits" : "wait")
                .append(" for someone.\n");
        int number = 1;
        for (SameCause cause : news) {
            FailedCopy first = cause.first();
            text.append('\n')
                    .append(number++)
                    .append(". ")
                    .append(first.message())
                    .append("\n   What to do: ")
                    .append(guide.remedy(first))
                    .append(others(cause, guide))
                    .append(ways(first, guide))
                    .append("\n   Blocked: ")
                    .append(named(cause))
                    .append("\n   Then: ")
                    .append(guide.hasPages() ? "Try all again under Failed copies, or " : "")
                    .append("harvest-xero failed retry --cause ")
                    .append(first.causeId())
                    .append('\n');
        }
        return text.append("\nAll of them: ")
                .append(guide.hasPages() ? guide.page("/failed") + ", or " : "")
                .append("harvest-xero failed list\nGive one up: ")
                .append(guide.hasPages() ? "on its page, or " : "")
                .append("harvest-xero failed discard ID --reason \"…\"\n\n")
                .append("Most go on by themselves once what blocks them is put right.\n")
                .toString();
    }

    /** Where it is done: the page first, the command as the other way; nothing where there are commands alone, which the sentences name. */
    private static String ways(FailedCopy copy, RemedyGuide guide) {
        String page = guide.page(copy);
        return page.isEmpty()
                ? ""
                : "\n   Its page: " + page + (guide.isChosen(copy) ? "\n   Or by: " + guide.command(copy) : "");
    }

    /** What is said of the others with the same cause where that is not what is said of the first: other amounts, files, days. */
    private static String others(SameCause cause, RemedyGuide guide) {
        FailedCopy first = cause.first();
        StringBuilder text = new StringBuilder();
        cause.few().stream()
                .filter(copy -> !copy.message().equals(first.message()))
                .forEach(copy -> {
                    text.append("\n   Likewise ")
                            .append(named(copy))
                            .append(": ")
                            .append(copy.message());
                    if (!copy.remedy().equals(first.remedy())) {
                        text.append("\n   What to do: ").append(guide.remedy(copy));
                    }
                });
        return text.toString();
    }

    private static String named(FailedCopy copy) {
        return copy.kind().text() + " "
                + Objects.requireNonNullElse(copy.number(), "with Harvest id " + copy.sourceId())
                + " (" + PublicIds.failedCopy(copy.id()) + ")";
    }

    private static String named(SameCause cause) {
        String named = cause.few().stream().map(DigestText::named).collect(Collectors.joining(", "));
        long more = cause.count() - cause.few().size();
        return more == 0 ? named : named + " and " + more + " more";
    }

    private static long count(List<SameCause> news) {
        return news.stream().mapToLong(SameCause::count).sum();
    }

    private static String documents(long count) {
        return Counted.of(count, "document");
    }
}
