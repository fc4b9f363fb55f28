package io.sidecart.transforms.kafka;

import io.sidecart.model.OffsetRange;
import io.sidecart.model.OffsetSet;
import io.sidecart.transforms.coders.OffsetRangeCoder;
import io.sidecart.transforms.coders.OffsetSetCoder;
import io.sidecart.transforms.worker.WorkerResources;
import java.util.Map;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Commits to a consumer group the offsets below which every event has reached every sink.
 *
 * <p>Takes the ranges of offsets that are durable, in any order and repeated at will. What is
 * committed never passes an event that is still on its way, so a restart from the committed offsets
 * loses nothing, and repeats at most what was on its way. Offsets that hold no message, as
 * transactions and compaction leave them, are passed over.
 */
public final class CommitOffsets extends PTransform<PCollection<OffsetRange>, PDone> {
  private static final long serialVersionUID = 1L;

  private final KafkaSettings settings;
  private final String topic;
  private final String group;
  private final Map<Integer, Long> starts;

  private CommitOffsets(
      KafkaSettings settings, String topic, String group, Map<Integer, Long> starts) {
    this.settings = settings;
    this.topic = topic;
    this.group = group;
    this.starts = Map.copyOf(starts);
  }

  /**
   * @param topic the topic that the ranges belong to
   * @param starts the offset at which reading began, by partition
   */
  public static CommitOffsets of(
      KafkaSettings settings, String topic, String group, Map<Integer, Long> starts) {
    return new CommitOffsets(settings, topic, group, starts);
  }

  @Override
  public PDone expand(PCollection<OffsetRange> durable) {
    durable
        .apply("InOneWindow", Window.into(new GlobalWindows()))
        .apply("MergeRanges", ParDo.of(new MergeRangesFn()))
        .setCoder(OffsetRangeCoder.of())
        .apply(
            "KeyByPartition",
            WithKeys.of(OffsetRange::partition).withKeyType(TypeDescriptors.integers()))
        .apply(
            "Commit",
            ParDo.of(
                new Commit(
                    settings, topic, group, starts, durable.isBounded() == IsBounded.BOUNDED)));
    return PDone.in(durable.getPipeline());
  }

  private static final class Commit extends DoFn<KV<Integer, OffsetRange>, Void> {
    private static final long serialVersionUID = 1L;

    private final KafkaSettings settings;
    private final String topic;
    private final String group;
    private final Map<Integer, Long> starts;
    private final boolean atOnce;
    private transient WorkerResources.Lease<OffsetCommitter> committer;

    @StateId("done")
    private final StateSpec<ValueState<OffsetSet>> doneSpec = StateSpecs.value(OffsetSetCoder.of());

    /**
     * @param atOnce before the bundle ends: a worker of a batch job may end with its last bundle
     */
    Commit(
        KafkaSettings settings,
        String topic,
        String group,
        Map<Integer, Long> starts,
        boolean atOnce) {
      this.settings = settings;
      this.topic = topic;
      this.group = group;
      this.starts = starts;
      this.atOnce = atOnce;
    }

    @Setup
    public void open() {
      committer = OffsetCommitter.lease(settings, topic, group);
    }

    @ProcessElement
    public void process(
        @Element KV<Integer, OffsetRange> durable, @StateId("done") ValueState<OffsetSet> state) {
      int partition = durable.getKey();
      OffsetSet before = state.read();
      // What a state hands out is not ours to change.
      OffsetSet done =
          before == null ? new OffsetSet(starts.getOrDefault(partition, 0L)) : before.copy();
      done.add(durable.getValue().first(), durable.getValue().last());
      state.write(committer.get().reached(partition, done));
    }

    @FinishBundle
    public void finishBundle() {
      if (atOnce) {
        committer.get().commit();
      }
    }

    @Teardown
    public void close() throws Exception {
      if (committer != null) {
        committer.close();
      }
    }
  }
}
