package dev.vigia.agent.poll;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.vigia.agent.simulator.Listing;
import dev.vigia.agent.simulator.Sample;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatorExtension;
import dev.vigia.api.Chat;
import dev.vigia.api.ChatKind;
import dev.vigia.api.NewUnread;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists as real gateways gave them, and lists cut into pages in ways nobody would wish for. */
class GivenListsTest {
    private static final int PAGE = 20;

    private final ManualTime time = new ManualTime();

    @RegisterExtension
    final SimulatorExtension simulator = new SimulatorExtension(time);

    @TempDir
    Path directory;

    private SimulatedAccount world;

    @BeforeEach
    void start() {
        world = simulator.account("given");
    }

    private Lookout lookout() throws Exception {
        return new Lookout(directory, simulator.simulator().baseUrl(), "given", time, PAGE);
    }

    @ParameterizedTest
    @EnumSource(Sample.class)
    void samplesStayAsTheyAre_overManyPollsAndRestarts(Sample sample) throws Exception {
        world.serve(sample.json());
        try (Lookout lookout = lookout()) {
            lookout.poll();
            assertThat(lookout.heard()).containsExactly("account.baselined");
            List<String> atFirst = json(lookout);
            for (int i = 0; i < 5; i++) {
                lookout.poll();
                lookout.poll();
                lookout.sweep();
                lookout.restart();
            }
            lookout.poll();
            assertThat(lookout.heard()).isEmpty();
            assertThat(json(lookout)).isEqualTo(atFirst);
        }
    }

    @Test
    void theSeedsTwoChatsWithOnePhone_areTwoChats() throws Exception {
        world.serve(Sample.SEED.json());
        try (Lookout lookout = lookout()) {
            lookout.poll();
            List<Chat> chats = lookout.stored().snapshot().chats().stream()
                    .map(state -> state.asChat())
                    .toList();
            assertThat(chats).extracting(Chat::name).containsExactlyInAnyOrder("Z-API SUPORTE", "Z-api - Team");
            assertThat(chats).allSatisfy(chat -> assertThat(chat.phone()).contains("5511999999999"));

            // Each is still known when something happens to it.
            lookout.news();
            world.serve(Sample.SEED.json().replaceFirst("\"unread\": \"0\"", "\"unread\": \"4\""));
            lookout.poll();
            assertThat(lookout.news()).singleElement().isInstanceOfSatisfying(NewUnread.class, event -> {
                assertThat(event.chat().name()).isEqualTo("Z-API SUPORTE");
                assertThat(event.before().unread()).isZero();
                assertThat(event.chat().unread()).isEqualTo(4);
            });
        }
    }

    @Test
    void theWireOf2026_isRead() throws Exception {
        world.serve(Sample.WIRE_2026.json());
        try (Lookout lookout = lookout()) {
            lookout.poll();
            assertThat(lookout.chats().values())
                    .extracting(Chat::kind)
                    .containsExactlyInAnyOrder(
                            ChatKind.PERSON, ChatKind.PERSON, ChatKind.PERSON, ChatKind.GROUP, ChatKind.BROADCAST);
        }
    }

    @Test
    void aMuteOfTheSample_endsByTheClock() throws Exception {
        world.serve(Sample.WIRE_2026.json());
        try (Lookout lookout = lookout()) {
            lookout.poll();
            lookout.poll();
            lookout.news();
            time.advance(Duration.ofDays(365 * 20));
            lookout.poll();
            lookout.poll();
            lookout.sweep();
            assertThat(lookout.heard()).containsExactly("chat.unmuted");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {PAGE, 3 * PAGE, 3 * PAGE + 5})
    void aGatewayThatIgnoresThePage_isReadToItsEnd(int chats) throws Exception {
        Lookout.fill(world, time, chats);
        world.listing(Listing.SAME_PAGE_FOR_EVER);
        try (Lookout lookout = lookout()) {
            lookout.poll();
            lookout.poll();
            lookout.sweep();
            assertThat(lookout.chats()).hasSize(PAGE);
            assertThat(lookout.heard()).containsExactly("account.baselined");
            world.receive(Lookout.phone(3), 1);
            lookout.poll();
            assertThat(lookout.heard()).containsExactly("chat.new-unread");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CAPPED", "SHUFFLED"})
    void cappedAndUnsortedLists_areWatchedWhole(Listing listing) throws Exception {
        Lookout.fill(world, time, 3 * PAGE + 5);
        world.listing(listing);
        try (Lookout lookout = lookout()) {
            lookout.poll();
            lookout.poll();
            assertThat(lookout.chats()).hasSize(3 * PAGE + 5);
            assertThat(lookout.heard()).containsExactly("account.baselined");
            world.receive(Lookout.phone(3 * PAGE), 2);
            lookout.poll();
            assertThat(lookout.heard()).containsExactly("chat.new-unread");
            world.markSpam(Lookout.phone(3 * PAGE - 1));
            lookout.sweep();
            lookout.poll();
            assertThat(lookout.heard()).containsExactly("chat.marked-spam");
        }
    }

    @Test
    void halfAList_tellsNothing() throws Exception {
        Lookout.fill(world, time, 3 * PAGE);
        try (Lookout lookout = lookout()) {
            lookout.poll();
            lookout.news();
            for (Listing listing :
                    List.of(Listing.HALF, Listing.RIGHT, Listing.SHUFFLED, Listing.CAPPED, Listing.RIGHT)) {
                world.listing(listing);
                lookout.poll();
                lookout.sweep();
                assertThat(lookout.heard()).as("%s", listing).isEmpty();
            }
        }
    }

    @Test
    void anEndlessList_isAFailureAndNoBaseline() throws Exception {
        HttpServer endless = endless();
        try (Lookout lookout = new Lookout(
                directory, URI.create("http://127.0.0.1:" + endless.getAddress().getPort()), "given", time, 1000)) {
            lookout.poll();
            assertThat(lookout.poller().isFailing()).isTrue();
            assertThat(lookout.stored().snapshot().size()).isZero();
            assertThat(lookout.heard()).isEmpty();
        } finally {
            endless.stop(0);
        }
    }

    /** A gateway that makes up new chats for each page. */
    private static HttpServer endless() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().toString();
            String body = "{\"connected\":true}";
            if (path.contains("/chats")) {
                int page = Integer.parseInt(path.replaceFirst(".*[?&]page=(\\d+).*", "$1"));
                body = IntStream.range(0, 1000)
                        .mapToObj(i -> "{\"phone\":\"" + (5511000000000L + page * 1000L + i) + "\"}")
                        .collect(Collectors.joining(",", "[", "]"));
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static List<String> json(Lookout lookout) throws Exception {
        return lookout.stored().snapshot().chats().stream()
                .map(chat -> chat.asChat().toJson())
                .sorted()
                .toList();
    }
}
