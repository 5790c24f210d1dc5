package dev.vigia.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which known word was meant by a misspelt one. */
public final class Nearest {
    private Nearest() {}

    /** The known word that is most like the given one, if any is like it. */
    public static Optional<String> to(String word, Collection<String> known) {
        String plain = plain(word);
        return known.stream()
                .filter(candidate -> isLike(plain, plain(candidate)))
                .min(Comparator.comparingInt((String candidate) -> distance(plain, plain(candidate)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The end of a message: {@code "; did you mean …?"}, or nothing if no known word is like the given one. */
    static String question(String word, Collection<String> known) {
        return to(word, known).map(nearest -> "; did you mean " + nearest + "?").orElse("");
    }

    /** The end of a message: the word that was meant, or all that are known. */
    public static String hint(String word, Collection<String> known) {
        return to(word, known)
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElseGet(() ->
                        known.isEmpty() ? "; nothing is known here" : "; known here: " + String.join(", ", known));
    }

    private static boolean isLike(String word, String candidate) {
        int tolerated = Math.min(3, Math.max(word.length(), candidate.length()) / 3);
        return distance(word, candidate) <= tolerated || (word.length() >= 4 && candidate.startsWith(word));
    }

    /** Case and hyphens are not what tells words apart: {@code pageSize} means {@code page-size}. */
    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** How many letters to insert, drop, replace, or swap with their neighbour. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
