package io.sidecart.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.runners.services.Home;
import io.sidecart.runners.services.LocalStack;
import io.sidecart.runners.services.Service;
import io.sidecart.runners.services.ServiceStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** up, status and down, each as a process of its own. */
@Tag("services")
@Timeout(240)
class StackCommandsTest {
  @TempDir Path folder;
  private Home home;

  @BeforeEach
  void inFolderOfItsOwn() {
    home = Home.current().withState(folder.resolve("state"));
  }

  @AfterEach
  void leaveNoProcess() {
    new LocalStack(home).wipe();
  }

  @Test
  @Tag("long")
  void theStackOutlivesItsCommandsAndAKilledServerIsStartedAgain() throws Exception {
    // Given
    assertThat(sidecart("up").status()).isZero();
    assertThat(sidecart("status").status()).isZero();
    ServiceStatus cassandra = find(Service.CASSANDRA);
    ProcessHandle process = ProcessHandle.of(cassandra.pid().orElseThrow()).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();

    // When
    Command.Result broken = sidecart("status");
    Command.Result up = sidecart("up");
    Command.Result whole = sidecart("status");

    // Then
    assertThat(broken.status()).isEqualTo(1);
    assertThat(broken.out()).containsPattern("Cassandra .* stopped");
    assertThat(up.status()).isZero();
    assertThat(whole.status()).isZero();
    assertThat(whole.out())
        .contains(cassandra.endpoint(), cassandra.version())
        .containsPattern("Kafka .* \\d+ MB +answers");
    assertThat(sidecart("down").status()).isZero();
    assertThat(find(Service.KAFKA).runs()).isFalse();
  }

  @Test
  void aTakenPortIsSaidInOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // When
      Command.Result result = sidecart("up", "--kafkaPort=" + taken.getLocalPort());

      // Then
      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err().lines().reduce((first, last) -> last))
          .hasValue(
              "Port "
                  + taken.getLocalPort()
                  + " cannot be had for Kafka: Address already in use; end what holds it or give"
                  + " another port with --kafkaPort");
    }
  }

  private ServiceStatus find(Service service) {
    return new LocalStack(home)
        .status().stream().filter(each -> each.service() == service).findFirst().orElseThrow();
  }

  private Command.Result sidecart(String... arguments) throws IOException, InterruptedException {
    return Command.run(home, folder, arguments);
  }
}
