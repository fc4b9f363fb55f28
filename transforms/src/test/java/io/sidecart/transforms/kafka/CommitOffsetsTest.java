package io.sidecart.transforms.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.OffsetRange;
import io.sidecart.transforms.worker.WorkerResources;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("pipeline")
@Tag("services")
@ExtendWith(TestPipelineExtension.class)
class CommitOffsetsTest {

  @Test
  void commitsUpToTheFirstOffsetThatIsNotDurable(TestPipeline pipeline) throws Exception {
    TestTopic topic = TestTopic.create(2);
    topic.send(0, "a", "b", "c", "d", "e", "f");
    topic.send(1, "a", "b", "c");
    String group = "group-of-" + topic.name();

    pipeline
        .apply(
            "Durable",
            Create.of(
                List.of(
                    new OffsetRange(topic.name(), 0, 5, 5),
                    new OffsetRange(topic.name(), 0, 2, 3),
                    new OffsetRange(topic.name(), 1, 0, 2))))
        .apply(
            "Commit",
            CommitOffsets.of(topic.settings(), topic.name(), group, Map.of(0, 2L, 1, 0L)));
    pipeline.run().waitUntilFinish();

    assertThat(committed(topic, group)).isEqualTo(Map.of(0, 4L, 1, 3L));
  }

  @Test
  void aBatchHasCommittedWhenItsPipelineEnds(TestPipeline pipeline) throws Exception {
    TestTopic topic = TestTopic.create(1);
    topic.send(0, "a", "b");
    String group = "group-of-" + topic.name();

    pipeline
        .apply("Durable", Create.of(List.of(new OffsetRange(topic.name(), 0, 0, 1))))
        .apply("Commit", CommitOffsets.of(topic.settings(), topic.name(), group, Map.of(0, 0L)));
    pipeline.run().waitUntilFinish();

    // The worker's resources are still open, and may never be closed.
    try (ConsumerGroup now = ConsumerGroup.open(topic.settings(), topic.name(), group)) {
      assertThat(now.committed()).isEqualTo(Map.of(0, 2L));
    }
  }

  @Test
  void whatAnotherWorkerHasCommittedIsNotTakenBack(TestPipeline pipeline) throws Exception {
    TestTopic topic = TestTopic.create(1);
    topic.send(0, "a", "b", "c");
    String group = "group-of-" + topic.name();
    try (ConsumerGroup other = ConsumerGroup.open(topic.settings(), topic.name(), group)) {
      other.reset(Map.of(0, 3L));
    }

    pipeline
        .apply("Durable", Create.of(List.of(new OffsetRange(topic.name(), 0, 0, 0))))
        .apply("Commit", CommitOffsets.of(topic.settings(), topic.name(), group, Map.of(0, 0L)));
    pipeline.run().waitUntilFinish();

    assertThat(committed(topic, group)).isEqualTo(Map.of(0, 3L));
  }

  @Test
  void passesOverOffsetsThatHoldNoMessage(TestPipeline pipeline) throws Exception {
    TestTopic topic = TestTopic.create(2);
    topic.sendInTransactions(0, "a", "b", "c");
    topic.sendInTransactions(1, "a", "b", "c");
    String group = "group-of-" + topic.name();

    pipeline
        .apply(
            "Durable",
            Create.of(
                List.of(
                    new OffsetRange(topic.name(), 0, 4, 4),
                    new OffsetRange(topic.name(), 0, 0, 0),
                    new OffsetRange(topic.name(), 0, 2, 2),
                    // The message at offset 2 is still on its way.
                    new OffsetRange(topic.name(), 1, 0, 0),
                    new OffsetRange(topic.name(), 1, 4, 4))))
        .apply(
            "Commit",
            CommitOffsets.of(topic.settings(), topic.name(), group, Map.of(0, 0L, 1, 0L)));
    pipeline.run().waitUntilFinish();

    // To the end, which is after the last marker, and up to the message that is missing.
    assertThat(committed(topic, group)).isEqualTo(Map.of(0, 6L, 1, 2L));
  }

  /** What is committed once the run has ended, as the driver ends it. */
  private static Map<Integer, Long> committed(TestTopic topic, String group) {
    WorkerResources.closeIdle();
    try (ConsumerGroup committed = ConsumerGroup.open(topic.settings(), topic.name(), group)) {
      return committed.committed();
    }
  }
}
