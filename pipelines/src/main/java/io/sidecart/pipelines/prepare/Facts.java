package io.sidecart.pipelines.prepare;

import io.sidecart.model.ItemFeatures;
import io.sidecart.model.OwnItem;
import io.sidecart.transforms.csv.CsvRows;
import io.sidecart.transforms.tables.WriteLines;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Counts things by name, for a text file of lines {@code name=count} that the driver reads: metrics
 * are not exact on each runner. What there is none of has no line.
 */
final class Facts {
  static final String DROPPED = "dropped.";
  static final String MALFORMED = "malformed.";

  private final List<PCollection<String>> names = new ArrayList<>();
  private final List<PCollection<KV<String, Long>>> counted = new ArrayList<>();

  /** Counts the rows of a table, by what became of them. */
  <T> Facts rows(String table, CsvRows<T> read) {
    each("Name kept", table, read.rows(), row -> table + ".kept");
    each("Name dropped", table, read.dropped(), reason -> table + "." + DROPPED + reason);
    each("Name malformed", table, read.badRows(), row -> table + "." + MALFORMED + row.reason());
    return this;
  }

  /** Counts the users, and the items that they bought. */
  Facts buyers(PCollection<KV<Integer, OwnItem>> own) {
    distinct(
        "users",
        own.apply("Take users", MapElements.into(TypeDescriptors.integers()).via(o -> o.getKey())));
    return distinct(
        "items_bought",
        own.apply(
            "Take items",
            MapElements.into(TypeDescriptors.integers()).via(o -> o.getValue().itemId())));
  }

  Facts items(KnownItems known) {
    each("Name", "items", known.features(), item -> "items");
    each("Name", "items without product", known.withoutProduct(), item -> "items_without_product");
    distinct("departments", text("departments", known.features(), ItemFeatures::department));
    return distinct("categories", text("categories", known.features(), ItemFeatures::category));
  }

  void write(String file) {
    counted.add(
        PCollectionList.of(names)
            .apply("Gather names", Flatten.pCollections())
            .apply("Count names", Count.perElement()));
    PCollectionList.of(counted)
        .apply("Gather facts", Flatten.pCollections())
        .apply(
            "Tell facts",
            MapElements.into(TypeDescriptors.strings())
                .via(fact -> fact.getKey() + "=" + fact.getValue()))
        .apply("Write facts", WriteLines.to(file));
  }

  private <T> Facts distinct(String name, PCollection<T> things) {
    counted.add(
        things
            .apply("Tell apart " + name, Combine.globally(new DistinctCount<>(things.getCoder())))
            .apply("Name " + name, WithKeys.of(name)));
    return this;
  }

  private static PCollection<String> text(
      String name,
      PCollection<ItemFeatures> features,
      SerializableFunction<ItemFeatures, String> text) {
    return features.apply("Take " + name, MapElements.into(TypeDescriptors.strings()).via(text));
  }

  private <T> Facts each(
      String verb, String what, PCollection<T> things, SerializableFunction<T, String> name) {
    names.add(
        things.apply(verb + " " + what, MapElements.into(TypeDescriptors.strings()).via(name)));
    return this;
  }
}
