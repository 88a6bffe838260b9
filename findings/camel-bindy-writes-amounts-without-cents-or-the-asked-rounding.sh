#!/usr/bin/env bash
# Apache Camel Bindy 4.17.0 (org.apache.camel:camel-bindy): what a CSV of amounts holds that is written from an annotated class.
#
# Seen with 4.17.0 on JDK 17, no error and no warning:
#   @DataField(pos = 1) BigDecimal       12.50 is written as 12 and 0.50 as 0: the default precision is 0, not "as it is"; a Double alike.
#                                        Reading 12.50 back into the same class fails (ArithmeticException, "Rounding necessary")
#   precision = 2, rounding = "HALF_UP"  11.445 is written as 11.44: rounding is not used in writing, every mode gives half-even, also
#                                        "CEILING", which is the default of the annotation and in its own words gives the next cent
#   pattern = "#,##0.00"                 1234.565 is written as 1234.565: without a locale at the data format a number's pattern is
#                                        dropped, and precision with it; with the locale "en" it is 1,234.56
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>f</groupId><artifactId>f</artifactId><version>1</version>
<dependencies>
<dependency><groupId>org.apache.camel</groupId><artifactId>camel-core</artifactId><version>4.17.0</version></dependency>
<dependency><groupId>org.apache.camel</groupId><artifactId>camel-bindy</artifactId><version>4.17.0</version></dependency>
<dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
</dependencies></project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib
cat > Finding.java <<'JAVA'
import java.math.BigDecimal;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.dataformat.bindy.annotation.*;
import org.apache.camel.dataformat.bindy.csv.BindyCsvDataFormat;
import org.apache.camel.impl.DefaultCamelContext;

public class Finding {
    @CsvRecord(separator = ";")
    public static class Line {
        @DataField(pos = 1) public BigDecimal plain;
        @DataField(pos = 2, precision = 2, rounding = "HALF_UP") public BigDecimal halfUp;
        @DataField(pos = 3, precision = 2, rounding = "CEILING") public BigDecimal ceiling;
        @DataField(pos = 4, precision = 2, pattern = "#,##0.00") public BigDecimal pattern;
        @DataField(pos = 5) public Double number;
    }

    static boolean changed;

    public static void main(String[] a) throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            BindyCsvDataFormat plain = new BindyCsvDataFormat(Line.class);
            BindyCsvDataFormat english = new BindyCsvDataFormat(Line.class);
            english.setLocale("en");
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:write").marshal(plain);
                    from("direct:english").marshal(english);
                    from("direct:read").unmarshal(plain);
                }
            });
            camel.start();
            ProducerTemplate to = camel.createProducerTemplate();
            see(to, "direct:write", "12.50", "12;12.50;12.50;12.50;12");
            see(to, "direct:write", "0.50", "0;0.50;0.50;0.50;0");
            see(to, "direct:write", "11.445", "11;11.44;11.44;11.445;11");
            see(to, "direct:write", "10.001", "10;10.00;10.00;10.001;10");
            see(to, "direct:write", "1234.565", "1235;1234.56;1234.56;1234.565;1235");
            see(to, "direct:english", "1234.565", "1235;1234.56;1234.56;1,234.56;1235");
            String answer = "read";
            try {
                to.requestBody("direct:read", "12.50;1.00;1.00;1.00;1");
            } catch (Exception e) {
                Throwable cause = e;
                while (cause.getCause() != null) {
                    cause = cause.getCause();
                }
                answer = cause.toString();
            }
            say("12.50 read", answer, "java.lang.ArithmeticException: Rounding necessary");
        }
        System.out.println(changed ? "CHANGED" : "as described");
        System.exit(changed ? 1 : 0);
    }

    static void see(ProducerTemplate to, String route, String amount, String expected) {
        Line line = new Line();
        line.plain = line.halfUp = line.ceiling = line.pattern = new BigDecimal(amount);
        line.number = Double.valueOf(amount);
        say(route + " " + amount, to.requestBody(route, line, String.class).trim(), expected);
    }

    static void say(String what, String answer, String expected) {
        System.out.println(what + "  ->  " + answer);
        changed |= !answer.equals(expected);
    }
}
JAVA
javac -cp 'lib/*' Finding.java
java -XX:TieredStopAtLevel=1 -cp 'lib/*:.' Finding
