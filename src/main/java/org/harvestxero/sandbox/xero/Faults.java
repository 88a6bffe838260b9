package org.harvestxero.sandbox.xero;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The failures that are armed; at most one strikes a call. */
final class Faults {
    private final List<Armed> armed = new ArrayList<>();

    private static final class Armed {
        private final XeroFault fault;
        private final RandomGenerator random;
        private int matched;
        private int struck;

        Armed(XeroFault fault) {
            this.fault = fault;
            this.random = new SplittableRandom(fault.seed());
        }

        boolean strikes(String method, String path, String query, byte[] body) {
            boolean matches = (fault.method().equals("*") || fault.method().equals(method))
                    && path.startsWith(fault.pathPrefix())
                    && (fault.holding().isEmpty()
                            || query.contains(fault.holding())
                            || new String(body, StandardCharsets.UTF_8).contains(fault.holding()));
            if (!matches) {
                return false;
            }
            matched++;
            boolean hit;
            if (fault.next() > 0) {
                hit = struck < fault.next();
            } else if (fault.seed() != 0) {
                hit = random.nextInt(fault.every()) == 0;
            } else {
                hit = matched % fault.every() == 0;
            }
            struck += hit ? 1 : 0;
            return hit;
        }
    }

    void arm(XeroFault fault) {
        armed.add(new Armed(fault));
    }

    void clear() {
        armed.clear();
    }

    List<XeroFault> all() {
        return armed.stream().map(each -> each.fault).toList();
    }

    /** How many calls have been struck since the faults were armed. */
    int struck() {
        return armed.stream().mapToInt(each -> each.struck).sum();
    }

    @Nullable
    XeroFault strike(String method, String path, String query, byte[] body) {
        for (Armed each : armed) {
            if (each.strikes(method, path, query, body)) {
                return each.fault;
            }
        }
        return null;
    }
}
