package org.harvestxero.monitoring;

import java.util.List;
import java.util.Map;
import javax.management.ImmutableDescriptor;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.openmbean.SimpleType;
import org.harvestxero.api.Pause;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Vitals;
import org.harvestxero.monitoring.jmx.Table;

/** The kinds of notification about a connection, and the data each carries. Columns are only ever added, at the end. */
final class ConnectionNotifications {
    static final String PAUSED = "harvestxero.paused";
    static final String RESUMED = "harvestxero.resumed";
    static final String FAILED = "harvestxero.failed";
    static final String CONSENT_WANTED = "harvestxero.consent.wanted";
    static final String CONSENT_GIVEN = "harvestxero.consent.given";

    /**
     * What a notification tells of.
     *
     * @param connection its name
     */
    record Told<T>(String connection, T of) {}

    /**
     * Documents that failed for the first time since the last notification.
     *
     * @param more whether there are even more, which were not counted
     * @param some the first of them
     * @param causes how many for each
     */
    record Failures(
            String connection, long documents, boolean more, List<Vitals.Failure> some, Map<String, Long> causes) {}

    static final Table<Told<Pause>> PAUSE_DATA = Table.<Told<Pause>>of("pause-told", "The pause")
            .text("connection", "Name of the connection", Told::connection)
            .text(
                    "by",
                    "What paused it: person, consent, mismatch or day-limit",
                    told -> told.of().by().text())
            .text(
                    "who",
                    "The person who paused it; null when it paused by itself",
                    told -> told.of().who())
            .text("reason", "The reason of the pause", told -> told.of().reason())
            .with(
                    "since",
                    "When it began; null where that is not known",
                    SimpleType.DATE,
                    told -> Cells.date(told.of().since()))
            .with(
                    "until",
                    "When it tries again by itself; null when it waits for a person",
                    SimpleType.DATE,
                    told -> Cells.date(told.of().until()))
            .build();

    static final Table<Told<Vitals.Stop>> CONSENT_DATA = Table.<Told<Vitals.Stop>>of(
                    "consent-told", "What a person is needed for")
            .text("connection", "Name of the connection", Told::connection)
            .text("message", "What is or was wrong", told -> told.of().sentence())
            .text(
                    "remedy",
                    "What to do, or what was to be done",
                    told -> told.of().remedy())
            .with(
                    "since",
                    "Since when",
                    SimpleType.DATE,
                    told -> Cells.date(told.of().since()))
            .build();

    private static final Table<Vitals.Failure> NAMED = Table.<Vitals.Failure>of(
                    "newly-failed-copy", "A document that failed now")
            .text(
                    "id",
                    "Names it in failedDetail, retry and discard, such as F7",
                    each -> PublicIds.failedCopy(each.id()))
            .text(
                    "kind",
                    "Kind of document, such as invoice or payment",
                    each -> each.kind().text())
            .text("number", "Its number; null where the kind has none", Vitals.Failure::number)
            .text("cause", "Code of the cause, such as account-archived", Vitals.Failure::cause)
            .text("message", "What is wrong", Vitals.Failure::message)
            .build();

    static final Table<Failures> FAILED_DATA = Table.<Failures>of(
                    "failures-told", "Documents that failed since the last notification")
            .text("connection", "Name of the connection", Failures::connection)
            .count("documents", "How many documents failed anew", Failures::documents)
            .with("more", "True when there are even more, which were not counted", SimpleType.BOOLEAN, Failures::more)
            .with(
                    "causes",
                    "How many for each cause",
                    FailedTables.CAUSES.type(),
                    each -> FailedTables.CAUSES.rows(each.causes().entrySet()))
            .with("first", "The first 20 of them", NAMED.type(), each -> NAMED.rows(each.some()))
            .build();

    private ConnectionNotifications() {}

    static List<MBeanNotificationInfo> kinds() {
        return List.of(
                kind(
                        PAUSED,
                        "Nothing is copied any more, because a person or trouble of a whole side paused the connection",
                        PAUSE_DATA),
                kind(RESUMED, "The connection works again; tells of the pause that is over", PAUSE_DATA),
                kind(
                        FAILED,
                        "Documents could not be copied: those that failed for the first time since the last such notification,"
                                + " at most one notification in ten seconds",
                        FAILED_DATA),
                kind(
                        CONSENT_WANTED,
                        "A person is needed: Harvest or Xero refuses access, or the settings lead to another organisation or"
                                + " account",
                        CONSENT_DATA),
                kind(CONSENT_GIVEN, "Access that was refused is there again", CONSENT_DATA));
    }

    private static MBeanNotificationInfo kind(String type, String description, Table<?> data) {
        return new MBeanNotificationInfo(
                new String[] {type},
                Notification.class.getName(),
                description,
                new ImmutableDescriptor(
                        new String[] {"openType", "severity"},
                        new Object[] {data.rowType(), type.equals(RESUMED) || type.equals(CONSENT_GIVEN) ? "6" : "4"}));
    }
}
