package io.sidecart.transforms.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import io.sidecart.transforms.lookup.InMemorySource.Fault;
import io.sidecart.transforms.metrics.MetricValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.metrics.DistributionResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("pipeline")
@ExtendWith(TestPipelineExtension.class)
class LookUpTest {
  private static final InMemorySource USERS = InMemorySource.of(Map.of(1, "Ada", 2, "Bob"));

  /** An element: its place in the bundle, and the user it asks for. */
  private static KV<Long, Integer> ask(long place, int user) {
    return KV.of(place, user);
  }

  private static LookedUp<KV<Long, Integer>, String> answer(
      long place, int user, @Nullable String name) {
    return new LookedUp<>(ask(place, user), name);
  }

  @Test
  void putsTheAnswerOrNothingBesideEachElement(TestPipeline pipeline) {
    PCollection<LookedUp<KV<Long, Integer>, String>> found =
        oneBundle(pipeline, List.of(ask(0, 1), ask(1, 2), ask(2, 9))).apply("LookUp", users(USERS));

    PAssert.that(found)
        .containsInAnyOrder(List.of(answer(0, 1, "Ada"), answer(1, 2, "Bob"), answer(2, 9, null)));
    pipeline.run();
  }

  @Test
  void makesOneRequestForAKeyOfSeveralElements(TestPipeline pipeline) {
    PCollection<LookedUp<KV<Long, Integer>, String>> found =
        oneBundle(pipeline, List.of(ask(0, 1), ask(1, 9), ask(2, 1), ask(3, 9), ask(4, 1)))
            .apply("LookUp", users(USERS));

    PAssert.that(found)
        .containsInAnyOrder(
            List.of(
                answer(0, 1, "Ada"),
                answer(1, 9, null),
                answer(2, 1, "Ada"),
                answer(3, 9, null),
                answer(4, 1, "Ada")));
    PipelineResult run = pipeline.run();
    assertThat(counter(run, "requests")).isEqualTo(2);
    assertThat(counter(run, "hits") + counter(run, "negative_hits") + counter(run, "misses"))
        .isEqualTo(5);
    assertThat(requestTimes(run).getCount()).isEqualTo(2);
  }

  @Test
  void anElementWhoseKeyFailsGoesOnWithout(TestPipeline pipeline) {
    PCollection<LookedUp<KV<Long, Integer>, String>> found =
        oneBundle(pipeline, List.of(ask(0, 1), ask(1, 2)))
            .apply("LookUp", users(USERS.withFaults(1, Fault.REFUSED)));

    PAssert.that(found).containsInAnyOrder(List.of(answer(0, 1, null), answer(1, 2, "Bob")));
    assertThat(counter(pipeline.run(), "failures")).isEqualTo(1);
  }

  @Test
  void countsWhatIsReadInPart(TestPipeline pipeline) {
    PCollection<LookedUp<KV<Long, Integer>, String>> found =
        oneBundle(pipeline, List.of(ask(0, 1), ask(1, 2)))
            .apply("LookUp", users(InMemorySource.of(Map.of(1, "Ada", 2, "Bartholomew"))));

    PAssert.that(found)
        .containsInAnyOrder(List.of(answer(0, 1, "Ada"), answer(1, 2, "Bartholome")));
    assertThat(counter(pipeline.run(), "cut")).isEqualTo(1);
  }

  @Test
  void triesATransientFailureAgain(TestPipeline pipeline) {
    PCollection<LookedUp<KV<Long, Integer>, String>> found =
        oneBundle(pipeline, List.of(ask(0, 1)))
            .apply("LookUp", users(USERS.withFaults(1, Fault.OVERLOADED, Fault.OVERLOADED)));

    PAssert.that(found).containsInAnyOrder(List.of(answer(0, 1, "Ada")));
    PipelineResult run = pipeline.run();
    assertThat(counter(run, "requests")).isEqualTo(3);
    assertThat(counter(run, "retries")).isEqualTo(2);
  }

  @Test
  void failsTheBundleWhenTheStoreStaysAway(TestPipeline pipeline) {
    oneBundle(pipeline, List.of(ask(0, 1), ask(1, 2))).apply("LookUp", users(USERS.withDown(1)));

    assertThatThrownBy(pipeline::run)
        .hasStackTraceContaining(SidecartException.class.getName())
        .hasStackTraceContaining("The store did not answer for 0.3 s (users, key 1: ")
        .hasStackTraceContaining("FaultException: the store was OVERLOADED");
  }

  @Test
  void keepsTimestampsAndWindowsHoweverOftenItGivesElementsOut(TestPipeline pipeline) {
    List<TimestampedValue<KV<Long, Integer>>> elements =
        IntStream.range(0, 25)
            .mapToObj(i -> TimestampedValue.of(ask(i, i % 7), Instant.ofEpochSecond(100 - 4 * i)))
            .toList();

    PCollection<LookedUp<KV<Long, Integer>, String>> found =
        pipeline
            .apply("ListElements", Create.timestamped(elements).withCoder(elementCoder()))
            .apply(
                "AssignWindows",
                Window.into(FixedWindows.of(org.joda.time.Duration.standardSeconds(10))))
            // Three elements have this key, in as many requests or fewer.
            .apply(
                "LookUp",
                users(USERS.withFaults(5, Fault.REFUSED, Fault.REFUSED, Fault.REFUSED))
                    .withFlushAt(4));

    PAssert.that(found.apply("ShowFound", ParDo.of(new ShowFn())))
        .satisfies(
            shown -> {
              assertThat(shown).hasSize(25).allMatch(ShowFn::isInPlace);
              return null;
            });
    pipeline.run();
  }

  /** Tells the place of an element, which says what its timestamp must be, and where it stands. */
  private static final class ShowFn extends DoFn<LookedUp<KV<Long, Integer>, String>, String> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element LookedUp<KV<Long, Integer>, String> found,
        @Timestamp Instant timestamp,
        BoundedWindow window,
        OutputReceiver<String> output) {
      IntervalWindow interval = (IntervalWindow) window;
      output.output(
          found.input().getKey()
              + " "
              + timestamp.getMillis() / 1000
              + " "
              + interval.start().getMillis() / 1000);
    }

    static boolean isInPlace(String shown) {
      String[] parts = shown.split(" ", -1);
      int second = 100 - 4 * Integer.parseInt(parts[0]);
      return Integer.parseInt(parts[1]) == second
          && Integer.parseInt(parts[2]) == Math.floorDiv(second, 10) * 10;
    }
  }

  /** One element that a step makes all others of, so that they come in one bundle, in order. */
  private static PCollection<KV<Long, Integer>> oneBundle(
      TestPipeline pipeline, List<KV<Long, Integer>> elements) {
    return pipeline
        .apply("Start", Create.of("start"))
        .apply(
            "ListElements",
            FlatMapElements.into(
                    TypeDescriptors.kvs(TypeDescriptors.longs(), TypeDescriptors.integers()))
                .via(start -> elements))
        .setCoder(elementCoder());
  }

  private static KvCoder<Long, Integer> elementCoder() {
    return KvCoder.of(VarLongCoder.of(), VarIntCoder.of());
  }

  private static LookUp<KV<Long, Integer>, Integer, String> users(InMemorySource source) {
    return LookUp.<KV<Long, Integer>, Integer, String>of(
            "users", KV::getValue, source, StringUtf8Coder.of())
        .withPauses(Duration.ofMillis(1), Duration.ofMillis(10))
        .withPatience(Duration.ofMillis(300));
  }

  private static long counter(PipelineResult run, String name) {
    long sum = 0;
    for (MetricResult<Long> counter : run.metrics().queryMetrics(named(name)).getCounters()) {
      sum += MetricValue.of(counter);
    }
    return sum;
  }

  private static DistributionResult requestTimes(PipelineResult run) {
    return MetricValue.of(
        run.metrics().queryMetrics(named("request_ms")).getDistributions().iterator().next());
  }

  private static MetricsFilter named(String name) {
    return MetricsFilter.builder()
        .addNameFilter(MetricNameFilter.named(LookUp.class, "users." + name))
        .build();
  }
}
