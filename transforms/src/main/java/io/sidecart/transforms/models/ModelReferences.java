package io.sidecart.transforms.models;

import io.sidecart.model.manifest.PublicationLog;
import io.sidecart.transforms.coders.ModelReferenceCoder;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionView;

/** Views that name the model to be served: each is a list, of which the newest entry counts. */
public final class ModelReferences {
  private ModelReferences() {}

  /** A view of these references; a store that has no model yet is {@link ModelReference#none}. */
  public static PTransform<PBegin, PCollectionView<List<ModelReference>>> viewOf(
      List<ModelReference> references) {
    return new ViewOf(List.copyOf(references));
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

  /** The same, behind the one that a rollback would go back to. */
  public static List<ModelReference> lastTwo(ModelStore store) throws IOException {
    PublicationLog log = store.publications();
    return Stream.concat(log.rollbackTarget().stream(), log.current().stream())
        .map(
            publication ->
                new ModelReference(store.folder(), publication.version(), publication.sequence()))
        .toList();
  }

  private static final class ViewOf
      extends PTransform<PBegin, PCollectionView<List<ModelReference>>> {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an immutable list of the JDK
    private final List<ModelReference> references;

    ViewOf(List<ModelReference> references) {
      this.references = references;
    }

    @Override
    public PCollectionView<List<ModelReference>> expand(PBegin begin) {
      return begin
          .apply("Name model", Create.of(references).withCoder(ModelReferenceCoder.of()))
          .apply("View models", View.asList());
    }
  }
}
