package io.sidecart.pipelines.prepare;

import io.sidecart.model.BaselineItem;
import io.sidecart.model.ItemFeatures;
import io.sidecart.transforms.tables.WriteLines;
import java.util.Map;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TypeDescriptors;

/** Writes the items of top_5 with their features as lines of one text file. */
final class WriteTopItems extends PTransform<PCollection<BaselineItem>, PDone> {
  private static final long serialVersionUID = 1L;

  private final transient PCollection<ItemFeatures> features;
  private final String file;

  private WriteTopItems(PCollection<ItemFeatures> features, String file) {
    this.features = features;
    this.file = file;
  }

  static WriteTopItems of(PCollection<ItemFeatures> features, String file) {
    return new WriteTopItems(features, file);
  }

  @Override
  public PDone expand(PCollection<BaselineItem> baselines) {
    PCollectionView<Map<Integer, ItemFeatures>> byItem =
        features
            .apply(
                "Key features",
                WithKeys.<Integer, ItemFeatures>of(ItemFeatures::itemId)
                    .withKeyType(TypeDescriptors.integers()))
            .apply("View features", View.asMap());
    return baselines
        .apply("Describe items", ParDo.of(new DescribeFn(byItem)).withSideInputs(byItem))
        .setCoder(StringUtf8Coder.of())
        .apply("Write file", WriteLines.to(file));
  }

  private static final class DescribeFn extends DoFn<BaselineItem, String> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<Map<Integer, ItemFeatures>> features;

    DescribeFn(PCollectionView<Map<Integer, ItemFeatures>> features) {
      this.features = features;
    }

    @ProcessElement
    public void describe(ProcessContext context) {
      BaselineItem item = context.element();
      ItemFeatures known = context.sideInput(features).get(item.itemId());
      if (item.name().equals(BaselineItem.TOP_5) && known != null) {
        context.output(TopItem.of(item, known).toLine());
      }
    }
  }
}
