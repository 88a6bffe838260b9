package org.harvestxero.monitoring;

import java.util.List;
import java.util.Objects;
import org.harvestxero.api.Pause;
import org.harvestxero.api.Progress;
import org.harvestxero.api.Status;
import org.harvestxero.api.Vitals;
import org.harvestxero.runtime.route.RouteDeployer;
import org.harvestxero.runtime.route.RouteRefusedException;

/** The attributes of a connection that are plain numbers and texts. */
abstract class ConnectionAttributes implements ConnectionMBean {
    /** What the attributes and operations are made of. */
    final ConnectionControl.Parts parts;

    final StatusCache status;

    ConnectionAttributes(ConnectionControl.Parts parts) {
        this.parts = parts;
        this.status = new StatusCache(this::readStatus, parts.clock());
    }

    private Status readStatus() {
        parts.figures().needDatabase();
        return parts.copyService().status();
    }

    @Override
    public String getOrganisation() {
        return Objects.requireNonNullElse(status.get().organisation(), "");
    }

    @Override
    public long getCopiedDocuments() {
        return parts.figures().read().copied();
    }

    @Override
    public long getFailedDocuments() {
        return parts.figures().read().failed();
    }

    @Override
    public long getWaitingDocuments() {
        return parts.figures().read().waiting();
    }

    @Override
    public long getDraftsToReview() {
        return parts.figures().read().toReview();
    }

    @Override
    public long getOldestUnresolvedSeconds() {
        return parts.figures().secondsSince(parts.figures().read().oldestUnresolved());
    }

    @Override
    public long getSecondsSinceLastSuccess() {
        return parts.figures().secondsSince(parts.figures().read().lastSuccess());
    }

    @Override
    public int getXeroCallsLeftThisMinute() {
        return parts.figures().read().xeroCallsLeftThisMinute();
    }

    @Override
    public int getXeroCallsLeftToday() {
        Integer left = parts.figures().read().xeroCallsLeftToday();
        return left == null ? -1 : left;
    }

    @Override
    public String getCallsPerCopiedDocument() {
        Vitals.Reading reading = parts.figures().read();
        return reading.callsPerCopiedDocument() == null
                ? ""
                : reading.callsPerCopiedDocument().toPlainString();
    }

    @Override
    public long getDuplicatesPrevented() {
        return parts.figures().read().duplicatesPrevented();
    }

    @Override
    public long getTokenExpirySeconds() {
        return parts.figures().secondsUntil(parts.figures().read().tokenExpires());
    }

    @Override
    public boolean isConsentDead() {
        return parts.figures().read().consentDead();
    }

    @Override
    public String getStage() {
        return parts.progress().stage();
    }

    @Override
    public long getStageDone() {
        return parts.progress().figure(Progress.Reading::done);
    }

    @Override
    public long getStageTotal() {
        return parts.progress().figure(ProgressFigures::total);
    }

    @Override
    public long getStageAgeSeconds() {
        return parts.progress().figure(reading -> reading.age().toSeconds());
    }

    @Override
    public long getStageStillSeconds() {
        return parts.progress().figure(reading -> reading.still().toSeconds());
    }

    @Override
    public long getStageLeftSeconds() {
        return parts.progress().figure(ProgressFigures::left);
    }

    @Override
    public boolean isStandsStill() {
        return parts.progress().standsStill();
    }

    @Override
    public long getDiskFreeBytes() {
        return parts.freeBytes().getAsLong();
    }

    @Override
    public boolean isPaused() {
        parts.figures().needDatabase();
        return parts.vitals().pause().filter(Pause::byPerson).isPresent();
    }

    @Override
    public String getRouteRefusal() {
        RouteDeployer routes = parts.routes();
        return routes == null
                ? ""
                : routes.refusal().map(RouteRefusedException::toString).orElse("");
    }

    @Override
    public List<String> getWarnings() {
        return parts.warnings().get();
    }

    @Override
    public List<String> getFlows() {
        return parts.copyService().flows();
    }
}
