package dev.vigia.settings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Collects what is wrong, so that all of it can be told at once. */
public final class Problems {
    private final Places places;
    private final List<Problem> found = new ArrayList<>();

    public Problems(Places places) {
        this.places = places;
    }

    /** Knows where keys are written. */
    public Places places() {
        return places;
    }

    /** Adds what is wrong at a place. */
    public void add(Place place, String text) {
        found.add(new Problem(place, text));
    }

    /** Whether nothing is wrong so far. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** All problems, file by file, each file's in the order of its lines. */
    public List<String> texts() {
        List<String> sources = found.stream()
                .map(problem -> problem.place().source())
                .distinct()
                .toList();
        return found.stream()
                .sorted(Comparator.comparingInt((Problem problem) ->
                                sources.indexOf(problem.place().source()))
                        .thenComparingInt(problem -> problem.place().line()))
                .map(problem -> problem.place() + ": " + problem.text())
                .distinct()
                .toList();
    }

    /** Throws what is made of the texts, if anything is wrong. */
    public <X extends RuntimeException> void throwIfAny(Function<List<String>, X> exception) {
        if (!found.isEmpty()) {
            throw exception.apply(texts());
        }
    }

    private record Problem(Place place, String text) {}
}
