package io.sidecart.model.manifest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All publications of a model store, oldest first; the last one is served.
 *
 * <p>A rollback takes back the publication that is served, and the next rollback the one before
 * that: each publication remembers the one to return to, so that two rollbacks do not lead back to
 * where the first began.
 *
 * @param publications by sequence
 */
public record PublicationLog(List<Publication> publications) {
  public PublicationLog {
    publications = List.copyOf(publications);
  }

  /** Of a store in which nothing was published yet. */
  public static PublicationLog empty() {
    return new PublicationLog(List.of());
  }

  /** The one that is served; empty before the first. */
  public Optional<Publication> current() {
    return publications.isEmpty()
        ? Optional.empty()
        : Optional.of(publications.get(publications.size() - 1));
  }

  /** The sequence of the one that is served, 0 before the first. */
  public long sequence() {
    return current().map(Publication::sequence).orElse(0L);
  }

  /** Where a rollback leads: the version that was published before the one that is served. */
  public Optional<Publication> rollbackTarget() {
    Optional<Publication> at = current();
    while (at.isPresent()) {
      at = previousOf(at.get());
      if (at.isPresent() && !at.get().version().equals(publishedVersion())) {
        return at;
      }
    }
    return Optional.empty();
  }

  private String publishedVersion() {
    return current().orElseThrow().version();
  }

  private Optional<Publication> previousOf(Publication publication) {
    Long previous = publication.previous();
    return publications.stream()
        .filter(each -> previous != null && each.sequence() == previous)
        .findFirst();
  }

  /**
   * The log with one more version published.
   *
   * @param by who does it
   * @param overruled what is published against a refusal; null where nothing is
   */
  public PublicationLog published(
      String version, Instant when, String by, Publication.@Nullable Overruled overruled) {
    Long previous = current().map(Publication::sequence).orElse(null);
    return plus(new Publication(version, sequence() + 1, when, by, previous, null, overruled));
  }

  /**
   * The log with an older publication brought back.
   *
   * @param target what {@link #rollbackTarget} gave
   */
  public PublicationLog rolledBack(Publication target, Instant when, String by) {
    return plus(
        new Publication(
            target.version(),
            sequence() + 1,
            when,
            by,
            target.previous(),
            target.sequence(),
            null));
  }

  private PublicationLog plus(Publication publication) {
    List<Publication> all = new ArrayList<>(publications);
    all.add(publication);
    return new PublicationLog(all);
  }

  /** When a version was last replaced; empty where it was never served, or is served now. */
  public Optional<Instant> replaced(String version) {
    Optional<Instant> last = Optional.empty();
    for (int i = 0; i < publications.size(); i++) {
      if (publications.get(i).version().equals(version)) {
        last =
            i + 1 < publications.size()
                ? Optional.of(publications.get(i + 1).published())
                : Optional.empty();
      }
    }
    return last;
  }
}
