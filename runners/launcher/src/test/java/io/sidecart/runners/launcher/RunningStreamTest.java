package io.sidecart.runners.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.pipelines.options.KafkaOptions;
import io.sidecart.pipelines.stream.StreamOptions;
import io.sidecart.runners.services.Home;
import io.sidecart.transforms.storage.ProcessIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningStreamTest {
  private static final int STARTS = 200;

  @TempDir private Path state;
  private final StreamOptions options = PipelineOptionsFactory.as(StreamOptions.class);
  private Home home;

  @BeforeEach
  void nameTheGroup() {
    home = new Home(state, state);
    options.setGroup("night");
  }

  @Test
  void isListedUntilItEnds() {
    try (RunningStream running = announce(StreamOptions.class)) {
      assertThat(RunningStream.all(home))
          .containsExactly(RunningStream.Entry.of(ProcessIdentity.current(), "night"));
    }

    assertThat(RunningStream.all(home)).isEmpty();
    assertThat(state.resolve("running")).isEmptyDirectory();
  }

  @Test
  void aJobThatIsNoStreamIsNotListed() {
    try (RunningStream running = announce(KafkaOptions.class)) {
      assertThat(RunningStream.all(home)).isEmpty();
    }
  }

  @Test
  void whatAKilledStreamLeftIsRemoved() throws Exception {
    // Given
    Path left =
        Files.writeString(
            Files.createDirectories(state.resolve("running")).resolve("stream-7.json"),
            "{\"pid\":7,\"group\":\"night\"}");

    // When, then
    assertThat(RunningStream.all(home)).isEmpty();
    assertThat(left).doesNotExist();
  }

  @Test
  void oneThatLooksMeanwhileSeesItWholeAndLeavesIt() throws Exception {
    // Given
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<?> looks =
          other.submit(
              () -> {
                while (!done.get()) {
                  RunningStream.all(home);
                }
              });

      // When
      for (int i = 0; i < STARTS; i++) {
        try (RunningStream running = announce(StreamOptions.class)) {
          // Then
          assertThat(RunningStream.all(home)).hasSize(1);
        }
      }
      done.set(true);
      looks.get();
    } finally {
      done.set(true);
      other.shutdown();
    }
  }

  @Test
  void aStreamThatCannotBeWrittenDownRunsAllTheSame() throws Exception {
    // Given: a file where the folder would be
    Files.writeString(state.resolve("running"), "");

    // When, then
    try (RunningStream running = announce(StreamOptions.class)) {
      assertThat(RunningStream.all(home)).isEmpty();
    }
  }

  private RunningStream announce(Class<? extends PipelineOptions> type) {
    return RunningStream.announce(home, options, type);
  }
}
