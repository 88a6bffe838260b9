package org.harvestxero.cli;

import org.harvestxero.operations.CycleReport;

/** Prints what a cycle did: the documents as data, what stopped it as a message. */
final class Reports {
    private Reports() {}

    static int print(Session session, CycleReport report, boolean json, boolean dryRun, boolean explain) {
        if (json) {
            Json.write(session.out(), out -> Json.report(out, report, dryRun, explain));
        } else {
            session.texts().report(report, session::print);
        }
        session.err().print(session.texts().troubles(report.troubles()));
        return report.exitCode();
    }
}
