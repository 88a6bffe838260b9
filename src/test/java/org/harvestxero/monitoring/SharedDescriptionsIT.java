package org.harvestxero.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class SharedDescriptionsIT {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    @Test
    void saysOfEachWhatCamelWouldSay() throws Exception {
        try (DefaultCamelContext usual = context("usual");
                DefaultCamelContext shared = context("shared")) {
            shared.getCamelContextExtension().setManagementMBeanAssembler(new SharedDescriptions(shared));
            usual.start();
            shared.start();

            Map<String, List<String>> expected = descriptions("usual");
            assertThat(descriptions("shared").keySet()).hasSizeGreaterThan(10).isEqualTo(expected.keySet());
            descriptions("shared")
                    .forEach((name, features) -> assertThat(features).as(name).isEqualTo(expected.get(name)));
        }
    }

    @Test
    void eachStillSpeaksForItself() throws Exception {
        try (DefaultCamelContext shared = context("shared")) {
            shared.getCamelContextExtension().setManagementMBeanAssembler(new SharedDescriptions(shared));
            shared.start();
            shared.createProducerTemplate().sendBody("direct:first", "");

            assertThat(route("first", "RouteId")).isEqualTo("first");
            assertThat(route("first", "ExchangesTotal")).isEqualTo(1L);
            assertThat(route("second", "RouteId")).isEqualTo("second");
            assertThat(route("second", "ExchangesTotal")).isEqualTo(0L);
            server.invoke(name("second"), "stop", null, null);
            assertThat(route("second", "State")).isEqualTo("Stopped");
            assertThat(route("first", "State")).isEqualTo("Started");
        }
    }

    private Object route(String id, String attribute) throws Exception {
        return server.getAttribute(name(id), attribute);
    }

    private static ObjectName name(String route) throws Exception {
        return new ObjectName("org.apache.camel:context=shared,type=routes,name=\"" + route + "\"");
    }

    private Map<String, List<String>> descriptions(String context) throws Exception {
        Map<String, List<String>> found = new TreeMap<>();
        for (ObjectName name : server.queryNames(new ObjectName("org.apache.camel:context=" + context + ",*"), null)) {
            String kind = name.getKeyProperty("type") + " "
                    + name.getKeyProperty("name").replaceAll("\\(.*|0x.*", "");
            found.put(kind.replace(context, ""), features(server.getMBeanInfo(name)));
        }
        found.remove("services SharedDescriptions");
        return found;
    }

    private static List<String> features(MBeanInfo info) {
        return Stream.of(
                        Stream.of(info.getClassName(), info.getDescription()),
                        Stream.of(info.getAttributes()),
                        Stream.of(info.getOperations()),
                        Stream.of(info.getNotifications()))
                .flatMap(each -> each)
                .map(Object::toString)
                .sorted()
                .toList();
    }

    private static DefaultCamelContext context(String name) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        context.getCamelContextExtension().setName(name);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:first").routeId("first").to("log:x").id("log-first");
                from("direct:second").routeId("second").to("log:x").id("log-second");
            }
        });
        return context;
    }
}
