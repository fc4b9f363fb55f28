package io.sidecart.pipelines.split;

import io.sidecart.model.Purchase;
import io.sidecart.transforms.tables.WriteLines;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Writes how many purchases each half has, first the history, then the live half: lines {@code
 * history=count} and {@code live=count}.
 */
final class CountHalves extends PTransform<PCollectionList<Purchase>, PDone> {
  private static final long serialVersionUID = 1L;
  static final String HISTORY = "history";
  static final String LIVE = "live";

  private final String file;

  private CountHalves(String file) {
    this.file = file;
  }

  static CountHalves to(String file) {
    return new CountHalves(file);
  }

  @Override
  public PDone expand(PCollectionList<Purchase> halves) {
    return PCollectionList.of(name(HISTORY, halves.get(0)))
        .and(name(LIVE, halves.get(1)))
        .apply("Gather", Flatten.pCollections())
        .apply("Count", Count.perElement())
        .apply(
            "Tell",
            MapElements.into(TypeDescriptors.strings())
                .via(count -> count.getKey() + "=" + count.getValue()))
        .apply("Write file", WriteLines.to(file));
  }

  private static PCollection<String> name(String name, PCollection<Purchase> half) {
    return half.apply(
        "Name " + name, MapElements.into(TypeDescriptors.strings()).via(purchase -> name));
  }
}
