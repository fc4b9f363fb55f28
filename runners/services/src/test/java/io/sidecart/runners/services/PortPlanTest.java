package io.sidecart.runners.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sidecart.model.SidecartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortPlanTest {

  @Test
  void allPortsDiffer() {
    // When
    var plan = PortPlan.of(Ports.any(), StackState.empty(), Service.basic(), Set.of());

    // Then
    assertThat(plan).containsOnlyKeys(Service.KAFKA, Service.CASSANDRA);
    assertThat(plan.values())
        .flatExtracting(PortPlan.Pair::port, PortPlan.Pair::innerPort)
        .doesNotHaveDuplicates();
  }

  @Test
  void aPortOfBeforeIsKept() {
    // Given
    int port = Ports.freeExcept(Set.of());
    int innerPort = Ports.freeExcept(Set.of(port));

    // When
    var plan = PortPlan.of(Ports.any(), kafkaBefore(port, innerPort), Service.basic(), Set.of());

    // Then
    assertThat(plan).containsEntry(Service.KAFKA, new PortPlan.Pair(port, innerPort));
  }

  @Test
  void anInnerPortGivesWayToOneThatIsAskedFor() {
    // Given
    int port = Ports.freeExcept(Set.of());
    int innerPort = Ports.freeExcept(Set.of(port));
    Ports wanted = new Ports(Map.of(Service.CASSANDRA, innerPort));

    // When
    var plan = PortPlan.of(wanted, kafkaBefore(port, innerPort), Service.basic(), Set.of());

    // Then
    assertThat(plan.get(Service.CASSANDRA).port()).isEqualTo(innerPort);
    assertThat(plan.get(Service.KAFKA).innerPort()).isNotEqualTo(innerPort);
  }

  @Test
  void whatRunsGetsNoPort() {
    // Given
    int port = Ports.freeExcept(Set.of());

    // When
    var plan =
        PortPlan.of(
            Ports.any(),
            kafkaBefore(port, Ports.freeExcept(Set.of(port))),
            Service.basic(),
            Set.of(Service.KAFKA));

    // Then
    assertThat(plan).containsOnlyKeys(Service.CASSANDRA);
  }

  @Test
  void oneSamePortForBothIsRefused() {
    // Given
    int port = Ports.freeExcept(Set.of());
    Ports same = new Ports(Map.of(Service.KAFKA, port, Service.CASSANDRA, port));

    // When, then
    assertThatThrownBy(() -> PortPlan.of(same, StackState.empty(), Service.basic(), Set.of()))
        .isInstanceOf(SidecartException.class)
        .hasMessage(
            "Port "
                + port
                + " is for Kafka and cannot be for Cassandra too; give another port"
                + " with --cassandraPort");
  }

  @Test
  void aTakenPortOfAnyServerIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // Given
      Ports ports = new Ports(Map.of(Service.CASSANDRA, taken.getLocalPort()));

      // When, then
      assertThatThrownBy(() -> PortPlan.of(ports, StackState.empty(), Service.basic(), Set.of()))
          .isInstanceOf(SidecartException.class)
          .hasMessageContaining("Port " + taken.getLocalPort() + " cannot be had for Cassandra: ");
    }
  }

  @Test
  void aWorkerWhoseOldPortIsTakenGetsAnother() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // Given
      StackState before =
          StackState.empty()
              .with(
                  Service.SPARK_WORKER_1,
                  new StackState.Entry(taken.getLocalPort(), 1, 0, "3.5.7"));

      // When
      var plan = PortPlan.of(Ports.any(), before, Service.spark(), Set.of());

      // Then
      assertThat(plan).containsOnlyKeys(Service.spark());
      assertThat(plan.get(Service.SPARK_WORKER_1).port()).isNotEqualTo(taken.getLocalPort());
    }
  }

  private static StackState kafkaBefore(int port, int innerPort) {
    return StackState.empty()
        .with(Service.KAFKA, new StackState.Entry(port, innerPort, 0, "4.3.1"));
  }
}
