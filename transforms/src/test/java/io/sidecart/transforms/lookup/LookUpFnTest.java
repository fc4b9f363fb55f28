package io.sidecart.transforms.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import io.sidecart.transforms.lookup.InMemorySource.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.WindowedValues;
import org.joda.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LookUpFnTest {
  private static final InMemorySource USERS =
      InMemorySource.of(Map.of(1, "Ada", 2, "Bob", 3, "Cleo"));

  private final List<String> given = new ArrayList<>();
  private final List<LookUpFn<?, ?, ?>> fns = new ArrayList<>();

  @AfterEach
  void tearDown() {
    fns.forEach(LookUpFn::teardown);
  }

  @Test
  void givesElementsOutInTheOrderInWhichTheyCame() throws Exception {
    LookUpFn<Integer, Integer, String> fn = fn(users(USERS.withFaults(3, Fault.REFUSED)));

    fn.start();
    for (int user : List.of(2, 1, 3, 9, 2, 1)) {
      process(fn, user);
    }
    assertThat(given).isEmpty();
    finish(fn);

    assertThat(given).containsExactly("2 Bob", "1 Ada", "3 null", "9 null", "2 Bob", "1 Ada");
  }

  @Test
  void givesElementsOutAtOnceWhenTheirAnswersAreAtHand() throws Exception {
    LookUpFn<Integer, Integer, String> fn = fn(users(USERS));
    bundle(fn, 1, 2, 9);
    given.clear();

    fn.start();
    process(fn, 2);
    process(fn, 9);

    assertThat(given).containsExactly("2 Bob", "9 null");
  }

  @Test
  void keepsTheOrderWhenSomeAnswersAreAtHand() throws Exception {
    LookUpFn<Integer, Integer, String> fn = fn(users(USERS));
    bundle(fn, 1);
    given.clear();

    bundle(fn, 1, 2, 1);

    assertThat(given).containsExactly("1 Ada", "2 Bob", "1 Ada");
  }

  @Test
  void letsNoMoreElementsWaitThanItMay() throws Exception {
    LookUpFn<Integer, Integer, String> fn = fn(users(USERS).withFlushAt(2));

    fn.start();
    process(fn, 1);
    assertThat(given).isEmpty();
    process(fn, 2);

    assertThat(given).containsExactly("1 Ada", "2 Bob");
  }

  @Test
  void asksNoMoreOnceTheStoreIsKnownToBeAway() throws Exception {
    LookUpFn<Integer, Integer, String> fn =
        fn(
            users(USERS.withDown(1))
                .withRequestsInFlight(1)
                .withPauses(Duration.ofMillis(1), Duration.ofMillis(2))
                .withPatience(Duration.ofMillis(20)));

    fn.start();
    process(fn, 1);
    // There is one place only, so this look-up begins when the first has failed.
    process(fn, 2);

    assertThatThrownBy(() -> process(fn, 3))
        .isInstanceOf(SidecartException.class)
        .hasMessageStartingWith("The store did not answer for 0.02 s (users, key 1: ");
    assertThat(given).isEmpty();
  }

  @Test
  void failsTheBundleWhenTheStoreIsAtFault() throws Exception {
    LookUpFn<Integer, Integer, String> fn = fn(users(USERS.withFaults(1, Fault.BROKEN)));

    assertThatThrownBy(() -> bundle(fn, 1))
        .isInstanceOf(SidecartException.class)
        .hasMessageStartingWith("The store cannot be asked (users, key 1: ");
    assertThat(given).isEmpty();
  }

  private static LookUp<Integer, Integer, String> users(LookUpSource<Integer, String> source) {
    return LookUp.of("users", user -> user, source, StringUtf8Coder.of());
  }

  private LookUpFn<Integer, Integer, String> fn(LookUp<Integer, Integer, String> lookUp) {
    LookUpFn<Integer, Integer, String> fn = new LookUpFn<>(UUID.randomUUID().toString(), lookUp);
    fns.add(fn);
    fn.setup();
    return fn;
  }

  private void bundle(LookUpFn<Integer, Integer, String> fn, int... users) throws Exception {
    fn.start();
    for (int user : users) {
      process(fn, user);
    }
    finish(fn);
  }

  private void process(LookUpFn<Integer, Integer, String> fn, int user) throws Exception {
    fn.process(user, Instant.EPOCH, GlobalWindow.INSTANCE, PaneInfo.NO_FIRING, receiver());
  }

  @SuppressWarnings("NonCanonicalType") // the only way to make an inner class of another object
  private void finish(LookUpFn<Integer, Integer, String> fn) throws Exception {
    fn.finish(
        fn.new FinishBundleContext() {
          @Override
          public PipelineOptions getPipelineOptions() {
            return PipelineOptionsFactory.create();
          }

          @Override
          public void output(
              LookedUp<Integer, String> value, Instant timestamp, BoundedWindow window) {
            record(value);
          }

          @Override
          public <T> void output(
              TupleTag<T> tag, T value, Instant timestamp, BoundedWindow window) {
            throw new IllegalStateException("There is one output");
          }
        });
  }

  private void record(LookedUp<Integer, String> value) {
    given.add(value.input() + " " + value.value());
  }

  private OutputReceiver<LookedUp<Integer, String>> receiver() {
    return value ->
        WindowedValues.<LookedUp<Integer, String>>builder()
            .setValue(value)
            .setTimestamp(Instant.EPOCH)
            .setWindow(GlobalWindow.INSTANCE)
            .setPaneInfo(PaneInfo.NO_FIRING)
            .setReceiver(windowed -> record(windowed.getValue()));
  }
}
