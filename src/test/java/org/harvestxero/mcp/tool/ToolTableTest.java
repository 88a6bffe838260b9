package org.harvestxero.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.harvestxero.api.AgreementDesk;
import org.harvestxero.api.Balances;
import org.harvestxero.api.BillingDates;
import org.harvestxero.api.BillingDesk;
import org.harvestxero.api.BillingPeriods;
import org.harvestxero.api.BillingService;
import org.harvestxero.api.BooksDesk;
import org.harvestxero.api.Budgets;
import org.harvestxero.api.ContactDesk;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.Explanations;
import org.harvestxero.api.Invoices;
import org.harvestxero.api.MappingDesk;
import org.harvestxero.api.MendDesk;
import org.harvestxero.api.OverdueDesk;
import org.harvestxero.api.Profit;
import org.harvestxero.api.ProposalShelf;
import org.harvestxero.api.ReconciledDays;
import org.harvestxero.api.Reconciliations;
import org.harvestxero.api.Replays;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Stories;
import org.harvestxero.api.WorkSearch;
import org.harvestxero.console.user.Right;
import org.harvestxero.console.user.Role;
import org.harvestxero.mcp.proposal.ProposalDesk;
import org.harvestxero.mcp.proposal.ProposalTools;
import org.junit.jupiter.api.Test;

/** The table of {@code docs/assistants.md} says of each tool there is what its card says, and names no other. */
class ToolTableTest {
    private static final Pattern NAME = Pattern.compile("`([a-z_]+)`");

    private record Line(String effect, String role, String cost) {}

    private static <T> T none(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, values) -> {
                    throw new UnsupportedOperationException(method.getName());
                }));
    }

    private static List<Tool> tools() {
        ToolDesk desk = new ToolDesk(
                new ToolDesk.Work(
                        none(CopyService.class),
                        new BillingDesk(
                                none(Reviews.class),
                                none(Explanations.class),
                                none(Replays.class),
                                null,
                                null,
                                BillingDates.NONE,
                                Invoices.NONE,
                                Stories.NONE,
                                BillingPeriods.NONE,
                                AgreementDesk.NOBODY,
                                Balances.NONE),
                        none(BillingService.class),
                        new MendDesk(none(MappingDesk.class), null)),
                new ToolDesk.Sides(
                        new BooksDesk(
                                none(ReconciledDays.class),
                                null,
                                null,
                                null,
                                none(Profit.class),
                                none(Budgets.class),
                                null),
                        none(OverdueDesk.class),
                        none(ContactDesk.class),
                        none(Reconciliations.class)),
                WorkSearch.NONE);
        ProposalDesk proposals =
                new ProposalDesk(desk, none(ProposalShelf.class), Duration.ofHours(72), Clock.systemUTC());
        return ToolShelf.of(desk, new ProposalTools(proposals, "").all()).all();
    }

    private static Map<String, Line> table() throws IOException {
        Map<String, Line> lines = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("docs/assistants.md"))) {
            String[] cells = line.split("\\|", -1);
            if (line.startsWith("| `") && cells.length == 6) {
                NAME.matcher(cells[1])
                        .results()
                        .map(MatchResult::group)
                        .forEach(name -> assertThat(lines.put(
                                        name.replace("`", ""),
                                        new Line(cells[2].strip(), cells[3].strip(), cells[4].strip())))
                                .as(name)
                                .isNull());
            }
        }
        return lines;
    }

    private static String effect(Tool.Card card) {
        if (card.name().equals("proposals") || card.name().equals("withdraw_proposal")) {
            return "own proposals";
        }
        if (card.effect() == Tool.Effect.PROPOSES) {
            return "proposes";
        }
        boolean only = card.takes().schema().get("required") instanceof List<?> required && required.contains("fresh");
        return only ? "reads, only `fresh`" : "reads";
    }

    /** The roles that have no more than they need. */
    private static String role(Right right) {
        if (right == Right.SEE) {
            return Role.VIEWER.word();
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Arrays.stream(Role.values()).filter(role -> role.may(right)).forEach(roles::add);
        if (roles.size() > 1) {
            roles.remove(Role.ADMIN);
        }
        return Role.words(roles);
    }

    @Test
    void theTableSaysWhatTheToolsSay() throws IOException {
        Map<String, Line> table = table();
        List<Tool> tools = tools();

        assertThat(table.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        tools.stream().map(tool -> tool.card().name()).toList());
        List<String> wrong = new ArrayList<>();
        for (Tool tool : tools) {
            Tool.Card card = tool.card();
            Line line = table.get(card.name());
            boolean asksSides = card.effect() == Tool.Effect.MAY_ASK_SIDES;
            if (!line.effect().equals(effect(card))
                    || !line.role().equals(role(card.right()))
                    || line.cost().equals("0") == asksSides) {
                wrong.add(card.name() + ": " + effect(card) + ", " + role(card.right())
                        + (asksSides ? ", may cost calls" : ", 0") + "; the table says " + line);
            }
        }
        assertThat(wrong).isEmpty();
    }
}
