package io.sidecart.runners.launcher.drill;

import io.sidecart.model.UsageException;
import io.sidecart.runners.services.Service;
import java.util.List;
import java.util.stream.Collectors;

/** All drills, in the order in which they are run; those that take long come last. */
final class Drills {
  private static final String ALL = "all";

  private static final List<Drill> DRILLS =
      List.of(
          new OutageDrill(
              "cassandra-stopped",
              "Cassandra stopped",
              60,
              15,
              false,
              ServerFault.of(Service.CASSANDRA, ServerFault.Way.STOPPED)),
          new OutageDrill(
              "cassandra-paused",
              "Cassandra paused (SIGSTOP)",
              30,
              12,
              false,
              ServerFault.of(Service.CASSANDRA, ServerFault.Way.PAUSED)),
          new OutageDrill(
              "kafka-restarted",
              "Kafka stopped, and started again,",
              5,
              1,
              false,
              ServerFault.of(Service.KAFKA, ServerFault.Way.STOPPED)),
          new OutageDrill(
              "kafka-paused",
              "Kafka paused (SIGSTOP)",
              30,
              12,
              false,
              ServerFault.of(Service.KAFKA, ServerFault.Way.PAUSED)),
          new OutageDrill(
              "broker-of-two",
              "one of two brokers killed, replication 2",
              30,
              10,
              false,
              BrokerOfTwo.factory()),
          new MalformedDrill(),
          new ClockDrill(),
          new OutageDrill(
              "disk-full",
              "no space left for the rows",
              30,
              12,
              true,
              SmallDisk.of(SmallDisk.Way.FULL)),
          new OutageDrill(
              "output-unwritable",
              "the rows' folder read-only",
              30,
              12,
              true,
              SmallDisk.of(SmallDisk.Way.READ_ONLY)),
          new DamagedModelDrill(),
          new CompactionDrill(),
          new TwoStreamsDrill(),
          new RestartDrill(),
          new BackPressureDrill(),
          new SoakDrill());

  private Drills() {}

  static List<Drill> all() {
    return DRILLS;
  }

  /**
   * The drills of these names; all of them where "all" is one.
   *
   * @throws UsageException if there is none of a name
   */
  static List<Drill> named(List<String> names) {
    return names.stream().flatMap(name -> named(name).stream()).distinct().toList();
  }

  private static List<Drill> named(String name) {
    List<Drill> found =
        DRILLS.stream().filter(drill -> name.equals(ALL) || name.equals(drill.name())).toList();
    if (found.isEmpty()) {
      throw new UsageException(
          "drill cannot do '%s': give all, list, or one of %s"
              .formatted(name, DRILLS.stream().map(Drill::name).collect(Collectors.joining(", "))));
    }
    return found;
  }
}
