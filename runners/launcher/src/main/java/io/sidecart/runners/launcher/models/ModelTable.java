package io.sidecart.runners.launcher.models;

import io.sidecart.model.SidecartException;
import io.sidecart.model.gate.Scores;
import io.sidecart.model.manifest.Manifest;
import io.sidecart.model.manifest.Publication;
import io.sidecart.model.manifest.PublicationLog;
import io.sidecart.transforms.models.ModelStore;
import io.sidecart.transforms.storage.StorageException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The versions of a store, one a line, newest first. */
final class ModelTable {
  private static final String NONE = "-";
  private static final List<String> TITLES =
      List.of("VERSION", "CREATED", "PARAMETERS", "P@5", "OWN", "STATE", "BY");

  private final ModelStore store;
  private final PublicationLog log;

  ModelTable(ModelStore store) throws IOException {
    this.store = store;
    this.log = store.publications();
  }

  void print(PrintStream out) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    List<String> versions = new ArrayList<>(store.versions());
    Collections.reverse(versions);
    for (String version : versions) {
      rows.add(row(version));
    }
    rows.add(0, TITLES);
    List<Integer> widths =
        IntStream.range(0, TITLES.size())
            .mapToObj(i -> rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
            .toList();
    for (List<String> row : rows) {
      out.println(
          IntStream.range(0, row.size())
              .mapToObj(i -> padded(row.get(i), widths.get(i)))
              .collect(Collectors.joining("  "))
              .stripTrailing());
    }
    out.println();
    out.println("P@5: precision@5 on the purchases held out; OWN: of own purchases by frequency");
  }

  private List<String> row(String version) throws IOException {
    String state = state(version);
    String by = by(version);
    try {
      Manifest manifest = store.manifest(version);
      Optional<Scores> scores = Scores.of(manifest);
      return List.of(
          version,
          manifest.created().truncatedTo(ChronoUnit.SECONDS).toString(),
          parameters(manifest.parameters()),
          scores.map(each -> score(each.precision())).orElse(NONE),
          scores.map(each -> score(each.ownFrequency())).orElse(NONE),
          state,
          by);
    } catch (SidecartException e) {
      String what = e instanceof StorageException ? "unreadable" : "damaged";
      return List.of(version, NONE, what, NONE, NONE, state, by);
    }
  }

  private String state(String version) {
    if (isVersionOf(log.current(), version)) {
      return "published";
    }
    if (isVersionOf(log.rollbackTarget(), version)) {
      return "before";
    }
    return last(version) == null ? NONE : "replaced";
  }

  /** Who published it last. */
  private String by(String version) {
    Publication last = last(version);
    if (last == null || last.by() == null) {
      return NONE;
    }
    return last.by()
        + (last.overruled() != null ? ", by force" : last.bringsBack() ? ", by rollback" : "");
  }

  private @Nullable Publication last(String version) {
    return log.publications().stream()
        .filter(each -> each.version().equals(version))
        .reduce((older, newer) -> newer)
        .orElse(null);
  }

  private static boolean isVersionOf(Optional<Publication> publication, String version) {
    return publication.map(Publication::version).filter(version::equals).isPresent();
  }

  private static String parameters(Manifest.Parameters parameters) {
    return String.format(
        Locale.ROOT,
        "%s rank %d iterations %d reg %s%s",
        parameters.implicit() ? "implicit" : "explicit",
        parameters.rank(),
        parameters.maxIter(),
        parameters.regParam(),
        parameters.implicit() ? " alpha " + parameters.alpha() : "");
  }

  private static String score(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
