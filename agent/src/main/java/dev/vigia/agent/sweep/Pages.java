package dev.vigia.agent.sweep;

import dev.vigia.agent.zapi.DecodedPage;
import dev.vigia.agent.zapi.ZApiException;

/** Where pages of the list come from. */
@FunctionalInterface
public interface Pages {
    /**
     * Asks for a page.
     *
     * @param page the first is 1
     */
    DecodedPage read(int page, int size) throws ZApiException;
}
