package io.sidecart.runners.services;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server that Sidecart can run, in the order in which they are started. */
public enum Service {
  KAFKA(
      "Kafka",
      "kafka",
      "kafka",
      "io.sidecart.runners.kafka.KafkaServer",
      "kafkaPort",
      "controllerPort",
      Jars.KAFKA),
  /** A second broker, in the cluster of the first one. */
  KAFKA_2(
      "Kafka 2",
      "kafka-2",
      "kafka",
      "io.sidecart.runners.kafka.KafkaServer",
      null,
      "controllerPort",
      Jars.KAFKA),
  CASSANDRA(
      "Cassandra",
      "cassandra",
      "cassandra",
      "io.sidecart.runners.cassandra.CassandraServer",
      "cassandraPort",
      "storagePort",
      Jars.CASSANDRA),
  HDFS(
      "HDFS",
      "hdfs",
      "hdfs",
      "io.sidecart.runners.hdfs.HdfsServer",
      "hdfsPort",
      "dataPort",
      Jars.HDFS),
  SPARK_MASTER(
      "Spark master",
      "spark-master",
      "cluster",
      "io.sidecart.runners.cluster.SparkMasterServer",
      "sparkPort",
      "uiPort",
      Jars.SPARK),
  SPARK_WORKER_1(
      "Spark worker 1",
      "spark-worker-1",
      "cluster",
      "io.sidecart.runners.cluster.SparkWorkerServer",
      null,
      "uiPort",
      Jars.SPARK),
  SPARK_WORKER_2(
      "Spark worker 2",
      "spark-worker-2",
      "cluster",
      "io.sidecart.runners.cluster.SparkWorkerServer",
      null,
      "uiPort",
      Jars.SPARK);

  /** The version in the name of a server's jar, as the first group. */
  private static final class Jars {
    static final Pattern KAFKA = Pattern.compile("kafka_[\\d.]+-([\\w.-]+)\\.jar");
    static final Pattern CASSANDRA = Pattern.compile("cassandra-all-([\\w.-]+)\\.jar");
    static final Pattern HDFS = Pattern.compile("hadoop-client-minicluster-([\\w.-]+)\\.jar");
    static final Pattern SPARK = Pattern.compile("spark-core_[\\d.]+-([\\w.-]+)\\.jar");
  }

  private final String title;
  private final String folder;
  private final String module;
  private final String mainClass;
  private final @Nullable String portOption;
  private final String innerPortOption;
  private final Pattern versionedJar;

  Service(
      String title,
      String folder,
      String module,
      String mainClass,
      @Nullable String portOption,
      String innerPortOption,
      Pattern versionedJar) {
    this.title = title;
    this.folder = folder;
    this.module = module;
    this.mainClass = mainClass;
    this.portOption = portOption;
    this.innerPortOption = innerPortOption;
    this.versionedJar = versionedJar;
  }

  /** What every stack has. */
  public static Set<Service> basic() {
    return EnumSet.of(KAFKA, CASSANDRA);
  }

  /** A standalone cluster. */
  public static Set<Service> spark() {
    return EnumSet.of(SPARK_MASTER, SPARK_WORKER_1, SPARK_WORKER_2);
  }

  /** Its name for people. */
  public String title() {
    return title;
  }

  /**
   * The launcher's option for the port where clients connect; empty where clients are told the port
   * by another server, so that it need not be the same tomorrow.
   */
  public Optional<String> portOption() {
    return Optional.ofNullable(portOption).map(name -> "--" + name);
  }

  /** Its folder of data and the name of its log. */
  String folder() {
    return folder;
  }

  /** Its module under runners/. */
  String module() {
    return module;
  }

  String mainClass() {
    return mainClass;
  }

  /** The server's option for the port that only the server itself uses, or shows its pages at. */
  String innerPortOption() {
    return innerPortOption;
  }

  Pattern versionedJar() {
    return versionedJar;
  }

  boolean isWorker() {
    return this == SPARK_WORKER_1 || this == SPARK_WORKER_2;
  }

  List<String> jvmFlags() {
    return JvmFlags.of(this);
  }
}
