package io.sidecart.pipelines.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidecart.model.ids.TextIds;
import io.sidecart.model.rules.Rules;
import io.sidecart.pipelines.options.Connections;
import io.sidecart.transforms.models.ModelReference;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StructuredCoder;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.testing.CrashingRunner;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be read off the graph of the stream, before it runs anywhere. */
class StreamSecretsTest {
  private static final String SECRET = "planted-secret";

  @TempDir Path folder;
  private StreamOptions options;

  @BeforeEach
  void plantSecrets() throws IOException {
    options =
        PipelineOptionsFactory.fromArgs(
                "--bootstrapServers=one:9092",
                "--cassandra=one:9042",
                "--kafkaConfig=" + write("sasl.jaas.config=" + SECRET),
                "--cassandraConfig=" + write("username=shop\npassword=" + SECRET))
            .as(StreamOptions.class);
    options.setRunner(CrashingRunner.class);
  }

  @Test
  void noStepShowsOrCarriesASecret() throws Exception {
    Steps steps = Steps.of(build(options));

    assertThat(steps.transforms).hasSizeGreaterThan(50);
    for (PTransform<?, ?> transform : steps.transforms) {
      assertThat(DisplayData.from(transform).toString()).doesNotContain(SECRET);
    }
    assertThat(steps.sent()).hasSizeGreaterThan(20);
    for (Serializable sent : steps.sent()) {
      assertThat(new String(SerializableUtils.serializeToByteArray(sent), ISO_8859_1))
          .doesNotContain(SECRET);
    }
    assertThat(new ObjectMapper().writeValueAsString(options)).doesNotContain(SECRET);
  }

  @Test
  void nothingFromOutsideTravelsAsJavaObjects() {
    Steps steps = Steps.of(build(options));
    // A source is Beam's, and a part of the pipeline's own code.
    steps.coders.keySet().removeIf(name -> name.contains("OutputSingleSource"));

    assertThat(steps.coders)
        .hasSizeGreaterThan(20)
        .allSatisfy((name, coder) -> assertThat(serialises(coder)).as(name).isFalse());
  }

  private static Pipeline build(StreamOptions options) {
    return StreamPipeline.build(
        options,
        new StreamInputs(
            Connections.kafka(options),
            Connections.cassandra(options),
            ReadingPlan.of(
                "events",
                StreamOptions.From.earliest,
                Map.of(0, 0L),
                Map.of(0, 9L),
                Map.of(0, 9L),
                Map.of()),
            ModelReference.none("models"),
            List.of(1),
            TextIds.none(),
            Rules.none(),
            "run"));
  }

  private static boolean serialises(Coder<?> coder) {
    return coder instanceof SerializableCoder
        || (coder instanceof StructuredCoder<?> parts
            && parts.getComponents().stream().anyMatch(StreamSecretsTest::serialises));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "config", ".properties"), text);
  }

  /** All steps of a graph, and the coders of all of its collections that are ours. */
  private static final class Steps extends Pipeline.PipelineVisitor.Defaults {
    private final List<PTransform<?, ?>> transforms = new ArrayList<>();
    private final Map<String, Coder<?>> coders = new TreeMap<>();

    static Steps of(Pipeline pipeline) {
      Steps steps = new Steps();
      pipeline.traverseTopologically(steps);
      return steps;
    }

    /** What goes to the workers. */
    List<Serializable> sent() {
      List<Serializable> sent = new ArrayList<>();
      for (PTransform<?, ?> transform : transforms) {
        if (transform instanceof ParDo.SingleOutput<?, ?> step) {
          sent.add(step.getFn());
        } else if (transform instanceof ParDo.MultiOutput<?, ?> step) {
          sent.add(step.getFn());
        } else if (transform instanceof Read.Unbounded<?> read) {
          sent.add(read.getSource());
        }
      }
      return sent;
    }

    @Override
    public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
      add(node);
      return CompositeBehavior.ENTER_TRANSFORM;
    }

    @Override
    public void visitPrimitiveTransform(TransformHierarchy.Node node) {
      add(node);
    }

    private void add(TransformHierarchy.Node node) {
      if (node.getTransform() != null) {
        transforms.add(node.getTransform());
      }
    }

    @Override
    public void visitValue(PValue value, TransformHierarchy.Node producer) {
      if (value instanceof PCollection<?> collection) {
        coders.put(collection.getName(), collection.getCoder());
      }
    }
  }
}
