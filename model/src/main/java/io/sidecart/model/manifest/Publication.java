package io.sidecart.model.manifest;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Which version of a model store is to be served: the content of its pointer file.
 *
 * @param version the version's name
 * @param sequence how many publications there were with this one; the larger one is the newer,
 *     whatever the clocks say, also after a return to an older version
 * @param published when
 */
public record Publication(String version, long sequence, Instant published) {
  public Publication {
    requireNonNull(version, "version");
    requireNonNull(published, "published");
  }
}
