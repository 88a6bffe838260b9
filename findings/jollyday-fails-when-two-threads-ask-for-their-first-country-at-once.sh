#!/usr/bin/env bash
# Jollyday 2.19.0 (de.focus-shift:jollyday-core and jollyday-jaxb): HolidayManager.getInstance on several threads.
#
# Seen with 2.19.0 on JDK 17: where four threads of a fresh process ask for the holidays of a country each at the same time, some of
# them get an IllegalStateException ("Cannot instantiate datasource instance because there is no implementations", or a like one),
# although the implementation is on the class path and the same calls one after the other never fail: in 20 of 20 processes on two
# cores. Asking under one lock never failed. A race: the finding holds as long as one process of some shows it.
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
import java.util.*;
import java.util.concurrent.*;

public class Finding {
    public static void main(String[] a) throws Exception {
        boolean locked = a[0].equals("locked");
        List<String> countries = List.of("gb", "de", "us", "fr");
        CyclicBarrier together = new CyclicBarrier(countries.size());
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (String country : countries) {
            Thread thread = new Thread(() -> {
                try {
                    together.await();
                    if (locked) {
                        synchronized (Finding.class) {
                            ask(country);
                        }
                    } else {
                        ask(country);
                    }
                } catch (Throwable e) {
                    failures.add(e);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        failures.stream().limit(1).forEach(System.out::println);
    }

    static void ask(String country) {
        HolidayManager.getInstance(ManagerParameters.create(country)).getHolidays(java.time.Year.of(2026));
    }
}
JAVA
javac -cp 'lib/*' Finding.java
together=0 locked=0 said=
for i in $(seq "${RUNS:-10}"); do
  out=$(java -XX:TieredStopAtLevel=1 -cp 'lib/*:.' Finding together)
  if [ -n "$out" ]; then together=$((together + 1)); said=$out; fi
  if [ $((i % 5)) = 0 ]; then
    out=$(java -XX:TieredStopAtLevel=1 -cp 'lib/*:.' Finding locked)
    if [ -n "$out" ]; then locked=$((locked + 1)); said=$out; fi
  fi
done
echo "failed at once: $together of ${RUNS:-10} processes; under a lock: $locked of $((${RUNS:-10} / 5))"
echo "such as: $said"
if [ "$together" -gt 0 ] && [ "$locked" = 0 ]; then echo "as described"; else echo CHANGED; exit 1; fi
