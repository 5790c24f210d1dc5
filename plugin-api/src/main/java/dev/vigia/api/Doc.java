package dev.vigia.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what a setting means, for those who configure the plugin: {@code vigia plugins list --settings} shows it. Put it on a component of a
 * settings record, or of a record in one.
 *
 * @see Setup#settings(Class)
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Doc {
    /** A sentence or two. The name, the type and the default are shown beside it and need not be in it. */
    String value();
}
