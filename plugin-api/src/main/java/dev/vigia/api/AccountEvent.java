package dev.vigia.api;

/**
 * Something that happened to the agent's sight of a whole account.
 *
 * <p>Routes for this type get every account event, also those that later versions add.
 *
 * @since 0.1
 */
public sealed interface AccountEvent extends Event
        permits AccountBaselined,
                AccountConnected,
                AccountDisconnected,
                AccountFailing,
                AccountRecovered,
                AccountMassChange {}
