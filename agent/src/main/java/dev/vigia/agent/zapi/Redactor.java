package dev.vigia.agent.zapi;

import dev.vigia.agent.account.Account;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes the gateway's own words fit to print: the gateway is known to repeat tokens in its error texts. */
final class Redactor {
    private static final int LONGEST = 120;
    private static final String MARK = "***";
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Z}]+");
    // Whoever a long word without a space belongs to, it says nothing to a reader, and it may be somebody else's token.
    private static final Pattern LONG_WORD = Pattern.compile("[\\p{Alnum}+/=_%.~-]{20,}");

    private final Pattern secrets;

    Redactor(Account account) {
        Stream<String> known = Stream.of(account.token().reveal(), account.instance());
        if (account.clientToken() != null) {
            known = Stream.concat(known, Stream.of(account.clientToken().reveal()));
        }
        List<String> patterns = known.flatMap(Redactor::forms)
                .filter(form -> !form.isEmpty())
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .map(Pattern::quote)
                .toList();
        secrets = Pattern.compile(String.join("|", patterns), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static Stream<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                secret,
                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The text without secrets and control characters, cut to what fits in a message. */
    String safe(String text) {
        // Only the beginning can be printed, but a secret that straddles the cut must be seen whole.
        String start = text.substring(0, Math.min(text.length(), 8192));
        String plain = UNPRINTABLE.matcher(start).replaceAll(" ").strip();
        String redacted = LONG_WORD
                .matcher(secrets.matcher(plain).replaceAll(MARK))
                .replaceAll(MARK)
                .replace('"', '\'');
        if (redacted.length() <= LONGEST) {
            return redacted;
        }
        int end = Character.isHighSurrogate(redacted.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
        return redacted.substring(0, end) + "…";
    }

    @Override
    public String toString() {
        return "Redactor";
    }
}
