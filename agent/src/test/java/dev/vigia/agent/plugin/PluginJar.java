package dev.vigia.agent.plugin;

import dev.vigia.api.ChatPlugin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A jar as a stranger's build would make it: Java source text, compiled against the plugin API, JSpecify and SLF4J and nothing
 * else.
 *
 * <pre>{@code
 * Path jar = PluginJar.withSetup("night", "setup.on(NewUnread.class).handle((event, context) -> {});").writeTo(directory, "night.jar");
 * }</pre>
 */
@NullMarked
public final class PluginJar {
    private static final String SERVICES = "META-INF/services/dev.vigia.api.ChatPlugin";
    private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|record|interface|enum) (\\w+)");

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final List<String> providers = new ArrayList<>();
    private final List<Path> libraries = new ArrayList<>();
    private final List<String> omitted = new ArrayList<>();
    private final Map<String, byte[]> resources = new LinkedHashMap<>();
    private @Nullable String version;
    private int classVersion;
    private String folder = "";

    private PluginJar() {}

    /** The sources of a plugin; each that says {@code implements ChatPlugin} is named in the services file. */
    public static PluginJar of(String... sources) {
        PluginJar jar = new PluginJar();
        for (String source : sources) {
            Matcher inPackage = PACKAGE.matcher(source);
            Matcher type = TYPE.matcher(source);
            if (!type.find()) {
                throw new IllegalArgumentException("no type is declared in: " + source);
            }
            String name = (inPackage.find() ? inPackage.group(1) + "." : "") + type.group(1);
            jar.sources.put(name, source);
            if (source.contains("implements ChatPlugin")) {
                jar.providers.add(name);
            }
        }
        return jar;
    }

    /** The plugin {@code com.acme.Sample}, with the statements of its setup. {@code dev.vigia.api} and {@code java.util} are imported. */
    public static PluginJar withSetup(String id, String statements) {
        return of(source("Sample", id, "", statements));
    }

    /** The source of a plugin class in package {@code com.acme}. */
    public static String source(String className, String id, String members, String statements) {
        return """
                package com.acme;
                import dev.vigia.api.*;
                import java.util.*;
                @Plugin(id = "%s", description = "A sample")
                public final class %s implements ChatPlugin {
                    %s
                    @Override
                    public void setup(Setup setup) throws Exception {
                        %s
                    }
                }
                """.formatted(id, className, members, statements);
    }

    /** The lines of the services file, instead of the right ones; none: there is no such file. */
    public PluginJar naming(String... lines) {
        providers.clear();
        providers.addAll(List.of(lines));
        return this;
    }

    /** What the manifest tells as {@code Implementation-Version}. */
    public PluginJar version(String newVersion) {
        version = newVersion;
        return this;
    }

    public PluginJar resource(String path, String text) {
        return resource(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public PluginJar resource(String path, byte[] content) {
        resources.put(path, content);
        return this;
    }

    /** Compiles against a jar as well, without packing it. */
    public PluginJar against(Path library) {
        libraries.add(library);
        return this;
    }

    /** Leaves a class out, as if its library had been forgotten. */
    public PluginJar without(String className) {
        omitted.add(className.replace('.', '/') + ".class");
        return this;
    }

    /** Marks all classes as built for another Java: 61 is 17, 69 is 25. */
    public PluginJar classVersion(int major) {
        classVersion = major;
        return this;
    }

    /** Packs all but the manifest into a folder, as if that folder had been packed rather than what is in it. */
    public PluginJar inFolder(String name) {
        folder = name + "/";
        return this;
    }

    /** Holds a class of somebody else's as well. */
    public PluginJar bundling(Class<?> type) {
        String path = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getClassLoader().getResourceAsStream(path)) {
            return resource(path, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jar's bytes. */
    public byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            pack(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Writes the jar, in one step as a careful operator would. */
    public Path writeTo(Path directory, String name) {
        try {
            Files.createDirectories(directory);
            Path jar = directory.resolve(name);
            Path unfinished = Files.createTempFile(directory, ".jar", ".tmp");
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                pack(out);
            }
            return Files.move(unfinished, jar, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pack(OutputStream out) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        String versionLine = version == null ? "" : "Implementation-Version: " + version + "\r\n";
        entries.put(
                "META-INF/MANIFEST.MF",
                ("Manifest-Version: 1.0\r\n" + versionLine + "\r\n").getBytes(StandardCharsets.UTF_8));
        if (!providers.isEmpty()) {
            entries.put(SERVICES, (String.join("\n", providers) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        entries.putAll(compile());
        entries.keySet().removeAll(omitted);
        entries.putAll(resources);
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                String place = entry.getKey().endsWith("MANIFEST.MF") ? "" : folder;
                zip.putNextEntry(new ZipEntry(place + entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
    }

    private Map<String, byte[]> compile() throws IOException {
        if (sources.isEmpty()) {
            return Map.of();
        }
        Path classes = Files.createTempDirectory("plugin-classes");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of(
                    "-d",
                    classes.toString(),
                    "-classpath",
                    classPath(),
                    "-proc:none",
                    "-implicit:none",
                    "--release",
                    "17");
            List<SourceText> texts = sources.entrySet().stream()
                    .map(source -> new SourceText(source.getKey(), source.getValue()))
                    .toList();
            if (!compiler.getTask(messages, files, null, options, null, texts).call()) {
                throw new IllegalArgumentException("the plugin's source does not compile:\n" + messages);
            }
        }
        return read(classes);
    }

    private String classPath() {
        return Stream.concat(
                        Stream.of(ChatPlugin.class, Logger.class, NullMarked.class)
                                .map(PluginJar::placeOf),
                        libraries.stream())
                .map(Path::toString)
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    private static Path placeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, byte[]> read(Path classes) throws IOException {
        Map<String, byte[]> read = new TreeMap<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] content = Files.readAllBytes(file);
                if (classVersion != 0) {
                    content[7] = (byte) classVersion;
                }
                read.put(classes.relativize(file).toString().replace('\\', '/'), content);
            }
        }
        return read;
    }

    private static final class SourceText extends SimpleJavaFileObject {
        private final String text;

        SourceText(String className, String text) {
            super(
                    URI.create("source:///" + className.replace('.', '/') + JavaFileObject.Kind.SOURCE.extension),
                    Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
