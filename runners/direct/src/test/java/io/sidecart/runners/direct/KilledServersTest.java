package io.sidecart.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.runners.services.Endpoints;
import io.sidecart.runners.services.Home;
import io.sidecart.runners.services.LocalStack;
import io.sidecart.runners.services.Ports;
import io.sidecart.runners.services.ServiceStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a server acknowledged is there again after kill -9 and another start. */
@Tag("services")
@Tag("long")
@Timeout(180)
class KilledServersTest {
  private static final List<String> WRITTEN =
      IntStream.range(0, 1_000).mapToObj(each -> "value " + each).toList();

  @TempDir Path state;
  private LocalStack stack;

  @BeforeEach
  void inFolderOfItsOwn() {
    stack = new LocalStack(Home.current().withState(state));
  }

  @AfterEach
  void leaveNoProcess() {
    stack.wipe();
  }

  @Test
  void nothingAcknowledgedIsLost() throws Exception {
    // Given
    Endpoints before = stack.start(Ports.any());
    try (Values values = Values.at(before)) {
      values.create();
      values.writeToKafka(WRITTEN);
      values.writeToCassandra(WRITTEN);
      kill(stack.status());
    }
    assertThat(stack.find()).isEmpty();

    // When
    Endpoints after = stack.start(Ports.any());

    // Then
    assertThat(after).isEqualTo(before);
    try (Values values = Values.at(after)) {
      assertThat(values.readFromKafka(WRITTEN.size())).containsExactlyElementsOf(WRITTEN);
      assertThat(values.readFromCassandra()).containsExactlyInAnyOrderElementsOf(WRITTEN);
    }
  }

  private static void kill(List<ServiceStatus> servers) {
    for (ServiceStatus server : servers) {
      ProcessHandle process = ProcessHandle.of(server.pid().orElseThrow()).orElseThrow();
      process.destroyForcibly();
      process.onExit().join();
    }
  }
}
