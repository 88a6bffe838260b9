package org.harvestxero.sandbox.harvest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.harvestxero.sandbox.harvest.HarvestSandboxOptions.Limits;
import org.harvestxero.sandbox.harvest.Router.Match;
import org.jspecify.annotations.Nullable;

/** The whole of Harvest behind one address: API, identity, pages for people and the sandbox's own back door. */
final class HarvestSite {
    private final HarvestAccount account;
    private final Tokens tokens = new Tokens();
    private final Identity identity;
    private final FaultPlan faults = new FaultPlan();
    private final RequestLog log = new RequestLog();
    private final Router router = new Router();
    private final BackDoor backDoor;
    private final WebPages pages;
    private final Throttle general;
    private final Throttle reports;

    HarvestSite(HarvestSandboxOptions options, String webUrl) {
        this.account = new HarvestAccount(options, webUrl);
        this.tokens.addPersonal(options.access().token(), account.owner());
        this.identity = new Identity(account, options.access(), tokens);
        Limits limits = options.limits();
        this.general = new Throttle(limits.general(), limits.window(), options.ticker());
        this.reports = new Throttle(limits.reports(), limits.reportWindow(), options.ticker());
        HarvestApi.register(router, account, new Lists(account));
        this.backDoor = new BackDoor(account, tokens, faults, log);
        this.pages = new WebPages(account, tokens);
    }

    HarvestAccount account() {
        return account;
    }

    BackDoor backDoor() {
        return backDoor;
    }

    Outcome answer(IncomingRequest request) {
        String path = request.path();
        try {
            if (path.equals("/sandbox") || path.startsWith("/sandbox/")) {
                return Outcome.of(throughBackDoor(request, path.substring("/sandbox".length())));
            }
            if (path.startsWith("/v2/")) {
                return disturbed(request, path.substring("/v2".length()), true);
            }
            if (path.equals("/oauth2/authorize")
                    || path.equals("/api/v2/oauth2/token")
                    || path.equals("/api/v2/accounts")) {
                return disturbed(request, path, false);
            }
            if (path.startsWith("/api/v2/")) {
                return disturbed(request, path.substring("/api/v2".length()), true);
            }
            return Outcome.of(pages.show(request));
        } catch (HarvestProblem problem) {
            return Outcome.of(problem.reply());
        }
    }

    /** What a person does in Harvest itself: no token, limit, fault or counter. */
    Reply asPerson(String method, String path, @Nullable JsonNode body) {
        account.changed();
        int question = path.indexOf('?');
        String plain = question < 0 ? path : path.substring(0, question);
        Query query = Query.parse(question < 0 ? null : path.substring(question + 1));
        Viewer person = new Viewer(account.owner(), true, account.now(), account);
        Fields fields = body instanceof ObjectNode object ? new Fields(object) : Fields.none();
        try {
            return run(router.find(method, plain), new Call(method, plain, List.of(), query, fields, null, person, 0));
        } catch (HarvestProblem problem) {
            return problem.reply();
        }
    }

    private Reply throughBackDoor(IncomingRequest request, String path) {
        account.changed();
        if (!path.startsWith("/v2/")) {
            return backDoor.answer(request, path, body(request));
        }
        String plain = path.substring("/v2".length());
        Viewer person = new Viewer(account.owner(), true, account.now(), account);
        return run(
                router.find(request.method(), plain),
                new Call(
                        request.method(),
                        plain,
                        List.of(),
                        Query.parse(request.query()),
                        body(request),
                        request.upload(),
                        person,
                        0));
    }

    private Outcome disturbed(IncomingRequest request, String path, boolean api) {
        Match match = api ? router.find(request.method(), path) : null;
        String template = match == null ? path : match.route().template();
        List<Fault> met = faults.meet(request.method(), path, template);
        Outcome outcome = disturbed(request, path, api, match, met);
        Reply reply = outcome.reply();
        String query = Query.parse(request.query()).without("access_token").toString();
        log.add(new LoggedRequest(
                account.now(),
                request.method(),
                query.isEmpty() ? path : path + "?" + query,
                template,
                reply == null ? 0 : reply.status(),
                api ? RequestLog.shortened(request.text()) : ""));
        return outcome;
    }

    private Outcome disturbed(
            IncomingRequest request, String path, boolean api, @Nullable Match match, List<Fault> met) {
        Duration delay = Duration.ZERO;
        boolean lost = false;
        for (Fault fault : met) {
            if (fault.kind() == Fault.Kind.DROP_REQUEST) {
                return Outcome.broken();
            }
            lost |= fault.kind() == Fault.Kind.LOSE_REPLY;
            delay = fault.kind() == Fault.Kind.SLOW ? delay.plus(fault.duration()) : delay;
            Reply instead = Disturbance.instead(fault);
            if (instead != null) {
                return new Outcome(instead, delay);
            }
        }
        Reply reply = settled(request, path, api, match, Disturbance.shift(met));
        for (Fault fault : met) {
            reply = Disturbance.afterwards(fault, reply);
        }
        return lost ? Outcome.broken() : new Outcome(reply, delay);
    }

    private Reply settled(IncomingRequest request, String path, boolean api, @Nullable Match match, int shift) {
        try {
            return api ? api(request, path, match, shift) : identity(request, path);
        } catch (HarvestProblem problem) {
            return problem.reply();
        }
    }

    private Reply identity(IncomingRequest request, String path) {
        Query query = Query.parse(request.query());
        if (path.endsWith("/authorize")) {
            return identity.authorize(query);
        }
        if (path.endsWith("/accounts")) {
            requireUserAgent(request);
            return identity.accounts(holder(request, query));
        }
        return identity.token(body(request));
    }

    private Reply api(IncomingRequest request, String path, @Nullable Match match, int shift) {
        requireUserAgent(request);
        Query query = Query.parse(request.query());
        User user = holder(request, query);
        if (user == null) {
            throw HarvestProblem.invalidToken();
        }
        String asked = request.header("harvest-account-id");
        if (!Long.toString(account.accountId()).equals(asked == null ? query.text("account_id") : asked)) {
            throw HarvestProblem.notFound();
        }
        throttle(path.startsWith("/reports/") ? reports : general);
        Viewer viewer = new Viewer(user, false, account.now(), account);
        if (!request.method().equals("GET")) {
            account.changed();
        }
        return run(
                match,
                new Call(request.method(), path, List.of(), query, body(request), request.upload(), viewer, shift));
    }

    private static void requireUserAgent(IncomingRequest request) {
        String agent = request.header("user-agent");
        if (agent == null || agent.isBlank()) {
            throw HarvestProblem.badRequest("User-Agent header is missing");
        }
    }

    private @Nullable User holder(IncomingRequest request, Query query) {
        String header = request.header("authorization");
        String token = header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? header.substring(7).trim()
                : query.text("access_token");
        return token == null ? null : tokens.holder(token, account.now());
    }

    private void throttle(Throttle throttle) {
        long wait = throttle.secondsToWait();
        if (wait > 0) {
            Reply refused = Disturbance.tooMany();
            throw HarvestProblem.of(
                    account.is(HarvestSwitch.RETRY_AFTER) ? refused.with("Retry-After", Long.toString(wait)) : refused);
        }
    }

    private static Reply run(@Nullable Match match, Call call) {
        if (match == null) {
            throw HarvestProblem.noSuchPage();
        }
        if (!match.route().area().isOpenTo(call.viewer())) {
            throw HarvestProblem.forbidden();
        }
        return match.route().work().apply(call.withIds(match.ids()));
    }

    private static Fields body(IncomingRequest request) {
        Map<String, String> form = request.form();
        if (form != null) {
            ObjectNode fields = Json.MAPPER.createObjectNode();
            form.forEach(fields::put);
            return new Fields(fields);
        }
        if (request.body().length == 0) {
            return Fields.none();
        }
        try {
            return Json.MAPPER.readTree(request.body()) instanceof ObjectNode object
                    ? new Fields(object)
                    : Fields.none();
        } catch (JsonProcessingException e) {
            throw HarvestProblem.badRequest("The body is not JSON");
        } catch (IOException e) {
            throw HarvestProblem.badRequest("The body can't be read");
        }
    }
}
