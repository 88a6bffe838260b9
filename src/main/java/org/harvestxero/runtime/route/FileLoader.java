package org.harvestxero.runtime.route;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.RoutesLoader;
import org.apache.camel.support.PluginHelper;

/**
 * Loads route files into a Camel context that is not started yet. Camel reads each file twice, at first for beans alone; a file that declares
 * nothing but routes is read once here.
 */
final class FileLoader {
    private static final String YAML = "yaml";

    private final CamelContext context;

    FileLoader(CamelContext context) {
        this.context = context;
    }

    /** @param files their texts; those that others use come first */
    void load(Collection<Map.Entry<Path, String>> files) throws Exception {
        RoutesLoader loader = PluginHelper.getRoutesLoader(context.getCamelContextExtension());
        List<Resource> shared = files.stream()
                .filter(file -> RouteText.shared(file.getValue()))
                .map(FileLoader::resource)
                .toList();
        List<RoutesBuilder> builders = new ArrayList<>(loader.findRoutesBuilders(shared));
        for (Map.Entry<Path, String> file : files) {
            if (!RouteText.shared(file.getValue())) {
                builders.add(loader.getRoutesLoader(YAML).loadRoutesBuilder(resource(file)));
            }
        }
        for (RoutesBuilder each : builders) {
            if (each instanceof RouteConfigurationsBuilder configurations) {
                context.addRoutesConfigurations(configurations);
            }
        }
        for (RoutesBuilder each : builders) {
            context.addRoutes(each);
        }
        for (RoutesBuilder each : builders) {
            context.addTemplatedRoutes(each);
        }
    }

    private static Resource resource(Map.Entry<Path, String> file) {
        return RouteFiles.resource(file.getKey(), file.getValue());
    }
}
