package dev.vigia.agent.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ClassFileTest {
    @Test
    void readsEveryClassOfTheJdk() throws Exception {
        Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules/java.base");
        List<Path> files;
        try (Stream<Path> walk = Files.walk(base)) {
            files = walk.filter(file -> file.toString().endsWith(".class")).toList();
        }
        assertThat(files).hasSizeGreaterThan(1000);
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                String path = base.relativize(file).toString();
                assertThat(ClassFile.read(in).declaration().name().replace('.', '/') + ".class")
                        .isEqualTo(path);
            }
        }
    }

    @Test
    void namesTheInterfaces() throws Exception {
        try (InputStream in = String.class.getResourceAsStream("String.class")) {
            assertThat(in).isNotNull();
            assertThat(ClassFile.read(in).declaration().interfaces())
                    .containsExactly(
                            "java.io.Serializable",
                            "java.lang.Comparable",
                            "java.lang.CharSequence",
                            "java.lang.constant.Constable",
                            "java.lang.constant.ConstantDesc");
        }
    }

    @Test
    void refusesWhatIsNoClass() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ClassFile.read(new ByteArrayInputStream(new byte[100])))
                .withMessage("not a class file");
    }
}
