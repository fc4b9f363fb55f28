package io.sidecart.transforms.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.OffsetRange;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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

    try (ConsumerGroup committed = ConsumerGroup.open(topic.settings(), topic.name(), group)) {
      assertThat(committed.committed()).isEqualTo(Map.of(0, 4L, 1, 3L));
    }
  }
}
