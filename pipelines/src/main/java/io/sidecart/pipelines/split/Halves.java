package io.sidecart.pipelines.split;

import io.sidecart.model.Purchase;
import io.sidecart.transforms.coders.PurchaseCoder;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;

/**
 * All purchases: each is in one of the two.
 *
 * @param history what is known
 * @param live what is replayed
 */
record Halves(PCollection<Purchase> history, PCollection<Purchase> live) implements POutput {
  static final TupleTag<Purchase> HISTORY = new TupleTag<>("history") {};
  static final TupleTag<Purchase> LIVE = new TupleTag<>("live") {};

  static Halves of(PCollectionTuple halves) {
    return new Halves(
        halves.get(HISTORY).setCoder(PurchaseCoder.of()),
        halves.get(LIVE).setCoder(PurchaseCoder.of()));
  }

  @Override
  public Pipeline getPipeline() {
    return history.getPipeline();
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    return Map.of(HISTORY, history, LIVE, live);
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {}
}
