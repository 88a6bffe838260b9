package org.harvestxero.monitoring.jmx;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import javax.management.Attribute;
import javax.management.AttributeNotFoundException;
import javax.management.Descriptor;
import javax.management.ImmutableDescriptor;
import javax.management.InvalidAttributeValueException;
import javax.management.JMRuntimeException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.NotificationEmitter;
import javax.management.ReflectionException;
import javax.management.RuntimeMBeanException;
import javax.management.StandardEmitterMBean;
import javax.management.openmbean.OpenType;
import org.jspecify.annotations.Nullable;

/**
 * An MBean that takes its descriptions from the annotations of its interface. Every failure reaches the client as one of Java's own
 * exceptions with a sentence, because a console doesn't have our classes and could not deserialize another one.
 */
public final class DescribedMBean<T> extends StandardEmitterMBean {
    private final Class<T> face;
    private final Map<String, OpenType<?>> shapes;
    private final Function<Throwable, RuntimeException> plainly;

    /**
     * @param face public; everything in it is {@link Described}
     * @param shapes of the tables and rows that attributes and operations give, by their names
     * @param plainly turns a failure into an exception of {@code java.lang}, without a cause, that says what happened and what to do
     */
    public DescribedMBean(
            T implementation,
            Class<T> face,
            NotificationEmitter emitter,
            Map<String, OpenType<?>> shapes,
            Function<Throwable, RuntimeException> plainly) {
        super(implementation, face, false, emitter);
        this.face = face;
        this.shapes = Map.copyOf(shapes);
        this.plainly = plainly;
    }

    @Override
    public @Nullable Object getAttribute(String attribute)
            throws AttributeNotFoundException, MBeanException, ReflectionException {
        try {
            return super.getAttribute(attribute);
        } catch (MBeanException | RuntimeException | LinkageError | AssertionError e) {
            throw plain(e);
        }
    }

    @Override
    public void setAttribute(Attribute attribute)
            throws AttributeNotFoundException, InvalidAttributeValueException, MBeanException, ReflectionException {
        try {
            super.setAttribute(attribute);
        } catch (MBeanException | RuntimeException | LinkageError | AssertionError e) {
            throw plain(e);
        }
    }

    @Override
    public @Nullable Object invoke(
            String operation, @Nullable Object @Nullable [] arguments, String @Nullable [] signature)
            throws MBeanException, ReflectionException {
        refuseMissing(operation, arguments, signature);
        try {
            return super.invoke(operation, arguments, signature);
        } catch (MBeanException | RuntimeException | LinkageError | AssertionError e) {
            throw plain(e);
        }
    }

    /** The MBean server would wrap an unchecked one once more, and its message would begin with a class name. */
    private MBeanException plain(Throwable thrown) {
        if (thrown instanceof JMRuntimeException own && !(own instanceof RuntimeMBeanException)) {
            throw own;
        }
        boolean wrapped = thrown instanceof MBeanException || thrown instanceof RuntimeMBeanException;
        RuntimeException plain = plainly.apply(wrapped && thrown.getCause() != null ? thrown.getCause() : thrown);
        return new MBeanException(plain, plain.getMessage());
    }

    private void refuseMissing(String operation, @Nullable Object @Nullable [] arguments, String @Nullable [] signature)
            throws MBeanException {
        if (arguments == null || signature == null || arguments.length != signature.length) {
            return; // Java reports it, with the signature
        }
        for (int each = 0; each < arguments.length; each++) {
            if (arguments[each] == null) {
                for (Method method : face.getMethods()) {
                    if (method.getName().equals(operation) && Arrays.equals(types(method), signature)) {
                        Parameter missing = method.getParameters()[each];
                        IllegalArgumentException refusal = new IllegalArgumentException(
                                "The parameter " + missing.getName() + " is missing: " + words(missing) + ".");
                        throw new MBeanException(refusal, refusal.getMessage());
                    }
                }
            }
        }
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanInfo plain = super.getMBeanInfo();
        return new MBeanInfo(
                plain.getClassName(),
                plain.getDescription(),
                Arrays.stream(plain.getAttributes()).map(this::shaped).toArray(MBeanAttributeInfo[]::new),
                plain.getConstructors(),
                Arrays.stream(plain.getOperations()).map(this::shaped).toArray(MBeanOperationInfo[]::new),
                getNotificationInfo(),
                plain.getDescriptor());
    }

    /** Describes the columns of a table before anybody has read it. */
    private MBeanAttributeInfo shaped(MBeanAttributeInfo plain) {
        OpenType<?> shape = shapes.get(plain.getName());
        return shape == null
                ? plain
                : new MBeanAttributeInfo(
                        plain.getName(),
                        plain.getType(),
                        plain.getDescription(),
                        plain.isReadable(),
                        plain.isWritable(),
                        plain.isIs(),
                        with(shape, plain.getDescriptor()));
    }

    private MBeanOperationInfo shaped(MBeanOperationInfo plain) {
        OpenType<?> shape = shapes.get(plain.getName());
        return shape == null
                ? plain
                : new MBeanOperationInfo(
                        plain.getName(),
                        plain.getDescription(),
                        plain.getSignature(),
                        plain.getReturnType(),
                        plain.getImpact(),
                        with(shape, plain.getDescriptor()));
    }

    private static Descriptor with(OpenType<?> shape, Descriptor descriptor) {
        return ImmutableDescriptor.union(
                descriptor, new ImmutableDescriptor(new String[] {"openType"}, new Object[] {shape}));
    }

    @Override
    protected String getDescription(MBeanInfo info) {
        return words(face);
    }

    @Override
    protected String getDescription(MBeanAttributeInfo attribute) {
        return words(getter(attribute));
    }

    @Override
    protected String getDescription(MBeanOperationInfo operation) {
        return words(method(operation));
    }

    @Override
    protected String getDescription(MBeanOperationInfo operation, MBeanParameterInfo parameter, int sequence) {
        return words(method(operation).getParameters()[sequence]);
    }

    @Override
    protected String getParameterName(MBeanOperationInfo operation, MBeanParameterInfo parameter, int sequence) {
        return method(operation).getParameters()[sequence].getName();
    }

    @Override
    protected int getImpact(MBeanOperationInfo operation) {
        return method(operation).isAnnotationPresent(ReadsOnly.class)
                ? MBeanOperationInfo.INFO
                : MBeanOperationInfo.ACTION;
    }

    private Method getter(MBeanAttributeInfo attribute) {
        String name = (attribute.isIs() ? "is" : "get") + attribute.getName();
        return find(name, new String[0]);
    }

    private Method method(MBeanOperationInfo operation) {
        return find(
                operation.getName(),
                Arrays.stream(operation.getSignature())
                        .map(MBeanParameterInfo::getType)
                        .toArray(String[]::new));
    }

    private Method find(String name, String[] types) {
        return Arrays.stream(face.getMethods())
                .filter(method -> method.getName().equals(name) && Arrays.equals(types(method), types))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(face.getName() + "." + name));
    }

    private static String[] types(Method method) {
        return Arrays.stream(method.getParameterTypes()).map(Class::getName).toArray(String[]::new);
    }

    private static String words(AnnotatedElement element) {
        Described described = element.getAnnotation(Described.class);
        if (described == null) {
            throw new IllegalStateException(element + " has no description");
        }
        return described.value();
    }
}
