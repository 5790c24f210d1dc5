package dev.vigia.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** What the shipped {@code conf/logback.xml} makes of a log message. */
class LogbackConfTest {
    private static final Path SHIPPED = Path.of("..", "conf", "logback.xml");
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\S+ ";

    private final LoggerContext context = new LoggerContext();
    private final Logger log = context.getLogger("dev.vigia.agent.poll.AccountPoller");

    @Test
    void writesTimeLevelLoggerAndMessage_toStandardError() throws Exception {
        assertThat(logged(() -> log.info("unreachable"))).matches(TIME + "INFO  AccountPoller: unreachable\n");
    }

    @Test
    void namesAccountAndPlugin_whenThereIsOne() throws Exception {
        assertThat(logged(() -> {
                    context.getMDCAdapter().put("account", "sales");
                    log.warn("a");
                    context.getMDCAdapter().put("plugin", "night");
                    log.warn("b");
                }))
                .matches(TIME + "WARN  AccountPoller account=sales: a\n" + TIME
                        + "WARN  AccountPoller account=sales plugin=night: b\n");
    }

    @Test
    void isQuietAboutDetails() throws Exception {
        assertThat(logged(() -> log.debug("quiet poll"))).isEmpty();
    }

    @Test
    void keepsForeignTextOnItsLine_andTokensOut() throws Exception {
        assertThat(logged(() -> log.error(
                        "chat {} at {}",
                        "a\nb\u001b[31m",
                        "https://h/instances/I/token/CANARY/chats",
                        new IOException("https://h/token/CANARY"))))
                .contains("chat a?b?[31m at https://h/instances/I/token/(secret)/chats\n")
                .contains("java.io.IOException: https://h/token/(secret)\n", "\tat ")
                .doesNotContain("CANARY");
    }

    @Test
    void logsToAFileToo_onceTheCommentsAreTakenAway(@TempDir Path directory) throws Exception {
        String shipped = Files.readString(SHIPPED);
        String uncommented = shipped.replaceFirst("(?s)<!-- To log to a file[^\\n]*\\n(.*?)  -->\\n", "$1")
                .replace("<!-- <appender-ref ref=\"file\" /> -->", "<appender-ref ref=\"file\" />")
                .replace("data/vigia", directory + "/vigia");
        Path changed = Files.writeString(directory.resolve("logback.xml"), uncommented);
        String console = logged(changed, () -> log.info("hello"));
        assertThat(console).endsWith("AccountPoller: hello\n");
        assertThat(directory.resolve("vigia.log")).hasContent(console);
    }

    private String logged(Runnable logging) throws JoranException {
        return logged(SHIPPED, logging);
    }

    private String logged(Path configuration, Runnable logging) throws JoranException {
        PrintStream stderr = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            context.setMDCAdapter(new LogbackMDCAdapter());
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(configuration.toFile());
            logging.run();
        } finally {
            System.setErr(stderr);
            context.stop();
        }
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .filteredOn(status -> status.getLevel() > Status.INFO)
                .isEmpty();
        return written.toString(StandardCharsets.UTF_8);
    }
}
