package io.sidecart.runners.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("services")
@Timeout(240)
class LocalStackTest {
  /** Shared, as a start takes long: each test starts what another one stopped. */
  @TempDir private static Path shared;

  private static Home home;
  private static LocalStack stack;

  @BeforeAll
  static void inFolderOfItsOwn() {
    home = Home.current().withState(shared);
    stack = new LocalStack(home);
  }

  @AfterAll
  static void leaveNoProcess() {
    stack.wipe();
  }

  @Test
  void twoCommandsAtOnceStartOneStack() {
    // When
    var one = CompletableFuture.supplyAsync(() -> stack.start(Ports.any()));
    var other = CompletableFuture.supplyAsync(() -> new LocalStack(home).start(Ports.any()));

    // Then
    assertThat(one.join()).isEqualTo(other.join());
  }

  @Test
  void startingTwiceIsHarmlessEvenWithoutLogs() {
    // Given
    Endpoints first = stack.start(Ports.any());
    var before = pids();
    LocalStack.deleteTree(home.logs());

    // When
    Endpoints second = stack.start(Ports.any());

    // Then
    assertThat(second).isEqualTo(first);
    assertThat(pids()).isEqualTo(before);
    assertThat(stack.status()).allMatch(ServiceStatus::runs);
  }

  @Test
  void nobodyListensWhereOtherMachinesReachIt() throws Exception {
    // Given
    stack.start(Ports.any());

    // When, then
    for (OptionalLong pid : pids()) {
      assertThat(ListeningSockets.of(ProcessHandle.of(pid.orElseThrow()).orElseThrow()))
          .hasSizeGreaterThanOrEqualTo(2)
          .allMatch(socket -> socket.getAddress().isLoopbackAddress());
    }
  }

  @Test
  void stoppingKeepsPortsAndDataAndWipingDoesNot() {
    // Given
    Endpoints before = stack.start(Ports.any());

    // When
    var stopped = stack.stop();

    // Then
    assertThat(stopped).containsExactly(Service.KAFKA, Service.CASSANDRA);
    assertThat(stack.stop()).isEmpty();
    assertThat(stack.status()).noneMatch(ServiceStatus::runs);
    assertThat(stack.status().get(0).endpoint()).isEqualTo(before.kafka());
    assertThat(home.data()).isNotEmptyDirectory();

    // When
    stack.wipe();

    // Then
    assertThat(stack.status()).isEmpty();
    assertThat(home.data()).doesNotExist();
  }

  @Test
  void nothingStartsWhereAPortIsTaken(@TempDir Path folder) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // Given
      LocalStack other = new LocalStack(home.withState(folder));
      Ports ports = new Ports(Map.of(Service.CASSANDRA, taken.getLocalPort()));

      // When, then
      assertThatThrownBy(() -> other.start(ports))
          .isInstanceOf(SidecartException.class)
          .hasMessageContaining("Port " + taken.getLocalPort() + " cannot be had for Cassandra: ");
      assertThat(other.status()).isEmpty();
    }
  }

  @Test
  void aServerThatCannotStartSaysWhereAndTheOtherIsStoppedToo(@TempDir Path folder)
      throws Exception {
    // Given
    Home broken = home.withState(folder);
    LocalStack other = new LocalStack(broken);
    Files.createDirectories(broken.data());
    Files.writeString(broken.data(Service.KAFKA), "a file where the folder should be");

    // When, then
    assertThatThrownBy(() -> other.start(Ports.any()))
        .isInstanceOf(SidecartException.class)
        .hasMessageStartingWith("Kafka ended while it started")
        .hasMessageEndingWith("see " + broken.log(Service.KAFKA));
    assertThat(other.status()).hasSize(2).noneMatch(ServiceStatus::runs);
  }

  private static List<OptionalLong> pids() {
    return stack.status().stream().map(ServiceStatus::pid).toList();
  }
}
