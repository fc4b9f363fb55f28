package io.sidecart.transforms.recommend;

import io.sidecart.model.CartEvent;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventContext;
import io.sidecart.model.EventId;
import io.sidecart.model.OwnPurchases;
import io.sidecart.transforms.models.ModelReference;
import io.sidecart.transforms.models.ModelReferences;
import io.sidecart.transforms.models.ModelStore;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Events that come in while one model after the other is published: the first of item 10, the
 * second of item 20, one that is refused, and the first again. The baseline is item 90.
 */
final class PublishingStory {
  private final PCollectionView<List<ModelReference>> models;
  private final PCollection<EventContext> events;
  private final String first;
  private final String second;

  private PublishingStory(
      PCollectionView<List<ModelReference>> models,
      PCollection<EventContext> events,
      String first,
      String second) {
    this.models = models;
    this.events = events;
    this.first = first;
    this.second = second;
  }

  static PublishingStory play(
      TestPipeline pipeline, ModelStore store, String first, String second, String refused) {
    PCollection<String> steps =
        pipeline.apply(
            "Play",
            TestStream.create(StringUtf8Coder.of())
                .addElements("0", "1")
                .addElements(first)
                // While one bundle reads the pointer, and loads a model, those beside it go on
                // with what there is.
                .addElements("2")
                .addElements("3", "4")
                .addElements(second)
                .addElements("5")
                .addElements("6", "7")
                .addElements(refused)
                .addElements("8", "9")
                .addElements(first)
                .addElements("10")
                .addElements("11")
                .advanceWatermarkToInfinity());
    PCollectionView<List<ModelReference>> models =
        pipeline.apply(
            "View models", ModelReferences.viewOf(List.of(ModelReference.none(store.folder()))));
    return new PublishingStory(
        models,
        steps.apply("Publish or read", ParDo.of(new PlayFn(store.folder()))),
        first,
        second);
  }

  /** Names the store alone: nothing is published yet. */
  PCollectionView<List<ModelReference>> models() {
    return models;
  }

  /** Events of user 1. */
  PCollection<EventContext> events() {
    return events;
  }

  /** Each event once, by the model that was published before it. */
  void assertFollowed(PCollection<String> rows) {
    PAssert.that(rows)
        .containsInAnyOrder(
            "0: 90 by null",
            "1: 90 by null",
            "2: 10 by " + first,
            "3: 10 by " + first,
            "4: 10 by " + first,
            "5: 20 by " + second,
            "6: 20 by " + second,
            "7: 20 by " + second,
            "8: 20 by " + second,
            "9: 20 by " + second,
            "10: 10 by " + first,
            "11: 10 by " + first);
  }

  /** An event of each user, with item 7 in the cart; the offsets count from 0. */
  static PCollection<EventContext> eventsOf(TestPipeline pipeline, int... users) {
    List<EventContext> contexts =
        IntStream.range(0, users.length).mapToObj(i -> event(i, users[i])).toList();
    return pipeline.apply("Create events", Create.of(contexts));
  }

  static EventContext event(int offset, int user) {
    EventId id = new EventId("cart", 0, offset);
    return new EventContext(
        new CartEvent(id, Instant.EPOCH, user, 7, 1, 2.5), null, OwnPurchases.none());
  }

  /** Each row as "offset: first item by model". */
  static PCollection<String> shown(PCollection<EnrichedEvent> rows) {
    return rows.apply("Show", ParDo.of(new ShowFn()));
  }

  /** A step that is a number is the offset of an event, another the version to publish. */
  private static final class PlayFn extends DoFn<String, EventContext> {
    private static final long serialVersionUID = 1L;
    private final String folder;

    PlayFn(String folder) {
      this.folder = folder;
    }

    @ProcessElement
    public void processElement(@Element String step, OutputReceiver<EventContext> out)
        throws IOException {
      if (step.length() > 3) {
        ModelStore.at(folder).publish(step);
      } else {
        out.output(event(Integer.parseInt(step), 1));
      }
    }
  }

  private static final class ShowFn extends DoFn<EnrichedEvent, String> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void processElement(@Element EnrichedEvent row, OutputReceiver<String> out) {
      out.output(
          "%d: %d by %s"
              .formatted(
                  row.event().id().offset(),
                  row.recommendations().get(0).itemId(),
                  row.modelVersion()));
    }
  }
}
