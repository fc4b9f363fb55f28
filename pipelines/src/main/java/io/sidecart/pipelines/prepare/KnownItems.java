package io.sidecart.pipelines.prepare;

import io.sidecart.model.ItemFeatures;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;

/**
 * The ranked items, each in one of the two.
 *
 * @param features of the items that the products tell of
 * @param withoutProduct the ids of the others
 */
record KnownItems(PCollection<ItemFeatures> features, PCollection<Integer> withoutProduct)
    implements POutput {

  @Override
  public Pipeline getPipeline() {
    return features.getPipeline();
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    return Map.of(FindFeatures.FEATURES, features, FindFeatures.WITHOUT_PRODUCT, withoutProduct);
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {}
}
