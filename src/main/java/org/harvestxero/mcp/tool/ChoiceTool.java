package org.harvestxero.mcp.tool;

import java.util.List;
import java.util.Map;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.MappingDesk;
import org.harvestxero.console.user.Right;

/** Tells what can be decided otherwise about a failed copy. */
final class ChoiceTool {
    private ChoiceTool() {}

    /** @param copies,mappings asked at each call */
    static Tool of(CopyService copies, MappingDesk mappings) {
        return new Made(
                new Tool.Card(
                        "mapping_choices",
                        "What a mapping could say instead",
                        "Tells what rules of mappings.yaml could decide otherwise about a failed copy, out of Xero's own lists as read last; nothing"
                                + " where no rule helps. Asks neither side.",
                        Right.SEE,
                        Tool.Effect.READS,
                        Shape.object().with("id", Shape.wanted("The failed copy, such as F7.")),
                        Shape.object()
                                .with("fixes", Shape.list("What can be decided otherwise.", fix()))
                                .maybe(
                                        "more",
                                        Shape.flag("Whether values were left out because the token allows no more."))),
                (given, caller) -> {
                    long id =
                            FailedTools.find(copies, given.needed("id")).copy().id();
                    Bounded bounded = new Bounded(caller.rows());
                    List<Map<String, Object>> fixes = mappings.fixes(id).stream()
                            .map(fix -> fix(fix, bounded, caller))
                            .toList();
                    Told told = new Told(caller.zone()).list("fixes", fixes, each -> each);
                    if (bounded.leftOut()) {
                        told.flag("more", true);
                    }
                    return new Tool.Reply(told.fields(), bounded.taken());
                });
    }

    private static Shape fix() {
        return Shape.object()
                .with("fix", Shape.count("Its number."))
                .with("key", Shape.words("As rules name it, such as account."))
                .maybe("what", Shape.quoted("In words."))
                .maybe(
                        "now",
                        Shape.part(
                                "What decides at present.",
                                Shape.object()
                                        .maybe("value", Shape.quoted("The value."))
                                        .maybe("by", Shape.quoted("What says so."))
                                        .with("changeable", Shape.flag("Whether it can get another value there."))))
                .with(
                        "conditions",
                        Shape.list(
                                "What a new rule may ask, the narrowest first.",
                                Shape.object()
                                        .with("key", Shape.words("Such as client."))
                                        .maybe("value", Shape.quoted("What it would ask for."))
                                        .with("usual", Shape.flag("Whether a new rule had better ask for it."))))
                .with(
                        "offers",
                        Shape.list(
                                "What Xero has to choose from, the likeliest first.",
                                Shape.object()
                                        .with("value", Shape.words("What is chosen by."))
                                        .maybe("name", Shape.quoted("As people know it."))
                                        .maybe("group", Shape.quoted("Such as Revenue."))));
    }

    private static Map<String, Object> fix(MappingDesk.Fix fix, Bounded bounded, Caller caller) {
        MappingDesk.Now now = fix.now();
        return new Told(caller.zone())
                .count("fix", fix.number())
                .words("key", fix.key())
                .quoted("what", fix.what())
                .part(
                        "now",
                        now == null
                                ? null
                                : new Told(caller.zone())
                                        .quoted("value", now.value())
                                        .quoted("by", now.by())
                                        .flag("changeable", now.changeable())
                                        .fields())
                .list(
                        "conditions",
                        fix.conditions(),
                        each -> new Told(caller.zone())
                                .words("key", each.key())
                                .quoted("value", each.value())
                                .flag("usual", each.usual())
                                .fields())
                .list(
                        "offers",
                        bounded.take(fix.offers().offers()),
                        each -> new Told(caller.zone())
                                .name("value", each.value())
                                .quoted("name", each.name())
                                .quoted("group", each.group())
                                .fields())
                .fields();
    }
}
