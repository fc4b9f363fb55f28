package io.sidecart.runners.launcher;

import io.sidecart.pipelines.options.CassandraOptions;
import io.sidecart.pipelines.options.Connections;
import io.sidecart.pipelines.options.KafkaOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * The files with secrets, under names that workers find: those open them too, from a folder of
 * their own.
 */
final class SettingsFiles {
  private final Map<String, String> environment;
  private final Predicate<String> sent;

  /**
   * @param environment names files that the options do not name
   * @param sent whether each worker gets a file of this name in its folder
   */
  SettingsFiles(Map<String, String> environment, Predicate<String> sent) {
    this.environment = environment;
    this.sent = sent;
  }

  /** What is not found here is left to the job, whose failure names it. */
  void fill(PipelineOptions options, Class<? extends PipelineOptions> type) {
    if (KafkaOptions.class.isAssignableFrom(type)) {
      KafkaOptions kafka = options.as(KafkaOptions.class);
      kafka.setKafkaConfig(file(kafka.getKafkaConfig(), Connections.KAFKA_CONFIG));
    }
    if (CassandraOptions.class.isAssignableFrom(type)) {
      CassandraOptions cassandra = options.as(CassandraOptions.class);
      cassandra.setCassandraConfig(
          file(cassandra.getCassandraConfig(), Connections.CASSANDRA_CONFIG));
    }
  }

  private @Nullable String file(@Nullable String given, String variable) {
    @Nullable String file = given == null ? environment.get(variable) : given;
    if (file != null && file.isEmpty()) {
      return null;
    }
    return file == null || sent.test(file) || !Files.exists(Path.of(file))
        ? file
        : Path.of(file).toAbsolutePath().toString();
  }
}
