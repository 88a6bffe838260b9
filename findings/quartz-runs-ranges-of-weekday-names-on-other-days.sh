#!/usr/bin/env bash
# Quartz 2.5.2 (org.quartz-scheduler:quartz, CronExpression) accepts weekday and month names in forms that it then reads as something
# else, without an error. An hourly billing or a month-end schedule written so runs on other days than it says.
#
# Seen with 2.5.2 on JDK 17, next times after Saturday 31 October 2026 in UTC:
#   MONDAY-FRIDAY   runs on Mondays only (full names are cut to three letters, and the range is lost)
#   MON-FRI#1       runs on every working day, not on the first of the month
#   MON/2           runs on Mondays only, the step is lost; 2/2 (numbers) runs Monday, Wednesday, Friday
#   1-7W            in the day-of-month field runs on all seven days, not on the nearest working days
#   MON-FRI         runs as written (the control)
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>f</groupId><artifactId>f</artifactId><version>1</version>
<dependencies>
<dependency><groupId>org.quartz-scheduler</groupId><artifactId>quartz</artifactId><version>2.5.2</version></dependency>
<dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
</dependencies></project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib
cat > Finding.java <<'JAVA'
import java.time.*;
import java.util.*;
import org.quartz.CronExpression;

public class Finding {
    public static void main(String[] a) throws Exception {
        Map<String, String> seen = new LinkedHashMap<>();
        for (String cron : List.of("0 0 0 ? * MON-FRI", "0 0 0 ? * MONDAY-FRIDAY", "0 0 0 ? * MON-FRI#1", "0 0 0 ? * MON/2", "0 0 0 ? * 2/2", "0 0 0 1-7W * ?")) {
            CronExpression expression = new CronExpression(cron);
            expression.setTimeZone(TimeZone.getTimeZone("UTC"));
            Date at = Date.from(Instant.parse("2026-10-31T12:00:00Z"));
            StringBuilder days = new StringBuilder();
            for (int i = 0; i < 7; i++) {
                at = expression.getNextValidTimeAfter(at);
                ZonedDateTime day = at.toInstant().atZone(ZoneOffset.UTC);
                days.append(day.getDayOfWeek().name(), 0, 2).append(day.getDayOfMonth()).append(' ');
            }
            seen.put(cron, days.toString().trim());
            System.out.println(cron + "  ->  " + days);
        }
        check(seen, "0 0 0 ? * MON-FRI", "MO2 TU3 WE4 TH5 FR6 MO9 TU10");
        check(seen, "0 0 0 ? * MONDAY-FRIDAY", "MO2 MO9 MO16 MO23 MO30 MO7 MO14");
        check(seen, "0 0 0 ? * MON-FRI#1", "MO2 TU3 WE4 TH5 FR6 MO9 TU10");
        check(seen, "0 0 0 ? * MON/2", "MO2 MO9 MO16 MO23 MO30 MO7 MO14");
        check(seen, "0 0 0 ? * 2/2", "MO2 WE4 FR6 MO9 WE11 FR13 MO16");
        check(seen, "0 0 0 1-7W * ?", "SU1 MO2 TU3 WE4 TH5 FR6 SA7");
        System.out.println("as described");
    }

    static void check(Map<String, String> seen, String cron, String days) {
        if (!days.equals(seen.get(cron))) {
            System.out.println("CHANGED: " + cron + " was " + days);
            System.exit(1);
        }
    }
}
JAVA
java -cp 'lib/*' Finding.java
