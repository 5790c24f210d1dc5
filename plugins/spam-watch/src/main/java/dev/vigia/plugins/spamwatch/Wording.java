package dev.vigia.plugins.spamwatch;

import java.time.Duration;

/** The words of a warning. */
public enum Wording {
    /** Portuguese. */
    PT {
        @Override
        String warning(String account, String what) {
            return "Alerta de spam na conta " + account + ": " + what + ".";
        }

        @Override
        String allClear(String account, String what) {
            return "Tudo normal na conta " + account + ": " + what + ".";
        }

        @Override
        String counts(int marked, int added) {
            return count(marked, "conversa marcada como spam", "conversas marcadas como spam")
                    + " e "
                    + count(added, "conversa nova", "conversas novas");
        }

        @Override
        String during(Duration window) {
            long minutes = window.toMinutes();
            if (minutes % MINUTES_AN_HOUR != 0) {
                return minutes == 1 ? "no último minuto" : "nos últimos " + minutes + " min";
            }
            return window.toHours() == 1 ? "na última hora" : "nas últimas " + window.toHours() + " horas";
        }
    },
    /** English. */
    EN {
        @Override
        String warning(String account, String what) {
            return "Spam warning for " + account + ": " + what + ".";
        }

        @Override
        String allClear(String account, String what) {
            return "All clear on " + account + ": " + what + ".";
        }

        @Override
        String counts(int marked, int added) {
            return count(marked, "chat marked as spam", "chats marked as spam")
                    + " and "
                    + count(added, "new chat", "new chats");
        }

        @Override
        String during(Duration window) {
            long minutes = window.toMinutes();
            if (minutes % MINUTES_AN_HOUR != 0) {
                return minutes == 1 ? "in the last minute" : "in the last " + minutes + " min";
            }
            return window.toHours() == 1 ? "in the last hour" : "in the last " + window.toHours() + " hours";
        }
    };

    private static final int MINUTES_AN_HOUR = 60;

    /**
     * Tells that there is too much.
     *
     * @param what how much in which time
     */
    abstract String warning(String account, String what);

    /**
     * Tells that there is no longer too much.
     *
     * @param what how much in which time
     */
    abstract String allClear(String account, String what);

    /** How much. */
    abstract String counts(int marked, int added);

    /** In which time. */
    abstract String during(Duration window);

    private static String count(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
