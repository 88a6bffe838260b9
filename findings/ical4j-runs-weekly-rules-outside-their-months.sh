#!/usr/bin/env bash
# ical4j 4.4.0 (org.mnode.ical4j:ical4j): a weekly recurrence rule that holds in some months only, as for seasonal work.
#
# RFC 5545, which the library implements, lets BYMONTH limit a weekly rule to the days of the named months. Seen with 4.4.0 on JDK 17,
# no error and no warning, for FREQ=WEEKLY;BYDAY=MO;BYMONTH=1,3 from 31 January 2026:
#   30 March 2026      a Monday of March, is lost, and 28 December 2026, in no named month, is billed: the month looked at is that of
#                      the week's Saturday, the weekday on which the series began
#   INTERVAL=2         28 December 2026 alike
#   lib-recur 0.17.1   reads both as written, and ical4j reads the rule without BYMONTH as written (the control)
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>f</groupId><artifactId>f</artifactId><version>1</version>
<dependencies>
<dependency><groupId>org.mnode.ical4j</groupId><artifactId>ical4j</artifactId><version>4.4.0</version></dependency>
<dependency><groupId>org.dmfs</groupId><artifactId>lib-recur</artifactId><version>0.17.1</version></dependency>
</dependencies></project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib
cat > Finding.java <<'JAVA'
import java.time.LocalDate;
import java.util.*;
import net.fortuna.ical4j.model.Recur;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.*;

public class Finding {
    static boolean changed;

    public static void main(String[] a) throws Exception {
        see("FREQ=WEEKLY;BYDAY=MO;BYMONTH=1,3", "2026-03-02 2026-03-09 2026-03-16 2026-03-23 2026-12-28 2027-01-04",
                "2026-03-02 2026-03-09 2026-03-16 2026-03-23 2026-03-30 2027-01-04");
        see("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;BYMONTH=1,3", "2026-03-09 2026-03-23 2026-12-28 2027-01-11 2027-01-25 2027-03-08",
                "2026-03-09 2026-03-23 2027-01-11 2027-01-25 2027-03-08 2027-03-22");
        see("FREQ=WEEKLY;BYDAY=MO", "2026-02-02 2026-02-09 2026-02-16 2026-02-23 2026-03-02 2026-03-09",
                "2026-02-02 2026-02-09 2026-02-16 2026-02-23 2026-03-02 2026-03-09");
        System.out.println(changed ? "CHANGED" : "as described");
        System.exit(changed ? 1 : 0);
    }

    static void see(String rule, String expected, String right) throws Exception {
        LocalDate start = LocalDate.of(2026, 1, 31);
        StringJoiner answer = new StringJoiner(" ");
        new Recur<LocalDate>(rule).getDates(start, start, LocalDate.of(2029, 1, 1), 6).forEach(day -> answer.add(day.toString()));
        StringJoiner control = new StringJoiner(" ");
        RecurrenceRuleIterator days = new RecurrenceRule(rule).iterator(new DateTime(2026, 0, 31));
        for (int i = 0; i < 6; i++) {
            DateTime day = days.nextDateTime();
            control.add(LocalDate.of(day.getYear(), day.getMonth() + 1, day.getDayOfMonth()).toString());
        }
        System.out.println(rule + "\n  ical4j     " + answer + "\n  lib-recur  " + control);
        changed |= !answer.toString().equals(expected) || !control.toString().equals(right);
    }
}
JAVA
java -XX:TieredStopAtLevel=1 -cp 'lib/*' Finding.java 2>/dev/null
