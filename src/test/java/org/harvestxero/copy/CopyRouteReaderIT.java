package org.harvestxero.copy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.harvestxero.copy.outbox.Work;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CopyRouteReaderIT {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final CopyRouteReader order = new CopyRouteReader(() -> context);

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void bothOrdersAreThoseOfTheRoutesThatRun() throws Exception {
        load("""
                - route:
                    id: stages-in-order
                    from:
                      uri: direct:stages-in-order
                      steps:
                        - multicast:
                            steps:
                              - to: {id: one, uri: direct:send-documents}
                              - to: {id: two, uri: direct:mine}
                              - to: {id: three, uri: direct:send-documents}
                - route:
                    id: send-round
                    from:
                      uri: direct:send-round
                      steps:
                        - split:
                            id: each-kind-of-work
                            expression:
                              constant:
                                expression: >-
                                  payment create,
                                  invoice create
                            steps:
                              - log: {id: kind, message: "${body}"}
                """);

        assertThat(order.stages()).containsExactly("send-documents", "mine", "send-documents");
        assertThat(order.kindsOfWork()).containsExactly("payment create", "invoice create");
    }

    @Test
    void withoutAnOrderInTheRoutesAllKindsAreSentAsShipped() {
        assertThat(order.kindsOfWork()).isEqualTo(Work.ALL).hasSize(23);
    }

    private void load(String routes) throws Exception {
        PluginHelper.getRoutesLoader(context.getCamelContextExtension())
                .loadRoutes(ResourceHelper.fromBytes("file:order.camel.yaml", routes.getBytes(UTF_8)));
    }
}
