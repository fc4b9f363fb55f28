package io.sidecart.transforms.lookup;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sidecart.model.SidecartException;
import io.sidecart.transforms.lookup.Answer.Failed;
import io.sidecart.transforms.lookup.Answer.Known;
import io.sidecart.transforms.worker.WorkerResources;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts elements in a queue from the first whose answer is not at hand, and gives them out in order
 * when the queue is long enough or the bundle ends.
 */
final class LookUpFn<InputT, K, V> extends DoFn<InputT, LookedUp<InputT, V>> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(LookUpFn.class);

  /** Some runners tear down after each small batch; cache and connection must outlive that. */
  private final String id;

  private final String name;
  private final SerializableFunction<InputT, K> keyOf;
  private final LookUpSource<K, V> source;
  private final LookUpSettings settings;
  private final LookUpMetrics metrics;

  private transient WorkerResources.@Nullable Lease<LookUpClient<K, V>> lease;
  private transient @Nullable LookUpClient<K, V> client;
  private transient @Nullable List<Waiting<InputT, V>> queue;
  private transient @Nullable LookUpTally tally;

  private record ClientKey(String id) {}

  private record Waiting<InputT, V>(
      InputT input,
      Instant timestamp,
      BoundedWindow window,
      PaneInfo pane,
      CompletableFuture<Answer<V>> answer) {}

  /** Gives a value out with the timestamp and window of the element that it belongs to. */
  private interface Emitter<InputT, V> {
    void emit(@Nullable V value, Waiting<InputT, V> element);
  }

  LookUpFn(String id, LookUp<InputT, K, V> lookUp) {
    this.id = id;
    this.name = lookUp.label();
    this.keyOf = lookUp.keyOf();
    this.source = lookUp.source();
    this.settings = lookUp.settings();
    this.metrics = new LookUpMetrics(name);
  }

  @Setup
  public void setup() {
    lease =
        WorkerResources.lease(
            new ClientKey(id),
            WorkerResources.ACROSS_BATCHES,
            () ->
                new LookUpClient<>(
                    name, source.connect(settings.patience()), settings, Ticker.systemTicker()));
    client = lease.get();
  }

  @StartBundle
  public void start() {
    queue = new ArrayList<>();
    tally = new LookUpTally();
  }

  @ProcessElement
  public void process(
      @Element InputT input,
      @Timestamp Instant timestamp,
      BoundedWindow window,
      PaneInfo pane,
      OutputReceiver<LookedUp<InputT, V>> output)
      throws InterruptedException {
    K key = keyOf.apply(input);
    Known<V> known = client.cached(key);
    if (known != null) {
      countHit(known);
      if (queue.isEmpty()) {
        output.output(new LookedUp<>(input, known.value()));
        return;
      }
    }
    queue.add(new Waiting<>(input, timestamp, window, pane, answer(key, known)));
    if (queue.size() >= settings.flushAt()) {
      flush(new ProcessEmitter<>(output));
    }
  }

  private CompletableFuture<Answer<V>> answer(K key, @Nullable Known<V> known)
      throws InterruptedException {
    if (known != null) {
      return CompletableFuture.completedFuture(known);
    }
    tally.misses++;
    if (tally.storeFailure() != null) {
      // The bundle is lost already: there is no use in waiting for the rest of it.
      throw exception(tally.storeFailure());
    }
    return client.load(key, tally);
  }

  private void countHit(Known<V> known) {
    if (known.value() == null) {
      tally.negativeHits++;
    } else {
      tally.hits++;
    }
  }

  @FinishBundle
  public void finish(FinishBundleContext context) throws InterruptedException {
    flush(new FinishEmitter(context));
    if (tally.firstCut() != null) {
      LOG.warn("Not all that is on record counts ({})", tally.firstCut());
    }
    metrics.add(tally);
  }

  private void flush(Emitter<InputT, V> emitter) throws InterruptedException {
    for (Waiting<InputT, V> element : queue) {
      Answer<V> answer = get(element.answer());
      if (answer instanceof Known<V> known) {
        emitter.emit(known.value(), element);
      } else if (answer instanceof Failed<V> failed) {
        if (!failed.isOfTheKey()) {
          throw exception(failed);
        }
        if (tally.failures == 0) {
          LOG.warn("{}; goes on as if nothing were known", failed.detail());
        }
        tally.failures++;
        emitter.emit(null, element);
      }
    }
    queue.clear();
  }

  private static <V> Answer<V> get(CompletableFuture<Answer<V>> answer)
      throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A look-up ended without an answer", e);
    }
  }

  private static SidecartException exception(Failed<?> failed) {
    return new SidecartException(failed.detail(), failed.cause());
  }

  @Teardown
  public void teardown() {
    if (lease != null) {
      lease.close();
      lease = null;
    }
  }

  /**
   * An element may come out while a later one of its bundle is at hand. It is not late for that:
   * the watermark waits for the whole bundle.
   */
  @Override
  @SuppressWarnings({"deprecation", "InlineMeSuggester"}) // Beam has no other way to say so
  public Duration getAllowedTimestampSkew() {
    return Duration.millis(Long.MAX_VALUE);
  }

  private record ProcessEmitter<InputT, V>(OutputReceiver<LookedUp<InputT, V>> output)
      implements Emitter<InputT, V> {
    @Override
    public void emit(@Nullable V value, Waiting<InputT, V> element) {
      output.outputWindowedValue(
          new LookedUp<>(element.input(), value),
          element.timestamp(),
          List.of(element.window()),
          element.pane());
    }
  }

  private final class FinishEmitter implements Emitter<InputT, V> {
    private final FinishBundleContext context;

    FinishEmitter(FinishBundleContext context) {
      this.context = context;
    }

    @Override
    public void emit(@Nullable V value, Waiting<InputT, V> element) {
      context.output(new LookedUp<>(element.input(), value), element.timestamp(), element.window());
    }
  }
}
