package io.sidecart.model.manifest;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which version of a model store is to be served from a moment on.
 *
 * @param version the version's name
 * @param sequence how many publications there were with this one; the larger one is the newer,
 *     whatever the clocks say, also after a return to an older version
 * @param published when
 * @param by the name of the user who did it; null where an older release did not record it
 * @param previous the sequence of the publication that a rollback returns to; null where there is
 *     none
 * @param restores the sequence of the publication that this one brought back; null where it is no
 *     rollback
 * @param overruled what was refused and published all the same; null where nothing was
 */
public record Publication(
    String version,
    long sequence,
    Instant published,
    @Nullable String by,
    @Nullable Long previous,
    @Nullable Long restores,
    @Nullable Overruled overruled) {
  public Publication {
    requireNonNull(version, "version");
    requireNonNull(published, "published");
  }

  /**
   * A refusal that was overruled.
   *
   * @param reason why, in the words of the one who did it
   * @param refusals what was held against the version, one line each
   */
  public record Overruled(String reason, List<String> refusals) {
    public Overruled {
      requireNonNull(reason, "reason");
      refusals = List.copyOf(refusals);
    }
  }

  /** Whether an older version was brought back. */
  public boolean bringsBack() {
    return restores != null;
  }
}
