package dev.vigia.agent.built;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Looks for secrets in texts and in the bytes of all files below a directory: as they are, as a URL has them, and in Base64.
 *
 * @param secrets of at least eight characters
 */
record Secrets(List<String> secrets) {
    static Secrets of(String... secrets) {
        return new Secrets(List.of(secrets));
    }

    void shouldNotBeIn(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                shouldNotBeIn(file.toString(), Files.readString(file, ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void shouldNotBeIn(String where, String text) {
        String searched = text.toLowerCase(Locale.ROOT);
        for (String secret : secrets) {
            for (String form : forms(secret)) {
                assertThat(searched.contains(form.toLowerCase(Locale.ROOT)))
                        .as("a secret is in %s", where)
                        .isFalse();
            }
        }
    }

    /** Wherever a secret stands in what is encoded, one of three cuts of its Base64 text shows. */
    private static List<String> forms(String secret) {
        List<String> forms = new ArrayList<>(List.of(secret, URLEncoder.encode(secret, UTF_8)));
        for (int skipped = 0; skipped < 3; skipped++) {
            byte[] bytes = secret.substring(skipped).getBytes(UTF_8);
            byte[] whole = Arrays.copyOf(bytes, bytes.length - bytes.length % 3);
            forms.add(Base64.getEncoder().encodeToString(whole));
            forms.add(Base64.getUrlEncoder().encodeToString(whole));
        }
        return forms;
    }
}
