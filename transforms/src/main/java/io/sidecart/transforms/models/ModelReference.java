package io.sidecart.transforms.models;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Names the model to be served: a small value that can go through a pipeline in the model's place.
 *
 * @param folder the model store
 * @param version the version, empty where nothing is published yet
 * @param sequence of the publication, 0 where nothing is published yet; the largest is the newest
 */
public record ModelReference(String folder, String version, long sequence) implements Serializable {
  /** Oldest first. */
  public static final Comparator<ModelReference> BY_AGE =
      Comparator.comparingLong(ModelReference::sequence).thenComparing(ModelReference::version);

  public ModelReference {
    requireNonNull(folder, "folder");
    requireNonNull(version, "version");
  }

  /** Of a store in which nothing is published yet. */
  public static ModelReference none(String folder) {
    return new ModelReference(folder, "", 0);
  }

  /** Whether it names a model. */
  public boolean isPublished() {
    return sequence > 0;
  }
}
