package dev.vigia.agent.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseable;
import dev.vigia.settings.Place;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code include} may bring in: files in UTF-8, and what comes over https. Plain http is refused, because whoever sits on the way
 * could write the configuration. The library passes over a file that is not there in silence; here it is a warning.
 */
final class Includes implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL {
    private static final Logger LOG = LoggerFactory.getLogger(Includes.class);
    private static final List<String> ENDINGS = List.of("", ".conf", ".json", ".properties");

    private final SourceFiles files;
    private final @Nullable ConfigIncluder library;

    Includes(SourceFiles files) {
        this(files, null);
    }

    private Includes(SourceFiles files, @Nullable ConfigIncluder library) {
        this.files = files;
        this.library = library;
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return new Includes(files, fallback);
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
        URL url = url(what);
        if (url != null) {
            return includeURL(context, url);
        }
        for (String ending : ENDINGS) {
            ConfigParseable file = context.relativeTo(what + ending);
            if (file != null && file.origin().filename() != null) {
                checkIfThere(Path.of(file.origin().filename()));
            }
        }
        return warnIfMissing(
                context, what, strict -> Objects.requireNonNull(library).include(strict, what));
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
        checkIfThere(what.toPath());
        return warnIfMissing(
                context,
                what.getPath(),
                strict -> ConfigFactory.parseFileAnySyntax(what, strict.parseOptions())
                        .root());
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
        if (!what.getProtocol().toLowerCase(Locale.ROOT).equals("https")) {
            throw new InvalidConfigException(List.of(files.placeOfInclude(what.toString())
                    + ": includes a URL that does not begin with https://, so anybody on the way could write your configuration;"
                    + " use https, or copy the file and include that"));
        }
        return warnIfMissing(
                context,
                what.toString(),
                strict -> ConfigFactory.parseURL(what, strict.parseOptions()).root());
    }

    private void checkIfThere(Path file) {
        if (Files.isRegularFile(file) && Files.isReadable(file)) {
            files.check(file);
        }
    }

    private ConfigObject warnIfMissing(
            ConfigIncludeContext context, String what, Function<ConfigIncludeContext, ConfigObject> read) {
        try {
            return read.apply(context.setParseOptions(context.parseOptions().setAllowMissing(false)));
        } catch (ConfigException.IO e) {
            Place place = files.placeOfInclude(what);
            if (!context.parseOptions().getAllowMissing()) {
                throw new InvalidConfigException(List.of(place
                        + ": includes something that is not there or cannot be read; correct its name, or let the user that"
                        + " runs the agent read it"));
            }
            LOG.warn(
                    "{}: includes something that is not there or cannot be read, so nothing of it counts;"
                            + " correct its name, or write include required(…) to make that an error",
                    place);
            return ConfigFactory.empty().root();
        }
    }

    private static @Nullable URL url(String what) {
        try {
            return new URL(what);
        } catch (MalformedURLException e) {
            return null;
        }
    }
}
