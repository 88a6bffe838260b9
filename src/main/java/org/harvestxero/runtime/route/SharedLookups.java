package org.harvestxero.runtime.route;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.jspecify.annotations.Nullable;

/**
 * Finds classes and files for a Camel context. What Camel's jars say of a component, a language or a step is looked for once a process: each
 * context asks some two hundred times, and where no jar says anything all of them are searched in vain.
 */
class SharedLookups extends DefaultClassResolver {
    private static final String OF_CAMEL = "META-INF/services/org/apache/camel/";
    private static final byte[] NOWHERE = {};
    /** Text by name; {@link #NOWHERE} where no jar has the file. */
    private static final Map<String, byte[]> FOUND = new ConcurrentHashMap<>();

    SharedLookups(CamelContext context) {
        super(context);
    }

    @Override
    public @Nullable InputStream loadResourceAsStream(String name) {
        if (!name.startsWith(OF_CAMEL)) {
            return super.loadResourceAsStream(name);
        }
        byte[] found = FOUND.computeIfAbsent(name, this::read);
        return found == NOWHERE ? null : new ByteArrayInputStream(found);
    }

    private byte[] read(String name) {
        try (InputStream file = super.loadResourceAsStream(name)) {
            return file == null ? NOWHERE : file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + name, e);
        }
    }
}
