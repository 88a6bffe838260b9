package org.harvestxero.cli;

import org.harvestxero.api.CycleReport;

/** Prints what a cycle did: the documents as data, what stopped it as a message. */
final class CycleOutput {
    private CycleOutput() {}

    static int print(Session session, CycleReport report, boolean json, boolean dryRun, boolean explain) {
        if (json) {
            JsonOutput.write(session.out(), out -> CycleJson.report(out, report, dryRun, explain));
        } else {
            CycleText.report(report, session::print);
        }
        session.err().print(new StatusText(session.textOutput()).troubles(report.troubles()));
        return report.exitCode();
    }
}
