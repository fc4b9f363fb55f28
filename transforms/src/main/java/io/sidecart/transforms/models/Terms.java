package io.sidecart.transforms.models;

import io.sidecart.model.manifest.Publication;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * On which terms a version is published.
 *
 * @param expected the sequence of the publication that it was judged against, 0 where there was
 *     none; empty where it was not judged
 * @param overruled the refusal that is overruled; null where there was none
 */
public record Terms(OptionalLong expected, Publication.@Nullable Overruled overruled) {

  /** Of a version that nobody judged. */
  public static Terms none() {
    return new Terms(OptionalLong.empty(), null);
  }
}
