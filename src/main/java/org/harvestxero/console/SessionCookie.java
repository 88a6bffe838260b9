package org.harvestxero.console;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.harvestxero.console.session.Session;
import org.harvestxero.console.session.Sessions;
import org.harvestxero.console.user.User;

/** The cookie that holds a session's id, and the session it leads to. */
final class SessionCookie {
    private static final String NAME = "hx-session";
    private static final String SECURE_NAME = "__Secure-hx-session";

    private final Sessions sessions;
    private final AllowedHosts hosts;
    private final boolean secure;

    /** @param hosts say under which address somebody comes, and whether the cookie may travel by https alone */
    SessionCookie(Sessions sessions, AllowedHosts hosts) {
        this.sessions = sessions;
        this.hosts = hosts;
        this.secure = hosts.isSecure();
    }

    /** @param byPerson false for what a page asks by itself, which keeps no session alive */
    Optional<Session> session(RoutingContext request, boolean byPerson) {
        return Optional.ofNullable(request.request().getCookie(name()))
                .flatMap(cookie -> sessions.find(cookie.getValue(), byPerson));
    }

    /** Begins a session under a new id; whatever session there was before is over. */
    Session begin(RoutingContext request, User user) {
        session(request, false).ifPresent(sessions::close);
        Session session = sessions.open(
                user.name(), user.hash(), hosts.origin(request.request().getHeader("Host")));
        request.response().addCookie(cookie(session.id()));
        return session;
    }

    void end(RoutingContext request, Session session) {
        sessions.close(session);
        request.response().addCookie(cookie("").setMaxAge(0));
    }

    private Cookie cookie(String value) {
        return Cookie.cookie(name(), value)
                .setPath(Console.PATH)
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(secure);
    }

    private String name() {
        return secure ? SECURE_NAME : NAME;
    }
}
