#!/usr/bin/env bash
# Moneta 1.4.5 (org.javamoney.moneta:moneta-core, the reference implementation of javax.money): RoundedMoney, an amount that is
# rounded after each operation.
#
# Its Javadoc says that the rounding that was given is applied, else the currency's (cents for USD). Seen with 1.4.5 on JDK 17, no
# error and no warning:
#   100.00 / 8        is 0: the quotient keeps the places of the amount's shortest form, here 1E+2, so it is rounded to hundreds
#   100 / 8           is 12, and 1000.50 / 3 is 333.5
#   1000 * 15 / 100   is 0, not 150: 15 % of an invoice is nothing (open upstream as issue 304)
#   all the same with an explicit rounding to two places, HALF_UP, given to RoundedMoney.of
#   Money             100.00 / 8 is 12.5 and 1000 * 15 / 100 is 150 (the control)
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>f</groupId><artifactId>f</artifactId><version>1</version>
<dependencies>
<dependency><groupId>org.javamoney.moneta</groupId><artifactId>moneta-core</artifactId><version>1.4.5</version></dependency>
</dependencies></project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib
cat > Finding.java <<'JAVA'
import java.math.*;
import javax.money.*;
import org.javamoney.moneta.*;

public class Finding {
    static boolean changed;

    public static void main(String[] a) {
        MonetaryOperator cents = Monetary.getRounding(RoundingQueryBuilder.of().setScale(2).set(RoundingMode.HALF_UP).build());
        BigDecimal hundred = new BigDecimal("100.00");
        see("rounded 100.00 / 8", RoundedMoney.of(hundred, "USD").divide(8), "0");
        see("rounded 100 / 8", RoundedMoney.of(100, "USD").divide(8), "12");
        see("rounded 1000.50 / 3", RoundedMoney.of(new BigDecimal("1000.50"), "USD").divide(3), "333.5");
        see("rounded 1000 * 15 / 100", RoundedMoney.of(1000, "USD").multiply(15).divide(100), "0");
        see("to cents 100.00 / 8", RoundedMoney.of(hundred, "USD", cents).divide(8), "0");
        see("to cents 100 / 8", RoundedMoney.of(100, "USD", cents).divide(8), "12");
        see("to cents 1000 * 15 / 100", RoundedMoney.of(1000, "USD", cents).multiply(15).divide(100), "0");
        see("Money 100.00 / 8", Money.of(hundred, "USD").divide(8), "12.5");
        see("Money 1000 * 15 / 100", Money.of(1000, "USD").multiply(15).divide(100), "150");
        System.out.println(changed ? "CHANGED" : "as described");
        System.exit(changed ? 1 : 0);
    }

    static void see(String what, MonetaryAmount answer, String expected) {
        BigDecimal number = answer.getNumber().numberValue(BigDecimal.class);
        System.out.println(what + "  ->  " + number.toPlainString());
        changed |= number.compareTo(new BigDecimal(expected)) != 0;
    }
}
JAVA
java -XX:TieredStopAtLevel=1 -cp 'lib/*' Finding.java 2>/dev/null
