package org.harvestxero.operations;

import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.main.SimpleMain;
import org.harvestxero.settings.Home;
import org.harvestxero.settings.Settings;
import org.harvestxero.settings.SettingsException;
import org.jspecify.annotations.Nullable;

/** The program on Camel: routes checked before anything starts, triggers at rest until this process owns the connection. */
public final class CamelEngine implements Engine {
    private final Parts parts;
    private final @Nullable SimpleMain camel;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicBoolean closed = new AtomicBoolean();

    private CamelEngine(Parts parts, @Nullable SimpleMain camel) {
        this.parts = parts;
        this.camel = camel;
    }

    /**
     * @param context not started, with every bean bound that routes and commands name
     * @param owned closed last, in this order
     */
    public record Parts(Home home, Settings settings, CamelContext context, List<AutoCloseable> owned) {
        public Parts {
            owned = List.copyOf(owned);
        }
    }

    /** @throws SettingsException when a route or an option can't be used; nothing is left running then, what is owned stays open */
    public static Engine start(Parts parts, Mode mode) {
        if (mode == Mode.BEANS) {
            return new CamelEngine(parts, null);
        }
        CamelContext context = parts.context();
        QuartzComponent quartz = new QuartzComponent();
        quartz.setAutoStartScheduler(false);
        context.addComponent("quartz", quartz);
        SimpleMain camel = new SimpleMain(context);
        camel.setDefaultPropertyPlaceholderLocation("false");
        camel.setInitialProperties(parts.settings().placeholders());
        camel.configure().withRoutesIncludePattern("file:" + parts.home().routes() + "/**/*.camel.yaml");
        camel.start();
        return new CamelEngine(parts, camel);
    }

    /** Leaves placeholders to the settings alone; they have weighed environment and options already. */
    static void useOnly(CamelContext context, Properties placeholders) {
        PropertiesComponent properties = (PropertiesComponent) context.getPropertiesComponent();
        properties.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
        properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
        properties.setInitialProperties(placeholders);
    }

    @Override
    public Home home() {
        return parts.home();
    }

    @Override
    public Settings settings() {
        return parts.settings();
    }

    @Override
    public Work work() {
        Work work = parts.context().getRegistry().findSingleByType(Work.class);
        if (work == null) {
            throw new IllegalStateException("No bean does the work");
        }
        return work;
    }

    @Override
    public List<Check> checks() {
        return List.copyOf(parts.context().getRegistry().findByType(Check.class));
    }

    @Override
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (camel != null) {
            camel.stop();
        }
        for (AutoCloseable each : parts.owned()) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException("Could not close " + each, e);
            }
        }
        stopped.countDown();
    }
}
