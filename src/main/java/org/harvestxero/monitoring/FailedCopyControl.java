package org.harvestxero.monitoring;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedDetail;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.api.PublicIds;

/** Shows failed copies as text and acts on them, by the ids people see, such as F7. */
final class FailedCopyControl {
    private final CopyService copyService;

    FailedCopyControl(CopyService copyService) {
        this.copyService = copyService;
    }

    List<String> list(int most) {
        return copyService.failedCopies(FailedFilter.STANDING).stream()
                .limit(most)
                .map(FailedCopyControl::line)
                .toList();
    }

    String show(String id) {
        FailedDetail detail = detail(id);
        String history = detail.history().stream()
                .map(event -> event.at() + " " + event.who() + ": " + event.what())
                .collect(Collectors.joining("\n"));
        return line(detail.copy()) + "\nclient: " + Objects.requireNonNullElse(detail.clientName(), "unknown")
                + "\nin Harvest: " + Objects.requireNonNullElse(detail.sourceLink(), "unknown")
                + "\ntries: " + detail.copy().attempts()
                + "\nnext try: " + (detail.nextAttemptAt() == null ? "none set" : detail.nextAttemptAt()) + "\n"
                + history;
    }

    /** @throws IllegalArgumentException when there is none of that id */
    FailedDetail detail(String id) {
        return copyService
                .failedCopy(idOf(id))
                .orElseThrow(() -> new IllegalArgumentException("There is no failed copy " + id));
    }

    int discard(String id, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("A reason is needed: it is kept in the audit");
        }
        return copyService.discard(Set.of(idOf(id)), reason, ConnectionControl.WHO);
    }

    int retry(String id) {
        return copyService.retry(Set.of(idOf(id)), ConnectionControl.WHO);
    }

    private static long idOf(String id) {
        return PublicIds.failedCopy(id)
                .orElseThrow(() ->
                        new IllegalArgumentException(id + " is no failed copy's id: name it as listed, such as F7"));
    }

    private static String line(FailedCopy copy) {
        return PublicIds.failedCopy(copy.id()) + " " + copy.kind().text() + " "
                + Objects.requireNonNullElse(copy.number(), "") + " [" + copy.cause() + ", cause " + copy.causeId()
                + "] " + copy.message() + " " + copy.remedy();
    }
}
