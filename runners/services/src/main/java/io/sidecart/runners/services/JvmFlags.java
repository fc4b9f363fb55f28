package io.sidecart.runners.services;

import java.util.ArrayList;
import java.util.List;

/** How the JVM of each server is to be started: small, as all of them share one machine. */
final class JvmFlags {
  private static final List<String> SMALL =
      List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

  /** For servers that start quickly and do little: Cassandra's writes need the better compiler. */
  private static final String QUICK = "-XX:TieredStopAtLevel=1";

  /** What Cassandra's own jvm17-server.options exports; it does not start without. */
  private static final List<String> CASSANDRA_EXPORTS =
      List.of(
          "java.base/jdk.internal.misc",
          "java.base/jdk.internal.ref",
          "java.base/sun.nio.ch",
          "java.management.rmi/com.sun.jmx.remote.internal.rmi",
          "java.rmi/sun.rmi.registry",
          "java.rmi/sun.rmi.server",
          "java.sql/java.sql");

  private static final List<String> CASSANDRA_OPENS =
      List.of(
          "java.base/java.io",
          "java.base/java.lang",
          "java.base/java.lang.module",
          "java.base/java.lang.reflect",
          "java.base/java.net",
          "java.base/java.nio",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/jdk.internal.loader",
          "java.base/jdk.internal.math",
          "java.base/jdk.internal.misc",
          "java.base/jdk.internal.module",
          "java.base/jdk.internal.ref",
          "java.base/jdk.internal.reflect",
          "java.base/jdk.internal.util.jar",
          "java.base/sun.nio.ch",
          "jdk.management/com.sun.management.internal");

  /** What Spark's own launcher opens. */
  private static final List<String> SPARK_OPENS =
      List.of(
          "java.base/java.io",
          "java.base/java.lang",
          "java.base/java.lang.invoke",
          "java.base/java.lang.reflect",
          "java.base/java.net",
          "java.base/java.nio",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/sun.nio.ch",
          "java.base/sun.nio.cs",
          "java.base/sun.security.action",
          "java.base/sun.util.calendar");

  private JvmFlags() {}

  static List<String> of(Service service) {
    List<String> flags = new ArrayList<>(SMALL);
    if (service != Service.CASSANDRA) {
      flags.add(QUICK);
    }
    switch (service) {
      case KAFKA, KAFKA_2 -> flags.addAll(List.of("-Xms64m", "-Xmx256m"));
      case CASSANDRA -> {
        // Direct: its caches of files and of messages, 96 MB, and what Netty takes for connections.
        flags.addAll(List.of("-Xms256m", "-Xmx384m", "-XX:MaxDirectMemorySize=256m"));
        flags.add("-Djdk.attach.allowAttachSelf=true");
        CASSANDRA_EXPORTS.forEach(name -> flags.add("--add-exports=" + name + "=ALL-UNNAMED"));
        open(CASSANDRA_OPENS, flags);
      }
      case HDFS -> flags.addAll(List.of("-Xms64m", "-Xmx384m"));
      case SPARK_MASTER, SPARK_WORKER_1, SPARK_WORKER_2 -> {
        flags.addAll(List.of("-Xms64m", "-Xmx256m"));
        open(SPARK_OPENS, flags);
      }
    }
    return flags;
  }

  /**
   * What is added for servers that are used for minutes, for little data, and never started again:
   * better compiled writes do not give back what they take there, and a schema, of which each
   * change would else wait for several files, does not outlive the process.
   */
  static List<String> ofBrief(Service service) {
    return service == Service.CASSANDRA
        ? List.of(QUICK, "-Dcassandra.test.flush_local_schema_changes=false")
        : List.of();
  }

  private static void open(List<String> packages, List<String> flags) {
    packages.forEach(name -> flags.add("--add-opens=" + name + "=ALL-UNNAMED"));
  }
}
