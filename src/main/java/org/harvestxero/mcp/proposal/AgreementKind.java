package org.harvestxero.mcp.proposal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.harvestxero.api.AgreementDesk;
import org.harvestxero.api.DecisionException;
import org.harvestxero.config.Sha256;
import org.harvestxero.console.user.Right;
import org.harvestxero.mcp.tool.Arguments;
import org.harvestxero.mcp.tool.Changed;
import org.harvestxero.mcp.tool.Shape;

/** Another text of an agreement's file. */
record AgreementKind(AgreementDesk desk) implements Kind {
    private static final String FILE = "file";
    private static final String TEXT = "text";

    @Override
    public Card card() {
        return new Card(
                "change_agreement",
                "Propose to change an agreement",
                "Proposes another text of an agreement's file, or a new file; a person sees it as a difference, line by line."
                        + " try_agreement tells what it would bill.",
                Right.MANAGE,
                Shape.object()
                        .with(FILE, Shape.wanted("Name of the file, there or not, such as acme.yaml."))
                        .with(TEXT, Shape.file("What the file would say, whole.")));
    }

    @Override
    public Plan plan(Arguments given) {
        String file = given.needed(FILE);
        String text = given.whole(TEXT);
        List<AgreementDesk.Flaw> flaws = desk.check(file, text);
        if (!flaws.isEmpty()) {
            throw new DecisionException("The text can't be used as " + file + ": "
                    + flaws.stream()
                            .limit(5)
                            .map(flaw -> "line " + flaw.line() + ": " + flaw.reason())
                            .collect(Collectors.joining("; ")));
        }
        return plan(file, text, desk.find(file));
    }

    private static Plan plan(String file, String text, Optional<AgreementDesk.Detail> now) {
        List<String> changed = Changed.lines(now.map(AgreementDesk.Detail::text).orElse(""), text);
        if (changed.isEmpty()) {
            throw new DecisionException("The text changes nothing of " + file + ".");
        }
        List<String> effect = new ArrayList<>();
        effect.add((now.isPresent() ? "Changes agreements/" : "Makes the file agreements/") + file + ":");
        effect.addAll(changed);
        effect.add("It counts for periods that are billed from then on.");
        return new Plan(
                file,
                (now.isPresent() ? "Change the agreement " : "Make the agreement ") + file,
                effect,
                sign(now) + "/" + Sha256.of(text));
    }

    private static String sign(Optional<AgreementDesk.Detail> now) {
        return now.map(AgreementDesk.Detail::sign).orElse(AgreementDesk.NONE);
    }

    @Override
    public String carryOut(Arguments given, Plan plan, By by) {
        String file = given.needed(FILE);
        String text = given.whole(TEXT);
        Optional<AgreementDesk.Detail> now = desk.find(file);
        plan.mustBe(plan(file, text, now));
        AgreementDesk.Saved saved =
                desk.save(new AgreementDesk.Change(file, text, sign(now), by.reason(given)), by.who());
        if (saved instanceof AgreementDesk.Changed) {
            throw new DecisionException(file + " was changed at this very moment.");
        }
        return file + " is saved.";
    }
}
