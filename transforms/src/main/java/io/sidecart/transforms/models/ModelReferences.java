package io.sidecart.transforms.models;

import io.sidecart.transforms.coders.ModelReferenceCoder;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.joda.time.Duration;

/**
 * Views that name the model to be served.
 *
 * <p>Each is a list, of which the newest entry counts: on streaming Spark a view can be empty at
 * first and can hold a few entries later, where a singleton would fail.
 */
public final class ModelReferences {
  private ModelReferences() {}

  /** The references given, for good; an empty list where there is no model. */
  public static PTransform<PBegin, PCollectionView<List<ModelReference>>> fixed(
      List<ModelReference> references) {
    return new Fixed(List.copyOf(references));
  }

  /**
   * The version that is published in a store, read again and again. The pipeline becomes an
   * unbounded one.
   *
   * @param folder the model store
   * @param every how often the pointer is read, at least a millisecond
   */
  public static PTransform<PBegin, PCollectionView<List<ModelReference>>> refreshing(
      String folder, Duration every) {
    if (every.getMillis() < 1) {
      throw new IllegalArgumentException("every is " + every + ", but it must be at least 1 ms");
    }
    return new Refreshing(Storages.absolute(folder), every);
  }

  /**
   * The version that is published in a store, read whenever an element comes.
   *
   * @param folder the model store
   */
  public static PTransform<PCollection<Long>, PCollectionView<List<ModelReference>>> readOnEach(
      String folder) {
    return new ViewPublished(Storages.absolute(folder));
  }

  /** The version that is published in a store at this moment. */
  public static ModelReference current(ModelStore store) throws IOException {
    return store
        .current()
        .map(
            publication ->
                new ModelReference(store.folder(), publication.version(), publication.sequence()))
        .orElse(ModelReference.none(store.folder()));
  }

  private static final class Fixed
      extends PTransform<PBegin, PCollectionView<List<ModelReference>>> {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an immutable list of the JDK
    private final List<ModelReference> references;

    Fixed(List<ModelReference> references) {
      this.references = references;
    }

    @Override
    public PCollectionView<List<ModelReference>> expand(PBegin begin) {
      return begin
          .apply("Name model", Create.of(references).withCoder(ModelReferenceCoder.of()))
          .apply("View models", View.asList());
    }
  }

  private static final class Refreshing
      extends PTransform<PBegin, PCollectionView<List<ModelReference>>> {
    private static final long serialVersionUID = 1L;

    private final String folder;
    private final Duration every;

    Refreshing(String folder, Duration every) {
      this.folder = folder;
      this.every = every;
    }

    @Override
    public PCollectionView<List<ModelReference>> expand(PBegin begin) {
      return begin
          .apply("Tick", GenerateSequence.from(0).withRate(1, every))
          .apply("View published model", readOnEach(folder));
    }
  }
}
