package io.sidecart.runners.services;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A server that Sidecart can run, and how its JVM is to be started. */
public enum Service {
  KAFKA(
      "Kafka",
      "kafka",
      "io.sidecart.runners.kafka.KafkaServer",
      "controllerPort",
      Pattern.compile("kafka_[\\d.]+-([\\w.-]+)\\.jar")),
  CASSANDRA(
      "Cassandra",
      "cassandra",
      "io.sidecart.runners.cassandra.CassandraServer",
      "storagePort",
      Pattern.compile("cassandra-all-([\\w.-]+)\\.jar"));

  private static final List<String> SMALL =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError");

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

  private final String title;
  private final String folder;
  private final String mainClass;
  private final String innerPortOption;
  private final Pattern versionedJar;

  Service(
      String title, String folder, String mainClass, String innerPortOption, Pattern versionedJar) {
    this.title = title;
    this.folder = folder;
    this.mainClass = mainClass;
    this.innerPortOption = innerPortOption;
    this.versionedJar = versionedJar;
  }

  /** Its name for people. */
  public String title() {
    return title;
  }

  /** The launcher's option for the port where clients connect. */
  public String portOption() {
    return "--" + folder + "Port";
  }

  /** Its module under runners/, its folder of data and the name of its log. */
  String folder() {
    return folder;
  }

  String mainClass() {
    return mainClass;
  }

  /** The server's option for the port that only the server itself uses. */
  String innerPortOption() {
    return innerPortOption;
  }

  /** The version in the name of the jar, as the first group. */
  Pattern versionedJar() {
    return versionedJar;
  }

  List<String> jvmFlags() {
    List<String> flags = new ArrayList<>(SMALL);
    switch (this) {
      case KAFKA -> flags.addAll(List.of("-Xms64m", "-Xmx256m"));
      case CASSANDRA -> {
        flags.addAll(List.of("-Xms256m", "-Xmx384m", "-XX:MaxDirectMemorySize=128m"));
        flags.add("-Djdk.attach.allowAttachSelf=true");
        CASSANDRA_EXPORTS.forEach(name -> flags.add("--add-exports=" + name + "=ALL-UNNAMED"));
        CASSANDRA_OPENS.forEach(name -> flags.add("--add-opens=" + name + "=ALL-UNNAMED"));
      }
    }
    return flags;
  }
}
