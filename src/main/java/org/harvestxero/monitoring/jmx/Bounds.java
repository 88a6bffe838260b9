package org.harvestxero.monitoring.jmx;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import javax.management.DescriptorKey;

/** The smallest and largest value of a parameter; the operation itself checks it. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Bounds {
    @DescriptorKey("minValue")
    int least();

    @DescriptorKey("maxValue")
    int most();
}
