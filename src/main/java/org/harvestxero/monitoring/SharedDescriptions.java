package org.harvestxero.monitoring;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.modelmbean.InvalidTargetObjectTypeException;
import javax.management.modelmbean.ModelMBean;
import javax.management.modelmbean.ModelMBeanInfo;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedInstance;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.api.management.NotificationSenderAware;
import org.apache.camel.support.management.DefaultManagementMBeanAssembler;
import org.apache.camel.support.management.MixinRequiredModelMBean;
import org.jspecify.annotations.Nullable;

/**
 * Gives all of Camel's MBeans of one class the same description object. Camel makes one for each, which showed in profiles of the start and
 * in the heap at rest. What an MBean shows and does is unchanged.
 */
public final class SharedDescriptions extends DefaultManagementMBeanAssembler {
    private final Map<Class<?>, ModelMBeanInfo> known = new ConcurrentHashMap<>();

    public SharedDescriptions(CamelContext context) {
        super(context);
    }

    @Override
    public @Nullable ModelMBean assemble(MBeanServer server, Object managed, ObjectName name) throws JMException {
        if (isOfItsOwn(managed)) {
            return super.assemble(server, managed, name);
        }
        ModelMBeanInfo info = known.get(managed.getClass());
        if (info == null) {
            info = assembler.getMBeanInfo(camelContext, managed, null, name.toString());
            if (info == null) {
                return null;
            }
            known.put(managed.getClass(), info);
        }
        boolean masks = Boolean.TRUE.equals(
                camelContext.getManagementStrategy().getManagementAgent().getMask());
        ModelMBean bean = new MixinRequiredModelMBean(info, masks, null, null);
        try {
            bean.setManagedResource(managed, "ObjectReference");
        } catch (InvalidTargetObjectTypeException e) {
            JMException failure = new JMException(e.getMessage());
            failure.initCause(e);
            throw failure;
        }
        return bean;
    }

    /** Whether its description depends on more than its class, or it sends notifications. */
    private static boolean isOfItsOwn(Object managed) {
        return managed instanceof NotificationSenderAware
                || managed instanceof ManagedInstance wrapper
                        && wrapper.getInstance() != null
                        && wrapper.getInstance().getClass().isAnnotationPresent(ManagedResource.class);
    }
}
