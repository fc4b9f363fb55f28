package io.sidecart.pipelines.stream;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.lookup.ItemFeaturesSource;
import io.sidecart.cql.lookup.OwnPurchasesSource;
import io.sidecart.model.CartEvent;
import io.sidecart.model.EventContext;
import io.sidecart.model.ItemFeatures;
import io.sidecart.model.OwnPurchases;
import io.sidecart.transforms.coders.ItemFeaturesCoder;
import io.sidecart.transforms.coders.OwnPurchasesCoder;
import io.sidecart.transforms.lookup.LookUp;
import io.sidecart.transforms.lookup.LookUpSource;
import io.sidecart.transforms.lookup.LookedUp;
import java.time.Duration;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Puts beside each event what its user bought and what is known of its item; an event does without
 * what cannot be read for its key.
 */
final class LookUpContext extends PTransform<PCollection<CartEvent>, PCollection<EventContext>> {
  private static final long serialVersionUID = 1L;

  private final LookUp<CartEvent, Integer, ItemFeatures> itemFeatures;
  private final LookUp<LookedUp<CartEvent, ItemFeatures>, Integer, OwnPurchases> ownPurchases;

  private LookUpContext(
      LookUp<CartEvent, Integer, ItemFeatures> itemFeatures,
      LookUp<LookedUp<CartEvent, ItemFeatures>, Integer, OwnPurchases> ownPurchases) {
    this.itemFeatures = itemFeatures;
    this.ownPurchases = ownPurchases;
  }

  static LookUpContext of(StreamOptions options, CassandraSettings cassandra) {
    return new LookUpContext(
        lookUp(
            "item_features",
            CartEvent::itemId,
            new ItemFeaturesSource(cassandra),
            ItemFeaturesCoder.of(),
            options),
        lookUp(
            "own_purchases",
            lookedUp -> lookedUp.input().userId(),
            new OwnPurchasesSource(cassandra),
            OwnPurchasesCoder.of(),
            options));
  }

  /** A look-up as the options say. */
  static <T, K, V> LookUp<T, K, V> lookUp(
      String name,
      SerializableFunction<T, K> keyOf,
      LookUpSource<K, V> source,
      Coder<V> coder,
      StreamOptions options) {
    return LookUp.of(name, keyOf, source, coder)
        .withCacheSize(options.getCacheSize())
        .withTimeToLive(Duration.ofSeconds(options.getCacheTtl()))
        .withNegativeTimeToLive(Duration.ofSeconds(options.getNegativeCacheTtl()))
        .withRequestsInFlight(options.getLookUpsInFlight())
        .withRequestTimeout(Duration.ofMillis(options.getLookUpTimeout()))
        .withPatience(Duration.ofSeconds(options.getPatience()));
  }

  /**
   * The own purchases come last: they are the largest, and a runner may code what a step gives out.
   */
  @Override
  public PCollection<EventContext> expand(PCollection<CartEvent> events) {
    return events
        .apply("LookUpItemFeatures", itemFeatures)
        .apply("LookUpOwnPurchases", ownPurchases)
        .apply(
            "ToContext",
            MapElements.into(TypeDescriptor.of(EventContext.class)).via(LookUpContext::context));
  }

  private static EventContext context(
      LookedUp<LookedUp<CartEvent, ItemFeatures>, OwnPurchases> lookedUp) {
    OwnPurchases own = lookedUp.value();
    return new EventContext(
        lookedUp.input().input(),
        lookedUp.input().value(),
        own == null ? OwnPurchases.none() : own);
  }
}
