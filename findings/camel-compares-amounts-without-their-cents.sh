#!/usr/bin/env bash
# Apache Camel 4.18.0 (org.apache.camel:camel-core): a limit in a route, such as "ask somebody above 1000", compares whole numbers only.
#
# Seen with 4.18.0 on JDK 17: the simple language and the predicates of the Java builder turn both sides into Long where that is
# possible, and a BigDecimal or Double is cut to do so. Without an error or a warning, even where both sides are BigDecimal:
#   1000.99 > 1000      is false, and 1000.99 == 1000 is true: everything up to 1000.99 passes a limit of 1000
#   0.50 == 0           is true, 0.50 > 0 is false: an open amount below 1.00 counts as none
#   -0.50 < 0           is false: a small credit is not seen as negative
#   the text "1000.99"  is compared with its cents (the control), so the same route decides otherwise by the type of its body
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>f</groupId><artifactId>f</artifactId><version>1</version>
<dependencies>
<dependency><groupId>org.apache.camel</groupId><artifactId>camel-core</artifactId><version>4.18.0</version></dependency>
<dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
</dependencies></project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib
cat > Finding.java <<'JAVA'
import java.math.BigDecimal;
import org.apache.camel.*;
import org.apache.camel.builder.ExpressionBuilder;
import org.apache.camel.builder.PredicateBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

public class Finding {
    static boolean changed;
    static CamelContext context;

    public static void main(String[] a) throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            context = camel;
            camel.start();
            see(new BigDecimal("1000.99"), "> 1000", false);
            see(new BigDecimal("1000.99"), "== 1000", true);
            see(new BigDecimal("1000.99"), "> ${header.limit}", false);
            see(1000.99d, "> 1000", false);
            see(new BigDecimal("0.50"), "== 0", true);
            see(new BigDecimal("0.50"), "> 0", false);
            see(new BigDecimal("-0.50"), "< 0", false);
            see("1000.99", "> 1000", true);
            see(new BigDecimal("1001.00"), "> 1000", true);
            Exchange exchange = exchange(new BigDecimal("1000.99"));
            boolean above = PredicateBuilder.isGreaterThan(ExpressionBuilder.bodyExpression(), ExpressionBuilder.headerExpression("limit")).matches(exchange);
            say("Java builder, BigDecimal 1000.99 > BigDecimal 1000", above, false);
        }
        System.out.println(changed ? "CHANGED" : "as described");
        System.exit(changed ? 1 : 0);
    }

    static Exchange exchange(Object body) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getIn().setBody(body);
        exchange.getIn().setHeader("limit", new BigDecimal("1000"));
        return exchange;
    }

    static void see(Object body, String test, boolean expected) {
        boolean answer = context.resolveLanguage("simple").createPredicate("${body} " + test).matches(exchange(body));
        say(body.getClass().getSimpleName() + " " + body + " " + test, answer, expected);
    }

    static void say(String what, boolean answer, boolean expected) {
        System.out.println(what + "  ->  " + answer);
        changed |= answer != expected;
    }
}
JAVA
java -XX:TieredStopAtLevel=1 -cp 'lib/*' Finding.java
