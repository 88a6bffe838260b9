package org.harvestxero.story;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.harvestxero.api.Stories.Attachment;
import org.harvestxero.api.Stories.FileState;
import org.harvestxero.api.Stories.InXero;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.DeliveryTable.SentFile;
import org.harvestxero.store.billing.DeliveryTable.State;
import org.harvestxero.xero.XeroInvoiceView;
import org.jspecify.annotations.Nullable;

/** The files of an invoice: those that go along from here, and others that Xero showed when it was asked lately. */
final class StoryFiles {
    private static final String RECEIPT = "receipt-";

    private StoryFiles() {}

    /** @param shown those Xero showed; null while nobody asked it lately */
    static List<Attachment> of(ConnectionStore store, Subject subject, @Nullable List<XeroInvoiceView.File> shown) {
        List<Attachment> files = new ArrayList<>();
        Set<String> named = new HashSet<>();
        if (subject.draft() != null) {
            for (SentFile sent :
                    store.billing().deliveries().files(subject.draft().id())) {
                named.add(String.valueOf(sent.fileName()));
                files.add(file(sent, shown));
            }
        }
        files.sort(Comparator.comparing((Attachment file) -> file.name().startsWith("Receipt")));
        if (shown != null) {
            shown.stream()
                    .filter(each -> !named.contains(each.name()))
                    .forEach(each -> files.add(
                            new Attachment(each.name(), each.bytes(), FileState.BY_OTHERS, null, InXero.THERE, "")));
        }
        return files;
    }

    private static Attachment file(SentFile sent, @Nullable List<XeroInvoiceView.File> shown) {
        String name = sent.fileName();
        String message = sent.message();
        FileState state = state(sent.state());
        return new Attachment(
                name == null ? words(sent.step()) : name,
                sent.bytes(),
                state,
                sent.changedAt(),
                name == null || shown == null ? InXero.NOT_ASKED : seen(name, state, shown),
                message == null || state == FileState.ATTACHED ? "" : message);
    }

    private static InXero seen(String name, FileState state, List<XeroInvoiceView.File> shown) {
        if (shown.stream().anyMatch(each -> each.name().equals(name))) {
            return InXero.THERE;
        }
        return state == FileState.ATTACHED ? InXero.MISSING : InXero.NOT_ASKED;
    }

    /** Before it has a name. */
    private static String words(String step) {
        return step.startsWith(RECEIPT) ? "Receipt of expense " + step.substring(RECEIPT.length()) : "Timesheet";
    }

    private static FileState state(State state) {
        return switch (state) {
            case WAITING -> FileState.WAITING;
            case SENDING -> FileState.SENDING;
            case DONE -> FileState.ATTACHED;
            case UNCLEAR -> FileState.UNCLEAR;
            case FAILED -> FileState.FAILED;
            case GIVEN_UP -> FileState.GIVEN_UP;
        };
    }
}
