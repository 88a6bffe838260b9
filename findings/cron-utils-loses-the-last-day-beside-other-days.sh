#!/usr/bin/env bash
# cron-utils 9.2.1 (com.cronutils:cron-utils): a billing run in the middle and at the end of each month.
#
# The README says that L, W and LW are supported, as are lists, and the parser and its validation take the expressions below. Seen with
# 9.2.1 on JDK 17, next days after 15 January 2026, for the definitions of Quartz and of Spring 5.3, no error:
#   0 0 9 L,15 * ?     runs on the 15th only: the run at the month's end is lost, and isMatch is false for 31 January at 9:00 (open
#                      upstream as issue 539)
#   0 0 9 1,L * ?      runs on the 1st only
#   0 0 9 1W,15W * ?   runs on the 1st and 15th themselves, Sundays in February 2026, instead of the next working days
#   0 0 9 L * ?        and 0 0 9 15W * ? run as written (the control)
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>f</groupId><artifactId>f</artifactId><version>1</version>
<dependencies>
<dependency><groupId>com.cronutils</groupId><artifactId>cron-utils</artifactId><version>9.2.1</version></dependency>
<dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
</dependencies></project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib
cat > Finding.java <<'JAVA'
import com.cronutils.model.*;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.*;

public class Finding {
    static boolean changed;

    public static void main(String[] a) {
        for (CronType type : new CronType[] {CronType.QUARTZ, CronType.SPRING53}) {
            see(type, "0 0 9 L,15 * ?", "02-15 03-15 04-15 05-15", false);
            see(type, "0 0 9 1,L * ?", "02-01 03-01 04-01 05-01", false);
            see(type, "0 0 9 1W,15W * ?", "02-01 02-15 03-01 03-15", false);
            see(type, "0 0 9 L * ?", "01-31 02-28 03-31 04-30", true);
            see(type, "0 0 9 15W * ?", "02-16 03-16 04-15 05-15", false);
        }
        System.out.println(changed ? "CHANGED" : "as described");
        System.exit(changed ? 1 : 0);
    }

    static void see(CronType type, String expression, String expected, boolean monthEnd) {
        Cron cron = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(type)).parse(expression).validate();
        ExecutionTime times = ExecutionTime.forCron(cron);
        ZonedDateTime at = ZonedDateTime.of(2026, 1, 15, 12, 0, 0, 0, ZoneOffset.UTC);
        boolean matches = times.isMatch(at.withDayOfMonth(31).withHour(9));
        StringBuilder days = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            at = times.nextExecution(at).orElseThrow();
            days.append(at.toLocalDate().toString().substring(5)).append(' ');
        }
        String answer = days.toString().trim();
        System.out.println(type + " " + expression + "  ->  " + answer + ", matches 31 January: " + matches);
        changed |= !answer.equals(expected) || matches != monthEnd;
    }
}
JAVA
java -XX:TieredStopAtLevel=1 -cp 'lib/*' Finding.java
