#!/usr/bin/env bash
# Jollyday 2.19.0 (de.focus-shift:jollyday-core and jollyday-jaxb): what a due date that moves off holidays meets.
#
# Seen with 2.19.0 on JDK 17:
#   de-by-zz     a part that does not exist is taken as Bavaria without an error, so Augsburg's 8 August is lost by a slip of the pen
#                (de-by-ag has it)
#   us           the country without a state has no Columbus Day (12 October 2026), a federal holiday; us-ny has it
#   jp           23 December 2026, the former emperor's birthday, is still a holiday; 23 February, the emperor's since 2020, is none
#   sg, hk       17 February 2026, Lunar New Year, is a working day in both
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>f</groupId><artifactId>f</artifactId><version>1</version>
<dependencies>
<dependency><groupId>de.focus-shift</groupId><artifactId>jollyday-core</artifactId><version>2.19.0</version></dependency>
<dependency><groupId>de.focus-shift</groupId><artifactId>jollyday-jaxb</artifactId><version>2.19.0</version></dependency>
<dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
</dependencies></project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib
cat > Finding.java <<'JAVA'
import de.focus_shift.jollyday.core.*;
import java.time.LocalDate;

public class Finding {
    static boolean changed;

    public static void main(String[] a) {
        see("de", "2026-08-08", false, "by", "zz");
        see("de", "2026-01-06", true, "by", "zz");
        see("de", "2026-08-08", true, "by", "ag");
        see("us", "2026-10-12", false);
        see("us", "2026-10-12", true, "ny");
        see("jp", "2026-12-23", true);
        see("jp", "2026-02-23", false);
        see("sg", "2026-02-17", false);
        see("hk", "2026-02-17", false);
        see("us", "2026-12-25", true);
        System.out.println(changed ? "CHANGED" : "as described");
        System.exit(changed ? 1 : 0);
    }

    static void see(String country, String day, boolean expected, String... parts) {
        HolidayManager holidays = HolidayManager.getInstance(ManagerParameters.create(country));
        boolean holiday = holidays.isHoliday(LocalDate.parse(day), parts);
        System.out.println(country + " " + String.join("-", parts) + " " + day + ": " + (holiday ? "holiday" : "working day"));
        changed |= holiday != expected;
    }
}
JAVA
java -cp 'lib/*' Finding.java
