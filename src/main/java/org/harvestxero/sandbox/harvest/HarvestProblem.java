package org.harvestxero.sandbox.harvest;

/** A request that Harvest answers with an error, complete with status, body and headers. */
final class HarvestProblem extends RuntimeException {
    private final transient Reply reply;

    private HarvestProblem(String message, Reply reply) {
        super(message, null, false, false);
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }

    static HarvestProblem badRequest(String message) {
        return new HarvestProblem(message, Reply.json(400, out -> out.text("message", message)));
    }

    static HarvestProblem invalidToken() {
        return new HarvestProblem(
                "invalid token",
                Reply.json(
                                401,
                                out -> out.text("error", "invalid_token")
                                        .text(
                                                "error_description",
                                                "The access token provided is expired, revoked, malformed or invalid"
                                                        + " for other reasons."))
                        .with(
                                "WWW-Authenticate",
                                "Bearer realm=\"Rack::OAuth2 Protected Resources\", error=\"invalid_token\""));
    }

    static HarvestProblem forbidden() {
        return new HarvestProblem(
                "not authorized",
                Reply.json(403, out -> out.text("message", "Not authorized!")).with("Hint", "Not authorized!"));
    }

    static HarvestProblem notFound() {
        return new HarvestProblem(
                "not found", Reply.json(404, out -> out.whole("status", 404).text("error", "Not Found")));
    }

    static HarvestProblem noSuchPage() {
        return new HarvestProblem("no such page", Reply.html(404, Reply.NO_SUCH_PAGE));
    }

    static HarvestProblem unprocessable(String message) {
        return new HarvestProblem(message, Reply.json(422, out -> out.text("message", message)));
    }

    static HarvestProblem oauth(int status, String error, String description) {
        return new HarvestProblem(
                error, Reply.json(status, out -> out.text("error", error).text("error_description", description)));
    }

    static HarvestProblem of(Reply reply) {
        return new HarvestProblem("status " + reply.status(), reply);
    }
}
