package dev.vigia.plugins.webhook;

import dev.vigia.api.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.StringJoiner;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs messages by the Standard Webhooks scheme. Nothing prints what it signs with.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard Webhooks</a>
 */
final class SigningKeys {
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;

    private final List<SecretKeySpec> keys;

    private SigningKeys(List<SecretKeySpec> keys) {
        this.keys = keys;
    }

    /** @throws IllegalArgumentException for what is no secret, without telling it */
    static SigningKeys of(List<Secret> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("secrets is empty; requests are signed with at least one");
        }
        List<SecretKeySpec> keys = new ArrayList<>();
        for (int i = 0; i < secrets.size(); i++) {
            byte[] key = decoded(secrets.get(i).reveal().strip());
            if (key.length < SHORTEST || key.length > LONGEST) {
                throw new IllegalArgumentException("secrets, number " + (i + 1) + ", is no secret for signing: write "
                        + PREFIX + " and " + SHORTEST + " to " + LONGEST
                        + " random bytes in base64, for instance of 'openssl rand -base64 32'");
            }
            keys.add(new SecretKeySpec(key, ALGORITHM));
        }
        return new SigningKeys(List.copyOf(keys));
    }

    /** Empty if it cannot be read. */
    private static byte[] decoded(String secret) {
        try {
            return secret.startsWith(PREFIX)
                    ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
                    : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** The header's value: one signature a key. */
    String signatures(String id, long timestamp, byte[] body) {
        StringJoiner signatures = new StringJoiner(" ");
        for (SecretKeySpec key : keys) {
            signatures.add("v1," + Base64.getEncoder().encodeToString(signature(key, id, timestamp, body)));
        }
        return signatures.toString();
    }

    private static byte[] signature(SecretKeySpec key, String id, long timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new LinkageError("every Java has " + ALGORITHM, e);
        }
    }
}
