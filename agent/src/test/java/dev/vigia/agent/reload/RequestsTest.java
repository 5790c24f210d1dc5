package dev.vigia.agent.reload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.report.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request that is made gets its answer, whenever the agent starts. */
class RequestsTest {
    @TempDir
    private Path directory;

    private Requests requests;

    @BeforeEach
    void open() throws Exception {
        requests = new Requests(directory.resolve("reload"));
        requests.open();
    }

    @Test
    void aRequestFromBeforeTheStart_isAnswered() throws Exception {
        String request = requests.ask();
        requests.open();
        assertThat(requests.take()).contains(request);
        assertThat(requests.take()).isEmpty();

        requests.answer(request, new Report());

        assertThat(requests.await(request, Duration.ZERO)).isPresent();
        assertThat(directory.resolve("reload")).isEmptyDirectory();
    }

    @Test
    void aRequestThatWasTakenButNotAnswered_isTakenAgain_andAnswersOfBeforeAreNot() throws Exception {
        String request = requests.ask();
        requests.take();
        assertThat(requests.withdraw(request)).isFalse();
        Files.createFile(directory.resolve("reload/other.answer"));
        Files.createFile(directory.resolve("reload/other.unfinished"));

        requests.open();

        assertThat(requests.take()).contains(request);
        try (var files = Files.list(directory.resolve("reload"))) {
            assertThat(files).hasSize(1);
        }
    }
}
