package io.sidecart.runners.launcher.conformance;

import io.sidecart.cql.CassandraSettings;
import io.sidecart.runners.launcher.flow.Engine;
import io.sidecart.transforms.storage.StoragePaths;

/**
 * Where one engine works: no two share a folder, a topic that they write, a keyspace or a group.
 *
 * @param engine what runs the jobs
 * @param id tells this one's topics, keyspace and groups
 * @param root its folder, which may be on HDFS
 * @param cassandra its keyspace
 */
record Site(Engine engine, String id, String root, CassandraSettings cassandra) {

  String in(String folder) {
    return StoragePaths.child(root, folder);
  }

  /** Topic that split fills. */
  String events() {
    return "cart-events-" + id;
  }

  String recommendations(Mode mode) {
    return "recommendations-" + id + "-" + mode;
  }

  String deadLetters(Mode mode) {
    return "dead-letters-" + id + "-" + mode;
  }

  String group(Mode mode) {
    return "conformance-" + id + "-" + mode;
  }

  String enriched(Mode mode) {
    return in("enriched-" + mode);
  }

  /** How the stream is run. */
  enum Mode {
    /** Up to the end that the topic has at the start. */
    end,
    /** Until it has no lag, then stopped. */
    live
  }
}
