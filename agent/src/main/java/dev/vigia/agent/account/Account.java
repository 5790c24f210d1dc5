package dev.vigia.agent.account;

import dev.vigia.api.Secret;
import org.jspecify.annotations.Nullable;

/**
 * One Z-API instance under the name its operator gave it.
 *
 * @param name the name used everywhere else: in logs, events and the store
 * @param instance the instance's id at Z-API
 * @param token the instance's token; Z-API wants it in the path of every URL
 * @param clientToken the security token of the Z-API customer, if one is demanded
 */
public record Account(
        String name,
        String instance,
        Secret token,
        @Nullable Secret clientToken) {
    @Override
    public String toString() {
        return name;
    }
}
