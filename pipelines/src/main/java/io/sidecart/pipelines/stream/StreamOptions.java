package io.sidecart.pipelines.stream;

import io.sidecart.pipelines.options.CassandraOptions;
import io.sidecart.pipelines.options.KafkaOptions;
import io.sidecart.pipelines.options.MetricsOptions;
import io.sidecart.pipelines.options.RuleOptions;
import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.DefaultValueFactory;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** Options of {@code stream}. */
public interface StreamOptions extends KafkaOptions, CassandraOptions, MetricsOptions, RuleOptions {

  /** Where reading begins. */
  enum From {
    committed,
    earliest,
    latest
  }

  /** When the stream ends by itself. */
  enum StopAt {
    never,
    end
  }

  /** Where the users' factors are. */
  enum UserFactors {
    memory,
    cassandra
  }

  /** Where recommendations go. */
  enum Sink {
    kafka,
    cassandra,
    parquet
  }

  @Description("Kafka topic of the cart events")
  @Default.String("cart-events")
  String getTopic();

  void setTopic(String value);

  @Description(
      "Folder that prepare wrote, where it gave numbers to ids that are text; not given: ids are"
          + " whole numbers")
  @Nullable String getIds();

  void setIds(@Nullable String value);

  @Description("Consumer group whose committed offsets tell where to go on")
  @Default.String("sidecart-stream")
  String getGroup();

  void setGroup(String value);

  @Description(
      "Where to begin: committed (earliest where the group has committed nothing), or, whatever is"
          + " committed and at each start anew, earliest or latest")
  @Default.Enum("committed")
  From getFrom();

  void setFrom(From value);

  @Description("When to stop: never, or end (the offsets that are the end of the topic now)")
  @Default.Enum("never")
  StopAt getStopAt();

  void setStopAt(StopAt value);

  @Description("How many items to recommend for an event")
  @Default.Integer(5)
  int getK();

  void setK(int value);

  @Description(
      "Where recommendations go, separated by commas: kafka, cassandra, parquet (default: all)")
  @Default.InstanceFactory(AllSinks.class)
  List<Sink> getSinks();

  void setSinks(List<Sink> value);

  /** The default of {@link #getSinks}. */
  final class AllSinks implements DefaultValueFactory<List<Sink>> {
    @Override
    public List<Sink> create(PipelineOptions options) {
      return List.of(Sink.values());
    }
  }

  @Description(
      "Whether each event is added to its user's own purchases, as far as cassandra is among the"
          + " sinks; a look-up finds it after --cacheTtl, of a user of more than 100 purchases after"
          + " up to ten times as long")
  @Default.Boolean(true)
  boolean getAddOwnPurchases();

  void setAddOwnPurchases(boolean value);

  @Description(
      "Whether a user's items are computed once for a bundle, which gives the same rows, or anew"
          + " for each event, to measure what that takes")
  @Default.Boolean(true)
  boolean getReuse();

  void setReuse(boolean value);

  @Description("Folder of the model store; what is published there is served")
  @Default.String("sidecart-out/models")
  String getModels();

  void setModels(String value);

  @Description(
      "Where the users' factors are: memory holds those of all users on each worker; cassandra looks"
          + " each user's up, and serves no version whose factors were not loaded before (train and"
          + " retrain with --loadUserFactors, or models load-factors). Rows are the same")
  @Default.Enum("memory")
  UserFactors getUserFactors();

  void setUserFactors(UserFactors value);

  @Description(
      "How often to look for a newly published model, in seconds; with --stopAt=end it is not looked"
          + " for")
  @Default.Integer(5)
  int getModelPoll();

  void setModelPoll(int value);

  @Description("Folder for the enriched events, as Parquet under dt=/hour= folders")
  @Default.String("sidecart-out/enriched")
  String getOutput();

  void setOutput(String value);

  @Description("Rows after which a Parquet file is written")
  @Default.Integer(5_000)
  int getFlushRows();

  void setFlushRows(int value);

  @Description("How long a row waits for others of its Parquet file, in seconds")
  @Default.Integer(1)
  int getFlushInterval();

  void setFlushInterval(int value);

  @Description("Kafka topic for the recommendations, keyed by user")
  @Default.String("recommendations")
  String getRecommendationsTopic();

  void setRecommendationsTopic(String value);

  @Description("Kafka topic for the messages that cannot be read")
  @Default.String("cart-events-dead-letters")
  String getDeadLetterTopic();

  void setDeadLetterTopic(String value);

  @Description("Length of the windows of average precision: 30s, 1m, 1h")
  @Default.String("1m")
  String getWindow();

  void setWindow(String value);

  @Description(
      "How long after an answer a purchase of a shown item counts for the delayed precision, in event"
          + " time: 10m, 1h, 1d; 0 does not measure it")
  @Default.String("1h")
  String getHorizon();

  void setHorizon(String value);

  @Description("Share of the users whose delayed precision is measured, above 0 to 1")
  @Default.Double(0.1)
  double getHorizonUsers();

  void setHorizonUsers(double value);

  @Description(
      "Most users, and most items, whose look-ups are remembered on a worker; a user counts once"
          + " more for each 100 items that are on record as bought")
  @Default.Integer(100_000)
  int getCacheSize();

  void setCacheSize(int value);

  @Description("How long a look-up is remembered, in seconds")
  @Default.Integer(60)
  int getCacheTtl();

  void setCacheTtl(int value);

  @Description("How long it is remembered that a look-up found nothing, in seconds")
  @Default.Integer(10)
  int getNegativeCacheTtl();

  void setNegativeCacheTtl(int value);

  @Description("Most look-ups in flight on a worker")
  @Default.Integer(256)
  int getLookUpsInFlight();

  void setLookUpsInFlight(int value);

  @Description("How long one look-up may take, in milliseconds")
  @Default.Integer(2_000)
  int getLookUpTimeout();

  void setLookUpTimeout(int value);

  @Description(
      "How long Cassandra may be away before the stream stops, in seconds; nothing is lost, a"
          + " restart goes on from the committed offsets")
  @Default.Integer(120)
  int getPatience();

  void setPatience(int value);

  @Description(
      "How long a partition may stand still while messages wait in it, in seconds; then the stream"
          + " ends with status 1, for a restart that goes on from the committed offsets. Three times as"
          + " long before it has committed anything. --patience, --flushInterval and a minute where it"
          + " is not given. With --stopAt=end it is not looked at")
  @Nullable Integer getStallTimeout();

  void setStallTimeout(@Nullable Integer value);

  @Description("Name of this run in the table of average precision; the start time if not given")
  String getRunId();

  void setRunId(String value);

  @Description("File for the report as JSON")
  String getReport();

  void setReport(String value);
}
