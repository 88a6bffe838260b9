package org.harvestxero.mcp;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.harvestxero.api.AssistantLog;
import org.harvestxero.config.Settings;
import org.harvestxero.console.AllowedHosts;
import org.harvestxero.mcp.token.Assistant;
import org.harvestxero.mcp.token.Assistants;
import org.jspecify.annotations.Nullable;

/** Lets in who shows a good token, under a name of this server, and from no foreign page. */
final class Guard {
    private static final String ASSISTANT = "assistant";
    private static final String BEARER = "Bearer ";
    private static final int UNAUTHORISED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_AUTHORISED = -32001;
    /** Refusals of strangers that are noted in a minute: nobody is to fill the audit. */
    private static final int MOST_NOTED = 20;

    private final AllowedHosts hosts;
    private final Assistants assistants;
    private final CallDesk calls;
    private final SlidingMinute strangers;

    Guard(Settings settings, Assistants assistants, CallDesk calls, LongSupplier nanos) {
        this.hosts = AllowedHosts.of(settings);
        this.assistants = assistants;
        this.calls = calls;
        this.strangers = new SlidingMinute(nanos);
    }

    /** Who was let in. */
    static Assistant assistant(RoutingContext request) {
        return Objects.requireNonNull(request.get(ASSISTANT));
    }

    /** @param later does work that waits for the database */
    void check(RoutingContext request, Consumer<Runnable> later) {
        String host = request.request().getHeader("Host");
        String origin = request.request().getHeader("Origin");
        if (!hosts.isKnown(host)) {
            refuse(
                    request,
                    FORBIDDEN,
                    "Assistants are not let in under this name. Whoever runs harvest-xero puts the address they use into console.address.",
                    AssistantLog.UNKNOWN,
                    later);
        } else if (origin != null && !hosts.isOwn(Objects.requireNonNull(host), origin, null)) {
            refuse(
                    request,
                    FORBIDDEN,
                    "Refused: this was asked from a page of another site (Origin). An assistant asks without one.",
                    AssistantLog.UNKNOWN,
                    later);
        } else {
            enter(request, later);
        }
    }

    private void enter(RoutingContext request, Consumer<Runnable> later) {
        String given = request.request().getHeader("Authorization");
        String token = given != null && given.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? given.substring(BEARER.length()).strip()
                : null;
        Assistants.Entry entry = assistants.enter(token);
        if (entry instanceof Assistants.Let let) {
            request.put(ASSISTANT, let.assistant());
            request.next();
        } else if (entry instanceof Assistants.Refused refused) {
            request.response()
                    .putHeader(
                            "WWW-Authenticate",
                            "Bearer resource_metadata=\"" + address(request)
                                    + "/.well-known/oauth-protected-resource" + AssistantDoor.PATH + "\""
                                    + (token == null ? "" : ", error=\"invalid_token\""));
            refuse(request, UNAUTHORISED, refused.words(), name(refused.name()), later);
        }
    }

    private static String name(@Nullable String known) {
        return known == null ? AssistantLog.UNKNOWN : known;
    }

    private void refuse(RoutingContext request, int status, String words, String who, Consumer<Runnable> later) {
        String what = request.request().method().name().toLowerCase(Locale.ROOT);
        if (strangers.take(MOST_NOTED).isEmpty()) {
            later.accept(() -> calls.note(who, what, "{}", words));
        }
        Refusal.end(request, status, NOT_AUTHORISED, words, null);
    }

    private String address(RoutingContext request) {
        return hosts.origin(request.request().getHeader("Host"));
    }

    /** What this server is, for clients that look for who gives tokens: nobody but whoever runs it. */
    void metadata(RoutingContext request) {
        if (!hosts.isKnown(request.request().getHeader("Host"))) {
            request.response().setStatusCode(FORBIDDEN).end();
            return;
        }
        request.response()
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject()
                        .put("resource", address(request) + AssistantDoor.PATH)
                        .put("resource_name", "harvest-xero")
                        .put("bearer_methods_supported", new JsonArray().add("header"))
                        .encode());
    }
}
