package org.harvestxero.sandbox.xero;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes every request through what stands before the books: token, tenant, scope, limits, keys and faults. */
final class Gateway {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final String API = "/api.xro/2.0";
    private static final int LARGEST_BODY = 3_500_000;
    private static final int LARGEST_FILE = 10_000_000;

    private final Vertx vertx;
    private final XeroSandboxOptions options;
    private final List<Tenant> tenants;
    private final Identity identity;
    private final RateLimits limits;
    private final IdempotencyKeys keys;
    private final Faults faults;
    private final RequestLog log;
    private final BackDoor backDoor;
    private final Pages pages;

    Gateway(
            Vertx vertx,
            XeroSandboxOptions options,
            List<Tenant> tenants,
            Identity identity,
            RateLimits limits,
            Faults faults,
            RequestLog log,
            BackDoor backDoor) {
        this.vertx = vertx;
        this.options = options;
        this.tenants = tenants;
        this.identity = identity;
        this.limits = limits;
        this.keys = new IdempotencyKeys(options.clock);
        this.faults = faults;
        this.log = log;
        this.backDoor = backDoor;
        this.pages = new Pages(tenants);
    }

    /** What happens to one request on its way; filled in as it goes. */
    private static final class Passage {
        private @Nullable XeroFault fault;
        private @Nullable Tenant tenant;
        private boolean replayed;
        private boolean silent;
        private long delayMillis;

        boolean struckBy(XeroFault.Kind kind) {
            return fault != null && fault.kind() == kind;
        }
    }

    void handle(HttpServerRequest request) {
        boolean counted = request.path() != null && isApi(request.path());
        UUID tenant = counted ? tenantOf(request) : Json.ZERO_ID;
        if (counted) {
            limits.enter(tenant);
            request.response().endHandler(ended -> limits.leave(tenant));
            request.response().exceptionHandler(failure -> LOG.debug("Client went away", failure));
        }
        request.body().onComplete(body -> {
            if (body.succeeded()) {
                answer(request, body.result());
            }
        });
    }

    private static boolean isApi(String path) {
        return path.startsWith(API + "/") || path.startsWith(Payroll.PATH);
    }

    private static Router.@Nullable Match match(Call call, Tenant tenant, boolean payroll) {
        List<String> segments = call.segments();
        return payroll
                ? tenant.payroll().router().find(call.method(), segments)
                : tenant.router().find(call.method(), segments.subList(2, segments.size()));
    }

    private UUID tenantOf(HttpServerRequest request) {
        String header = request.getHeader("xero-tenant-id");
        UUID id = header == null ? null : Fields.idOrNull(header.trim());
        return id == null ? tenants.get(0).id() : id;
    }

    private void answer(HttpServerRequest request, Buffer body) {
        String query = request.query() == null ? "" : request.query();
        Call call = new Call(
                request.method().name(), request.path(), query, request.params(), request.headers(), body.getBytes());
        Passage passage = new Passage();
        Answer answer;
        try {
            answer = dispatch(call, passage);
        } catch (Refusal refusal) {
            answer = refusal.answer();
        } catch (RuntimeException e) {
            LOG.error("The sandbox failed on {} {}", call.method(), call.path(), e);
            answer = Answer.internalError();
        }
        Answer finished = rendered(call, answer);
        record(call, passage, finished);
        long delay = passage.delayMillis;
        if (delay > 0) {
            vertx.setTimer(delay, timer -> send(request, passage, finished));
        } else {
            send(request, passage, finished);
        }
    }

    private Answer dispatch(Call call, Passage passage) {
        String path = call.path();
        if (isApi(path)) {
            return api(call, passage);
        }
        if (path.startsWith("/sandbox/")) {
            passage.silent = true;
            return backDoor.handle(call);
        }
        passage.fault = faults.strike(call.method(), path, call.query(), call.body());
        return faulty(call, passage, () -> identity(call));
    }

    private Answer identity(Call call) {
        List<String> segments = call.segments();
        if (call.method().equals("GET") && pages.answers(call)) {
            return pages.handle(call);
        }
        if (!segments.isEmpty() && segments.get(0).equalsIgnoreCase("connections")) {
            return connections(call, segments);
        }
        return switch (call.method() + " /" + String.join("/", segments)) {
            case "GET /identity/connect/authorize" ->
                counted("GET /identity/connect/authorize", identity.authorize(call));
            case "POST /connect/token" -> counted("POST /connect/token", identity.token(call));
            case "POST /connect/revocation" -> counted("POST /connect/revocation", identity.revoke(call));
            case "GET /.well-known/openid-configuration" ->
                counted(
                        "GET /.well-known/openid-configuration",
                        identity.configuration("http://" + call.header("Host")));
            case "GET /.well-known/openid-configuration/jwks" ->
                counted("GET /.well-known/openid-configuration/jwks", identity.keys());
            default -> throw Refusal.notFound();
        };
    }

    /** Written in any case: clients differ. */
    private Answer connections(Call call, List<String> segments) {
        if (call.method().equals("GET") && segments.size() == 1) {
            return counted("GET /connections", identity.connections(call));
        }
        if (call.method().equals("DELETE") && segments.size() == 2) {
            return counted("DELETE /connections/{id}", identity.disconnect(call, segments.get(1)));
        }
        throw Refusal.notFound();
    }

    private Answer counted(String name, Answer answer) {
        log.count(name);
        return answer;
    }

    private Answer api(Call call, Passage passage) {
        if (!options.answerTime.isZero()) {
            passage.delayMillis = options.answerTime.toMillis();
        }
        passage.fault = faults.strike(call.method(), call.path(), call.query(), call.body());
        if (passage.struckBy(XeroFault.Kind.EXPIRED_TOKEN)) {
            identity.expire(call);
        }
        Identity.AccessToken token = identity.authenticate(call);
        Tenant tenant = identity.tenant(call, token);
        passage.tenant = tenant;
        if (passage.struckBy(XeroFault.Kind.DISCONNECTED)) {
            return Identity.forbidden();
        }
        boolean payroll = call.path().startsWith(Payroll.PATH);
        Router.Match match = match(call, tenant, payroll);
        log.count(
                match == null
                        ? call.method() + " (unknown)"
                        : call.method() + " " + match.route().template());
        if (match != null && !match.route().allowedBy(token.scopes())) {
            return Identity.insufficientScope();
        }
        Answer refusal = payroll ? tenant.payroll().refusal() : null;
        if (refusal != null) {
            return refusal;
        }
        RateLimits.Problem problem = limits.admit(tenant.id());
        if (problem != null) {
            return limits.refuse(problem, tenant.id());
        }
        if (match == null) {
            throw Refusal.notFound();
        }
        boolean file = match.route().template().contains("/Attachments/");
        if (call.body().length > (file ? LARGEST_FILE : LARGEST_BODY)) {
            return Answer.text(413, "Request Entity Too Large");
        }
        return keyed(call, passage, match);
    }

    private Answer keyed(Call call, Passage passage, Router.Match match) {
        String key = IdempotencyKeys.keyOf(call);
        if (key == null) {
            return faulty(call, passage, () -> match.route().handler().handle(call, match.values()));
        }
        if (key.length() > IdempotencyKeys.LONGEST) {
            throw Refusal.invalid("Idempotency-Key must not exceed 128 characters.");
        }
        Answer known = keys.recall(key, call);
        if (known != null) {
            passage.replayed = true;
            return faulty(call, passage, () -> known);
        }
        return faulty(call, passage, () -> {
            Answer fresh = rendered(call, carriedOut(call, match));
            boolean ownError = passage.struckBy(XeroFault.Kind.ERROR_AFTER)
                    && passage.fault != null
                    && passage.fault.status() == 500;
            keys.remember(key, call, ownError ? Answer.internalError() : fresh);
            return fresh;
        });
    }

    private static Answer carriedOut(Call call, Router.Match match) {
        try {
            return match.route().handler().handle(call, match.values());
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    /** Carries a request out with whatever fault struck it. */
    private Answer faulty(Call call, Passage passage, Supplier<Answer> work) {
        XeroFault fault = passage.fault;
        if (fault == null) {
            return work.get();
        }
        switch (fault.kind()) {
            case DROP_REQUEST:
                return closed();
            case LOSE_REPLY:
                carryOut(work);
                return closed();
            case MINUTE_LIMIT:
                return RateLimits.pretend(RateLimits.Problem.MINUTE, fault.retryAfter());
            case DAY_LIMIT:
                return RateLimits.pretend(RateLimits.Problem.DAY, fault.retryAfter());
            case CONCURRENT_LIMIT:
                return RateLimits.pretend(RateLimits.Problem.CONCURRENT, fault.retryAfter());
            case APP_MINUTE_LIMIT:
                return RateLimits.pretend(RateLimits.Problem.APP_MINUTE, fault.retryAfter());
            case ERROR_BEFORE:
                return errorBefore(call, passage, fault);
            case ERROR_AFTER:
                carryOut(work);
                return serverError(fault);
            case OFFLINE_HTML:
                return Answer.text(503, "<html><body><h1>Service Unavailable</h1></body></html>");
            case REFUSED:
                throw Refusal.invalid("The request is refused.");
            case BROKEN_JSON:
                return brokenJson(rendered(call, carryOut(work)));
            case HTML:
                carryOut(work);
                return Answer.text(200, "<html><body><h1>Service temporarily unavailable</h1></body></html>");
            case EMPTY:
                carryOut(work);
                return Answer.bytes(200, "application/json; charset=utf-8", new byte[0]);
            case SLOW:
                passage.delayMillis += fault.delayMillis();
                return work.get();
            case SHIFTING_PAGES:
                shift(call, passage);
                return work.get();
            default:
                return work.get();
        }
    }

    private static Answer carryOut(Supplier<Answer> work) {
        try {
            return work.get();
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    private Answer errorBefore(Call call, Passage passage, XeroFault fault) {
        Answer error = serverError(fault);
        String key = IdempotencyKeys.keyOf(call);
        if (key != null && fault.status() == 500 && !passage.replayed) {
            keys.remember(key, call, error);
        }
        return error;
    }

    private static Answer serverError(XeroFault fault) {
        Answer error = serverError(fault.status());
        return fault.retryAfter() == null ? error : error.with("Retry-After", String.valueOf(fault.retryAfter()));
    }

    private static Answer serverError(int status) {
        return switch (status) {
            case 500 -> Answer.internalError();
            case 503 -> Answer.text(503, "The Organisation is offline");
            case 502 -> Answer.text(502, "Bad Gateway");
            case 504 -> Answer.text(504, "Gateway Timeout");
            default -> Answer.text(status, "");
        };
    }

    private static Answer brokenJson(Answer whole) {
        byte[] half = Arrays.copyOf(whole.bytes(), whole.bytes().length / 2);
        return new Answer(whole.status(), whole.headers(), null, half);
    }

    private void shift(Call call, Passage passage) {
        List<String> segments = call.segments();
        if (passage.tenant != null && call.method().equals("GET") && segments.size() == 3) {
            backDoor.touchFirst(passage.tenant.books(), segments.get(2));
        }
    }

    private static Answer closed() {
        return Answer.empty(0);
    }

    /** The answer in bytes, JSON for those who accept it and XML for all others. */
    private static Answer rendered(Call call, Answer answer) {
        if (answer.tree() == null) {
            return answer;
        }
        boolean json = call.accepts("application/json") || call.accepts("text/json");
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.put("Content-Type", json ? "application/json; charset=utf-8" : "text/xml; charset=utf-8");
        byte[] bytes = json ? Json.write(answer.tree()) : Xml.write(answer.tree());
        return new Answer(answer.status(), headers, null, bytes);
    }

    private void record(Call call, Passage passage, Answer answer) {
        if (passage.silent || call.path().equals("/favicon.ico")) {
            return;
        }
        boolean keep = options.keepBodies && !call.path().startsWith("/connect/");
        log.add(new LoggedRequest(
                options.clock.instant(),
                call.method(),
                call.path(),
                call.query(),
                call.header("Idempotency-Key"),
                keep ? new String(call.body(), StandardCharsets.UTF_8) : "",
                answer.status(),
                passage.replayed));
    }

    private void send(HttpServerRequest request, Passage passage, Answer answer) {
        HttpServerResponse response = request.response();
        if (answer.status() == 0) {
            request.connection().close();
            return;
        }
        if (response.closed()) {
            return;
        }
        response.setStatusCode(answer.status());
        response.putHeader("Date", XeroDates.httpDate(options.clock.instant()));
        answer.headers().forEach(response::putHeader);
        if (passage.tenant != null) {
            limits.headers(passage.tenant.id()).forEach(response::putHeader);
        }
        if (isApi(request.path())) {
            response.putHeader("Xero-Correlation-Id", UUID.randomUUID().toString());
        }
        response.end(Buffer.buffer(answer.bytes()));
    }
}
