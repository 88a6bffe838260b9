package org.harvestxero.billrun;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.harvestxero.api.BillReport;
import org.harvestxero.api.BillRequest;
import org.harvestxero.config.agreement.AgreementRefusedException;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;

/** What becomes of an agreement that no bill can be made by: a task for a person when it is for real, and a line of the report. */
final class AgreementRefusals {
    private final BillingFailures failures;

    AgreementRefusals(BillingFailures failures) {
        this.failures = failures;
    }

    static Problem agreementRefused(String file, String words) {
        return Problem.of(FailureCode.AGREEMENT_REFUSED, file).with("words", words);
    }

    void unknownClient(AgreementVersion version, int found, DueFindings findings, BillRun round) {
        refuse(
                version.file(),
                Problem.of(FailureCode.AGREEMENT_CLIENT_UNKNOWN, version.file())
                        .with("client", version.client())
                        .with(
                                "words",
                                found == 0
                                        ? "which Harvest does not have"
                                        : "a name that " + found + " clients of Harvest have"),
                findings,
                round);
    }

    void files(
            List<AgreementVersion> versions,
            List<AgreementRefusedException> refusals,
            DueFindings findings,
            BillRun round) {
        Set<String> inForce = versions.stream().map(AgreementVersion::file).collect(Collectors.toSet());
        for (AgreementRefusedException refusal : refusals) {
            String words = refusal.words()
                    + (inForce.contains(refusal.file()) ? "; its last good version stays in force" : "");
            refuse(refusal.file(), agreementRefused(refusal.file(), words), findings, round);
        }
    }

    void refuse(String file, Problem problem, DueFindings findings, BillRun round) {
        if (round.request().manner() == BillRequest.Manner.FOR_REAL) {
            failures.file(file, problem);
        }
        findings.refuseFile(file, new BillReport.Refused("agreements/" + file, problem.sentence(), problem.remedy()));
    }
}
