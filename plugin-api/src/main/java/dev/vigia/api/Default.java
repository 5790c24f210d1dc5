package dev.vigia.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value of a setting that the configuration leaves out. Put it on a component of a settings record.
 *
 * @see Setup#settings(Class)
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
    /** The value as one would write it in the configuration, for instance {@code "30s"} or {@code "[a, b]"}. */
    String value();
}
