package dev.vigia.agent.zapi;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import com.sun.management.ThreadMXBean;
import dev.vigia.agent.zapi.Answer.Coding;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Compares the decoding of a page of 1,000 chats with what Moshi does by reflection, by CPU time and by garbage. The two take turns, so
 * that what else the machine does hits both. Run {@code main}; ratios are what counts.
 */
final class DecodeBenchmark {
    private static final int CHATS = 1000;
    private static final int ROUNDS = 24;
    private static final int DECODES = 60;
    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private DecodeBenchmark() {}

    /** A chat as Moshi reads it by reflection: the same fields, as the wire writes them. */
    static final class Row {
        @Nullable
        String phone;

        @Nullable
        String lid;

        @Nullable
        String name;

        @Nullable
        String unread;

        @Nullable
        String lastMessageTime;

        @Nullable
        String isMuted;

        @Nullable
        Long muteEndTime;

        @Nullable
        String isMarkedSpam;

        @Nullable
        String archived;

        @Nullable
        String pinned;

        @Nullable
        Boolean isGroupAnnouncement;

        @Nullable
        Boolean isGroup;

        @Nullable
        String profileThumbnail;

        @Nullable
        Object notes;
    }

    private interface Decode {
        int rows() throws IOException;
    }

    /** Nanoseconds of CPU and bytes of garbage for one chat. */
    private record Cost(double nanos, double bytes) {
        static Cost of(Decode decode) throws IOException {
            long cpu = THREAD.getCurrentThreadCpuTime();
            long bytes = THREAD.getCurrentThreadAllocatedBytes();
            int rows = 0;
            for (int i = 0; i < DECODES; i++) {
                rows += decode.rows();
            }
            return new Cost(
                    (double) (THREAD.getCurrentThreadCpuTime() - cpu) / rows,
                    (double) (THREAD.getCurrentThreadAllocatedBytes() - bytes) / rows);
        }
    }

    public static void main(String[] arguments) throws IOException {
        byte[] page = page();
        byte[] gzipped = Decoding.gzipped(page);
        JsonAdapter<List<Row>> adapter =
                new Moshi.Builder().build().adapter(Types.newParameterizedType(List.class, Row.class));
        Decode ours = () -> Decoding.page(page, Coding.PLAIN, Decoding.MAX_BODY).rows();
        Decode inflated =
                () -> Decoding.page(gzipped, Coding.GZIP, Decoding.MAX_BODY).rows();
        Decode reflective = () -> {
            List<Row> rows = adapter.fromJson(new Buffer().write(page));
            return rows == null ? 0 : rows.size();
        };
        List<Cost> first = new ArrayList<>();
        List<Cost> second = new ArrayList<>();
        List<Cost> third = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            first.add(Cost.of(ours));
            second.add(Cost.of(inflated));
            third.add(Cost.of(reflective));
        }
        System.out.printf("%d chats, %d bytes, %d gzipped%n", CHATS, page.length, gzipped.length);
        print("Moshi by reflection", median(third), median(third));
        print("ours", median(first), median(third));
        print("ours, gzipped", median(second), median(third));
    }

    private static void print(String name, Cost cost, Cost base) {
        System.out.printf(
                "%-20s %6.0f ns/chat (%.2f) %6.0f B/chat (%.2f)%n",
                name, cost.nanos(), cost.nanos() / base.nanos(), cost.bytes(), cost.bytes() / base.bytes());
    }

    /** Without the first rounds, in which the compiler was still at work. */
    private static Cost median(List<Cost> costs) {
        List<Cost> warm = costs.subList(ROUNDS / 3, ROUNDS);
        int middle = warm.size() / 2;
        return new Cost(
                warm.stream().mapToDouble(Cost::nanos).sorted().toArray()[middle],
                warm.stream().mapToDouble(Cost::bytes).sorted().toArray()[middle]);
    }

    private static byte[] page() {
        Random random = new Random(1);
        StringBuilder json = new StringBuilder("[");
        for (int i = 0; i < CHATS; i++) {
            String phone = "55319" + (10_000_000 + random.nextInt(80_000_000));
            json.append(i == 0 ? "" : ",")
                    .append("{\"pinned\":\"false\",\"messagesUnread\":\"0\",\"unread\":\"")
                    .append(random.nextInt(10) == 0 ? random.nextInt(30) : 0)
                    .append("\",\"lid\":\"")
                    .append(100_000_000_000_000L + random.nextInt())
                    .append("@lid\",\"lastMessageTime\":\"")
                    .append(1_768_497_607_000L - random.nextInt())
                    .append("\",\"isGroupAnnouncement\":false,\"archived\":\"false\",\"phone\":\"")
                    .append(phone)
                    .append("\",\"name\":\"Cliente ")
                    .append((char) ('A' + i % 26))
                    .append(i)
                    .append("\",\"isGroup\":false,\"isMuted\":\"0\",\"isMarkedSpam\":\"false\"")
                    .append(
                            i % 3 == 0
                                    ? ""
                                    : ",\"profileThumbnail\":\"https://pps.whatsapp.net/v/t61.24694-24/" + phone
                                            + "_n.jpg?ccb=11-4&oh=01_Q5" + Long.toHexString(random.nextLong())
                                            + "&oe=677B1234\"")
                    .append("}");
        }
        return json.append("]").toString().getBytes(StandardCharsets.UTF_8);
    }
}
