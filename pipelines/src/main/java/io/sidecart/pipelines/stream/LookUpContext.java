package io.sidecart.pipelines.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.cql.lookup.ItemFeaturesSource;
import io.sidecart.cql.lookup.OwnPurchasesSource;
import io.sidecart.model.CartEvent;
import io.sidecart.model.CartEventJson;
import io.sidecart.model.DeadLetter;
import io.sidecart.model.EventContext;
import io.sidecart.model.ItemFeatures;
import io.sidecart.model.Message;
import io.sidecart.model.OwnPurchases;
import io.sidecart.transforms.coders.ItemFeaturesCoder;
import io.sidecart.transforms.coders.OwnPurchasesCoder;
import io.sidecart.transforms.lookup.FailedLookUp;
import io.sidecart.transforms.lookup.LookUp;
import io.sidecart.transforms.lookup.LookUpSource;
import io.sidecart.transforms.lookup.LookedUp;
import java.time.Duration;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Puts beside each event what its user bought and what is known of its item. */
final class LookUpContext extends PTransform<PCollection<CartEvent>, LookUpContext.Result> {
  private static final long serialVersionUID = 1L;
  static final String REASON = "look-up-failed";

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

  private static <T, V> LookUp<T, Integer, V> lookUp(
      String name,
      SerializableFunction<T, Integer> keyOf,
      LookUpSource<Integer, V> source,
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

  /** The own purchases come last: they are the largest, and what a step hands on is coded. */
  @Override
  public Result expand(PCollection<CartEvent> events) {
    LookUp.Result<CartEvent, ItemFeatures> items = events.apply("LookUpItemFeatures", itemFeatures);
    LookUp.Result<LookedUp<CartEvent, ItemFeatures>, OwnPurchases> users =
        items.found().apply("LookUpOwnPurchases", ownPurchases);
    return new Result(
        users
            .found()
            .apply(
                "ToContext",
                MapElements.into(TypeDescriptor.of(EventContext.class))
                    .via(LookUpContext::context)),
        PCollectionList.of(
                items
                    .failures()
                    .apply(
                        "ItemDeadLetters",
                        MapElements.into(TypeDescriptor.of(DeadLetter.class))
                            .via(failed -> deadLetter(failed.input(), failed))))
            .and(
                users
                    .failures()
                    .apply(
                        "UserDeadLetters",
                        MapElements.into(TypeDescriptor.of(DeadLetter.class))
                            .via(failed -> deadLetter(failed.input().input(), failed))))
            .apply("FlattenFailures", Flatten.pCollections()));
  }

  private static EventContext context(
      LookedUp<LookedUp<CartEvent, ItemFeatures>, OwnPurchases> lookedUp) {
    OwnPurchases own = lookedUp.value();
    return new EventContext(
        lookedUp.input().input(),
        lookedUp.input().value(),
        own == null ? OwnPurchases.none() : own);
  }

  /** The event as JSON: what else its message held was not of the event, and is gone by now. */
  private static DeadLetter deadLetter(CartEvent event, FailedLookUp<?> failed) {
    return new DeadLetter(
        new Message(
            event.id(),
            event.eventTime(),
            null,
            CartEventJson.write(
                    event.userId(),
                    event.itemId(),
                    event.quantity(),
                    event.salesValue(),
                    event.userText(),
                    event.itemText())
                .getBytes(UTF_8)),
        REASON,
        failed.detail());
  }

  /** The events with their context, and those whose look-up failed for good. */
  static final class Result implements POutput {
    private static final TupleTag<EventContext> CONTEXTS = new TupleTag<>("contexts");
    private static final TupleTag<DeadLetter> DEAD_LETTERS = new TupleTag<>("dead_letters");

    private final PCollection<EventContext> contexts;
    private final PCollection<DeadLetter> deadLetters;

    Result(PCollection<EventContext> contexts, PCollection<DeadLetter> deadLetters) {
      this.contexts = contexts;
      this.deadLetters = deadLetters;
    }

    PCollection<EventContext> contexts() {
      return contexts;
    }

    PCollection<DeadLetter> deadLetters() {
      return deadLetters;
    }

    @Override
    public Pipeline getPipeline() {
      return contexts.getPipeline();
    }

    @Override
    public Map<TupleTag<?>, PValue> expand() {
      return Map.of(CONTEXTS, contexts, DEAD_LETTERS, deadLetters);
    }

    @Override
    public void finishSpecifyingOutput(
        String transformName, PInput input, PTransform<?, ?> transform) {}
  }
}
