package org.harvestxero.runtime.route;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.log.LogComponent;
import org.apache.camel.component.log.LogEndpoint;

/** Gives what routes log, by a step {@code log:} or an endpoint {@code log:name}, a logger name of its own, which is shown. */
public final class RouteLog extends LogComponent {
    /** The prefix of all loggers of routes. */
    public static final String CATEGORY = "route";

    public static void use(CamelContext context) {
        context.getGlobalOptions().put(Exchange.LOG_EIP_NAME, CATEGORY + ".${routeId}");
        context.addComponent("log", new RouteLog());
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        Endpoint endpoint = super.createEndpoint(uri, remaining, parameters);
        if (endpoint instanceof LogEndpoint log) {
            log.setLoggerName(CATEGORY + "." + log.getLoggerName());
        }
        return endpoint;
    }
}
