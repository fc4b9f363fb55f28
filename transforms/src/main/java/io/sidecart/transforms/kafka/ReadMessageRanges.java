package io.sidecart.transforms.kafka;

import io.sidecart.model.EventTime;
import io.sidecart.model.Message;
import io.sidecart.model.SidecartException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.joda.time.Instant;

/**
 * Reads exactly the given offsets and ends: a bounded collection on every runner.
 *
 * <p>KafkaIO can stop at a time but not at offsets; a topic whose timestamps lie in the past, as a
 * replayed one's do, has no time that stands for "the end when I began". Ranges are cut into pieces
 * that workers read side by side.
 */
public final class ReadMessageRanges extends PTransform<PBegin, PCollection<Message>> {
  private static final long serialVersionUID = 1L;
  private static final long PIECE = 5_000;

  private final KafkaSettings settings;
  private final String group;
  private final List<PartitionRange> ranges;

  private ReadMessageRanges(KafkaSettings settings, String group, List<PartitionRange> ranges) {
    this.settings = settings;
    this.group = group;
    this.ranges = List.copyOf(ranges);
  }

  /** Empty ranges are allowed, and no range at all. */
  public static ReadMessageRanges of(
      KafkaSettings settings, String group, List<PartitionRange> ranges) {
    return new ReadMessageRanges(settings, group, ranges);
  }

  @Override
  public PCollection<Message> expand(PBegin input) {
    return input
        .apply(
            "ListPieces", Create.of(pieces()).withCoder(SerializableCoder.of(PartitionRange.class)))
        .apply("SpreadPieces", Reshuffle.viaRandomKey())
        .apply("ReadPiece", ParDo.of(new ReadPiece(new ConsumerFactory(settings, group))));
  }

  private List<PartitionRange> pieces() {
    List<PartitionRange> pieces = new ArrayList<>();
    for (PartitionRange range : ranges) {
      for (long from = range.from(); from < range.to(); from += PIECE) {
        pieces.add(
            new PartitionRange(
                range.topic(), range.partition(), from, Math.min(from + PIECE, range.to())));
      }
    }
    return pieces;
  }

  private static final class ReadPiece extends DoFn<PartitionRange, Message> {
    private static final long serialVersionUID = 1L;
    private static final Duration POLL = Duration.ofSeconds(1);

    /** How long a broker may give nothing, neither messages nor a new position. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ConsumerFactory consumers;

    ReadPiece(ConsumerFactory consumers) {
      this.consumers = consumers;
    }

    @ProcessElement
    public void process(@Element PartitionRange piece, OutputReceiver<Message> messages) {
      // Not kept for the next piece: a teardown may come from another thread while this one reads,
      // and a consumer bears only one.
      try (Consumer<byte[], byte[]> consumer = consumers.open()) {
        read(piece, consumer, messages);
      }
    }

    private static void read(
        PartitionRange piece, Consumer<byte[], byte[]> consumer, OutputReceiver<Message> messages) {
      TopicPartition partition = new TopicPartition(piece.topic(), piece.partition());
      consumer.assign(List.of(partition));
      consumer.seek(partition, piece.from());
      long lastProgress = System.nanoTime();
      long position = piece.from();
      while (position < piece.to()) {
        try {
          for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            if (record.offset() < piece.to()) {
              output(record, messages);
            }
          }
        } catch (OffsetOutOfRangeException e) {
          throw new SidecartException(
              "offset " + position + " of " + partition + " is no longer in the topic", e);
        }
        // Also moves over offsets that hold no message, as compaction and transactions leave them.
        long reached = consumer.position(partition);
        if (reached > position) {
          position = reached;
          lastProgress = System.nanoTime();
        } else if (System.nanoTime() - lastProgress > PATIENCE.toNanos()) {
          throw new SidecartException(
              "Kafka gave nothing of "
                  + partition
                  + " from offset "
                  + position
                  + " for "
                  + PATIENCE.toSeconds()
                  + " s; start again to go on from the committed offsets");
        }
      }
    }

    private static void output(
        ConsumerRecord<byte[], byte[]> record, OutputReceiver<Message> messages) {
      Message message =
          Messages.of(
              record.topic(),
              record.partition(),
              record.offset(),
              record.timestamp(),
              record.key(),
              record.value());
      long time = EventTime.ofMessage(record.timestamp(), System.currentTimeMillis());
      messages.outputWithTimestamp(message, new Instant(time));
    }
  }
}
