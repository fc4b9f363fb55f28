package io.sidecart.pipelines.split;

import io.sidecart.pipelines.options.CassandraOptions;
import io.sidecart.pipelines.options.KafkaOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.jspecify.annotations.Nullable;

/** Options of {@link SplitJob}. */
public interface SplitOptions extends KafkaOptions, CassandraOptions {
  /** What is on record of a user when the replay begins. */
  enum OwnPurchases {
    history,
    all
  }

  @Description("Folder that prepare wrote")
  @Default.String("sidecart-out/prepared")
  String getPrepared();

  void setPrepared(String value);

  @Description("Folder of the history; replaced as a whole when all is divided")
  @Default.String("sidecart-out/history")
  String getHistory();

  void setHistory(String value);

  @Description("Share of the purchases that are history, 0 to 1")
  @Default.Double(0.5)
  double getFraction();

  void setFraction(double value);

  @Description("How to divide: random (by row and seed) or time (the earlier share is history)")
  @Default.String("random")
  String getBy();

  void setBy(String value);

  @Description("Seed of the random split; the same seed gives the same halves")
  @Default.Long(42)
  long getSeed();

  void setSeed(long value);

  @Description("How many Parquet files the history is written to")
  @Default.Integer(2)
  int getFiles();

  void setFiles(int value);

  @Description("Whether to load own purchases into Cassandra, in the place of what prepare loaded")
  @Default.Boolean(true)
  boolean getLoad();

  void setLoad(boolean value);

  @Description(
      "Own purchases to load: history (the stream adds the others as they come), or all, as the"
          + " original's leaky measure has it (run stream with --addOwnPurchases=false then)")
  @Default.Enum("history")
  OwnPurchases getOwnPurchases();

  void setOwnPurchases(OwnPurchases value);

  @Description("Kafka topic that the other purchases are sent to; made if it does not exist")
  @Default.String("cart-events")
  String getTopic();

  void setTopic(String value);

  @Description("Partitions of the topic where it is made")
  @Default.Integer(2)
  int getPartitions();

  void setPartitions(int value);

  @Description("Events to send a second; 0 is as fast as possible")
  @Default.Double(0)
  double getRate();

  void setRate(double value);

  @Description("Events to send at most, the first ones in the order of the replay; 0 is all")
  @Default.Long(0)
  long getLimit();

  void setLimit(long value);

  @Description("Timestamp of the messages: now (as live traffic), or purchase (when it was bought)")
  @Default.String("now")
  String getEventTime();

  void setEventTime(String value);

  @Description("Send although the topic holds messages, or held some, behind them")
  @Default.Boolean(false)
  boolean getAppend();

  void setAppend(boolean value);

  @Description("Go on where an earlier split of the same purchases and options broke off")
  @Default.Boolean(false)
  boolean getResume();

  void setResume(boolean value);

  @Description("File for the report as JSON, beside _split.json in the history")
  @Nullable String getReport();

  void setReport(@Nullable String value);
}
