package io.sidecart.transforms.models;

import io.sidecart.model.SidecartException;
import io.sidecart.transforms.coders.ModelReferenceCoder;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the pointer of a model store whenever an element comes. */
final class ViewPublished
    extends PTransform<PCollection<Long>, PCollectionView<List<ModelReference>>> {
  private static final long serialVersionUID = 1L;

  private final String folder;

  ViewPublished(String folder) {
    this.folder = folder;
  }

  @Override
  public PCollectionView<List<ModelReference>> expand(PCollection<Long> ticks) {
    return ticks
        .apply("Read model pointer", ParDo.of(new ReadPointer(folder)))
        .setCoder(ModelReferenceCoder.of())
        .apply(
            "Take the latest",
            Window.<ModelReference>into(new GlobalWindows())
                .triggering(Repeatedly.forever(AfterPane.elementCountAtLeast(1)))
                .discardingFiredPanes())
        .apply("View models", View.asList());
  }

  private static final class ReadPointer extends DoFn<Long, ModelReference> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ReadPointer.class);

    private final Counter failures =
        Metrics.counter(ModelReferences.class, "models.pointer_failures");
    private final String folder;

    ReadPointer(String folder) {
      this.folder = folder;
    }

    /**
     * Names no model where the pointer cannot be read: events wait for the first answer, and a
     * worker that already serves a model keeps it.
     */
    @ProcessElement
    public void processElement(OutputReceiver<ModelReference> out) {
      try {
        out.output(ModelReferences.current(ModelStore.at(folder)));
      } catch (SidecartException | IOException e) {
        failures.inc();
        LOG.warn("The model stays as it is: {}", e.getMessage());
        out.output(ModelReference.none(folder));
      }
    }
  }
}
