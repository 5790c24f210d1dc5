package dev.vigia.agent.config;

import com.typesafe.config.ConfigObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Collects what is wrong, so that all of it can be told at once. */
final class Problems {
    private final Places places;
    private final List<Problem> found = new ArrayList<>();

    Problems(Places places) {
        this.places = places;
    }

    Places places() {
        return places;
    }

    /** The section {@code vigia}, which holds everything. */
    Section root(ConfigObject vigia) {
        List<String> path = List.of(Layers.ROOT);
        return new Section(vigia, path, places.of(path).orElseGet(() -> Place.of(vigia.origin())), this);
    }

    void add(Place place, String text) {
        found.add(new Problem(place, text));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** All problems, file by file, each file's in the order of its lines. */
    List<String> texts() {
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

    <X extends RuntimeException> void throwIfAny(Function<List<String>, X> exception) {
        if (!found.isEmpty()) {
            throw exception.apply(texts());
        }
    }

    private record Problem(Place place, String text) {}
}
