package io.sidecart.transforms.ids;

import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.ids.IdSource;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/** Writes beside the recommended items of each row their ids as the shop knows them. */
public final class TellOriginalIds
    extends PTransform<PCollection<EnrichedEvent>, PCollection<EnrichedEvent>> {
  private static final long serialVersionUID = 1L;

  private final IdSource items;

  private TellOriginalIds(IdSource items) {
    this.items = items;
  }

  /**
   * @param items the dictionary of the items
   */
  public static TellOriginalIds of(IdSource items) {
    return new TellOriginalIds(items);
  }

  @Override
  public PCollection<EnrichedEvent> expand(PCollection<EnrichedEvent> rows) {
    return rows.apply("TellIds", ParDo.of(new TellFn(items))).setCoder(rows.getCoder());
  }

  private static final class TellFn extends DoFn<EnrichedEvent, EnrichedEvent> {
    private static final long serialVersionUID = 1L;

    private final IdSource items;
    private transient IdSource.@Nullable Opened opened;

    TellFn(IdSource items) {
      this.items = items;
    }

    @Setup
    public void setup() {
      opened = items.open();
    }

    @ProcessElement
    public void process(@Element EnrichedEvent row, OutputReceiver<EnrichedEvent> rows) {
      rows.output(row.withOriginalIds(opened::textOf));
    }

    @Teardown
    public void teardown() {
      if (opened != null) {
        opened.close();
      }
    }
  }
}
