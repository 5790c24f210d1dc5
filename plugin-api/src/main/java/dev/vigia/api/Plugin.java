package dev.vigia.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names a plugin. Put it on the class that implements {@link ChatPlugin}.
 *
 * <p>The plugin's version is the {@code Implementation-Version} of its jar's manifest.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Plugin {
    /** What the configuration calls the plugin in {@code use = …}: lower-case letters, digits and hyphens. */
    String id();

    /** What the plugin does, in a few words, for the list of plugins. */
    String description() default "";
}
