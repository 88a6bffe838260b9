package org.harvestxero.mcp;

import io.modelcontextprotocol.spec.McpSchema;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.harvestxero.api.AssistantLog;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.SideException;
import org.harvestxero.config.SettingsException;
import org.harvestxero.console.user.Right;
import org.harvestxero.console.user.Role;
import org.harvestxero.mcp.token.Assistant;
import org.harvestxero.mcp.tool.Arguments;
import org.harvestxero.mcp.tool.Tool;
import org.harvestxero.mcp.tool.ToolShelf;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what assistants ask for: within their limits and rights, each call noted. Safe for several threads. */
final class CallDesk {
    private static final Logger LOG = LoggerFactory.getLogger(CallDesk.class);

    private final ToolShelf tools;
    private final Schemas schemas;
    private final AssistantLog log;
    private final ZoneId zone;
    private final LongSupplier nanos;
    private final Map<String, Allowance> allowances = new ConcurrentHashMap<>();

    /** @param nanos a monotonic clock */
    CallDesk(ToolShelf tools, Schemas schemas, AssistantLog log, ZoneId zone, LongSupplier nanos) {
        this.tools = tools;
        this.schemas = schemas;
        this.log = log;
        this.zone = zone;
        this.nanos = nanos;
    }

    /**
     * What came of a call.
     *
     * @param fields null where it was not answered
     * @param words why it was not; empty where it was
     */
    record Answered(@Nullable Map<String, Object> fields, String words) {
        static Answered refused(String words) {
            return new Answered(null, words);
        }
    }

    /**
     * Carries a call out and notes it.
     *
     * @param arguments as they came, by name
     * @param gone whether whoever asked is gone by now
     */
    Answered call(Assistant assistant, Tool tool, Map<String, Object> arguments, BooleanSupplier gone) {
        long began = nanos.getAsLong();
        CountedCaller caller = new CountedCaller(assistant, allowance(assistant), zone);
        Tool.@Nullable Reply reply = null;
        AssistantLog.Outcome outcome = AssistantLog.Outcome.REFUSED;
        String words = "";
        try {
            reply = answer(assistant, tool, arguments, caller);
            outcome = gone.getAsBoolean() ? AssistantLog.Outcome.GONE : AssistantLog.Outcome.ANSWERED;
        } catch (DecisionException | SettingsException e) {
            words = String.valueOf(e.getMessage());
        } catch (SideException e) {
            outcome = AssistantLog.Outcome.FAILED;
            words = e.getMessage() + " What is known here can be asked for without fresh.";
        } catch (RuntimeException e) {
            outcome = AssistantLog.Outcome.FAILED;
            words = unexpected(tool.card().name(), e);
        }
        AssistantLog.Cost cost = new AssistantLog.Cost(
                reply == null ? 0 : reply.rows(),
                caller.sideCalls(),
                TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - began));
        log.note(new AssistantLog.Call(
                assistant.name(), tool.card().name(), schemas.text(arguments), outcome, words, cost));
        return new Answered(reply == null ? null : reply.fields(), words);
    }

    private Tool.Reply answer(Assistant assistant, Tool tool, Map<String, Object> arguments, CountedCaller caller) {
        allowance(assistant).take(assistant.bounds());
        Right right = tool.card().right();
        if (!assistant.may(right)) {
            throw new DecisionException(
                    "The role of this token (" + assistant.roleWords() + ") may not do this: it takes "
                            + Role.wordsWith(right) + ". Whoever runs harvest-xero gives tokens their roles.");
        }
        schemas.complaint(tool.card(), arguments).ifPresent(complaint -> {
            throw new DecisionException(complaint);
        });
        return tool.call(new Arguments(arguments), caller);
    }

    /** What went wrong is for the log alone: it may hold anything. */
    private static String unexpected(String tool, RuntimeException failure) {
        String reference = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("An assistant's call of {} failed, reference {}", tool, reference, failure);
        return "Something went wrong here, and nothing was changed. Tell whoever runs harvest-xero the reference "
                + reference + ", which its log has.";
    }

    /** Words for a request that calls what is no tool, which is noted; empty for any other request. */
    Optional<String> unknownTool(McpSchema.JSONRPCRequest asked, Assistant assistant) {
        if (!asked.method().equals(McpSchema.METHOD_TOOLS_CALL)) {
            return Optional.empty();
        }
        Map<?, ?> params = asked.params() instanceof Map<?, ?> map ? map : Map.of();
        String name = String.valueOf(params.get("name"));
        return tools.find(name).isPresent()
                ? Optional.empty()
                : Optional.of(unknown(assistant, name, params.get("arguments")));
    }

    private String unknown(Assistant assistant, String name, @Nullable Object arguments) {
        String words;
        try {
            allowance(assistant).take(assistant.bounds());
            words = "There is no tool of that name. The tools are: " + tools.names() + ".";
        } catch (DecisionException e) {
            words = String.valueOf(e.getMessage());
        }
        note(assistant.name(), name, arguments == null ? "{}" : schemas.text(arguments), words);
        return words;
    }

    /** Notes that something was refused before it came to a tool. */
    void note(String assistant, String what, String arguments, String words) {
        log.note(new AssistantLog.Call(
                assistant, what, arguments, AssistantLog.Outcome.REFUSED, words, AssistantLog.Cost.NONE));
    }

    private Allowance allowance(Assistant assistant) {
        return allowances.computeIfAbsent(assistant.name(), name -> new Allowance(nanos));
    }
}
