package org.harvestxero.runtime.route;

import java.util.Locale;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.support.TypeConverterSupport;
import org.jspecify.annotations.Nullable;

/** Resolves the placeholders of routes from the settings alone, whether routes are checked or run. */
public final class RoutePlaceholders {
    private RoutePlaceholders() {}

    /** Takes placeholders from nowhere else; the settings have taken environment and options into account already. */
    public static void useOnly(CamelContext context, Properties placeholders) {
        findLogLevelsAtOnce(context);
        PropertiesComponent properties = (PropertiesComponent) context.getPropertiesComponent();
        properties.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
        properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
        properties.setInitialProperties(placeholders);
    }

    /**
     * Every step of a route asks what a text means as a log level. Without a converter of its own for that, Camel first tries all
     * the others, each time, which shows in profiles of the start.
     */
    private static void findLogLevelsAtOnce(CamelContext context) {
        context.getTypeConverterRegistry()
                .addTypeConverter(LoggingLevel.class, String.class, new TypeConverterSupport() {
                    @Override
                    public <T> T convertTo(Class<T> type, @Nullable Exchange exchange, Object value) {
                        return type.cast(LoggingLevel.valueOf(value.toString().toUpperCase(Locale.ROOT)));
                    }
                });
    }
}
