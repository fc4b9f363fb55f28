package io.sidecart.runners.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("services")
@Timeout(240)
class LocalStackTest {
  @TempDir Path state;
  private Home home;
  private LocalStack stack;

  @BeforeEach
  void inFolderOfItsOwn() {
    home = Home.current().withState(state);
    stack = new LocalStack(home);
  }

  @AfterEach
  void leaveNoProcess() {
    stack.wipe();
  }

  @Test
  void startingTwiceIsHarmless() {
    // Given
    Endpoints first = stack.start(Ports.any());
    var before = stack.status().stream().map(ServiceStatus::pid).toList();

    // When
    Endpoints second = stack.start(Ports.any());

    // Then
    assertThat(second).isEqualTo(first);
    assertThat(stack.status().stream().map(ServiceStatus::pid)).isEqualTo(before);
    assertThat(stack.status()).allMatch(ServiceStatus::runs);
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
  void aTakenPortIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // Given
      Ports ports = new Ports(Map.of(Service.KAFKA, taken.getLocalPort()));

      // When, then
      assertThatThrownBy(() -> stack.start(ports))
          .isInstanceOf(SidecartException.class)
          .hasMessageContaining("Port " + taken.getLocalPort() + " for Kafka is taken");
      assertThat(stack.status()).isEmpty();
    }
  }

  @Test
  void aServerThatCannotStartSaysWhere() throws Exception {
    // Given
    Files.createDirectories(home.data());
    Files.writeString(home.data(Service.KAFKA), "a file where the folder should be");

    // When, then
    assertThatThrownBy(() -> stack.start(Ports.any()))
        .isInstanceOf(SidecartException.class)
        .hasMessageStartingWith("Kafka ended while it started")
        .hasMessageEndingWith("see " + home.log(Service.KAFKA));
  }
}
