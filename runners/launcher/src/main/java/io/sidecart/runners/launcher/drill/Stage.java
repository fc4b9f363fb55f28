package io.sidecart.runners.launcher.drill;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.runners.launcher.flow.Engine;
import io.sidecart.runners.services.AttachedStack;
import io.sidecart.runners.services.Endpoints;
import io.sidecart.runners.services.Home;
import io.sidecart.transforms.kafka.KafkaSettings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What all drills of a run share.
 *
 * @param launcher what runs commands, as the beginning of a command line
 * @param engine what runs the stream
 * @param cluster whether that is a cluster, whose executors and workers can be killed too
 * @param endpoints where the servers are
 * @param servers their processes; empty where they are not ours to break
 * @param home of servers that a drill adds
 * @param root where the jobs' folders go
 * @param place a folder on this machine
 * @param models the model store that the stream serves from
 * @param events those to send, over and over
 * @param more options of the stream
 * @param out progress
 */
record Stage(
    List<String> launcher,
    Engine engine,
    boolean cluster,
    Endpoints endpoints,
    Optional<AttachedStack> servers,
    Home home,
    String root,
    Path place,
    String models,
    List<Feed.Event> events,
    List<String> more,
    DrillSettings settings,
    PrintStream out) {
  static final String KEYSPACE = "sidecart";
  static final int PARTITIONS = 2;

  KafkaSettings kafka() {
    return KafkaSettings.of(endpoints.kafka());
  }

  CassandraSettings cassandra() {
    return CassandraSettings.of(endpoints.cassandra(), KEYSPACE, null);
  }

  /**
   * The servers' processes.
   *
   * @throws SkippedException where there are none to break
   */
  AttachedStack stack() {
    return servers.orElseThrow(() -> new SkippedException("the servers are not ours to break"));
  }

  /** The same with another model store. */
  Stage withModels(String folder) {
    return new Stage(
        launcher, engine, cluster, endpoints, servers, home, root, place, folder, events, more,
        settings, out);
  }

  /** An event by its number; they come round again. */
  Feed.Event event(long number) {
    return events.get((int) (number % events.size()));
  }

  void say(String format, Object... values) {
    out.printf("      " + format + "%n", values);
  }
}
