package io.sidecart.pipelines.split;

import io.sidecart.model.SidecartException;
import io.sidecart.model.split.LiveEvent;
import io.sidecart.transforms.kafka.KafkaSettings;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storages;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Sends the live half to a topic, from the beginning or from where an earlier run broke off. */
final class Replay {
  private final KafkaSettings kafka;
  private final SplitSettings settings;
  private final ReplayTopic.Content topic;
  private final Map<Integer, Long> there;
  private final Consumer<String> progressLines;

  /**
   * What was sent.
   *
   * @param seconds how long it took
   */
  record Sent(long events, double seconds) {}

  /**
   * @param topic what it holds before this run sends anything
   * @param start where the replay begins, which an earlier run may have begun
   * @throws SidecartException if it holds messages and the settings say nothing of that, or the
   *     replay cannot be resumed
   */
  Replay(
      KafkaSettings kafka,
      SplitSettings settings,
      ReplayTopic.Content topic,
      ReplayStart start,
      Consumer<String> progressLines) {
    this.kafka = kafka;
    this.settings = settings;
    this.topic = topic;
    this.progressLines = progressLines;
    if (!topic.isUnused() && settings.whenFilled() == SplitSettings.WhenFilled.REFUSE) {
      throw new SidecartException(
          topic.messages() == 0
              ? "topic %s has lost the messages that it held: use another --topic, or --append"
                  .formatted(settings.topic())
              : "topic %s holds %d messages already: go on with --resume if an earlier split broke off,"
                      .formatted(settings.topic(), topic.messages())
                  + " or use another --topic, or --append");
    }
    this.there = start.messagesSince(topic);
  }

  /**
   * Tells that what the topic holds since the replay began is the beginning of this one: to be
   * asked before anything is replaced.
   *
   * @param folder the events, of {@link SortLiveEvents}
   * @param live how many there are
   * @throws SidecartException if it holds something else
   */
  void requireBeginning(String folder, long live) throws IOException {
    Map<Integer, Long> ends = new HashMap<>(topic.end());
    ends.keySet().removeIf(partition -> there.get(partition) == 0);
    if (ends.isEmpty()) {
      return;
    }
    Map<Integer, String> last = LastMessages.read(kafka, settings.topic(), ends);
    try (SortedEvents events = SortedEvents.open(Storages.of(folder), folder)) {
      Resumption.check(settings.topic(), there, last, new FirstEvents(events, wanted(live)));
    }
  }

  private long wanted(long live) {
    return settings.limit() == 0 ? live : Math.min(live, settings.limit());
  }

  /**
   * Sends the events of a folder of {@link SortLiveEvents}. It must have passed {@link
   * #requireBeginning}.
   *
   * @param live how many there are
   */
  Sent send(String folder, long live) throws IOException, InterruptedException {
    long wanted = wanted(live);
    Storage storage = Storages.of(folder);
    Resumption resumption = new Resumption(there);
    long sentBefore = there.values().stream().mapToLong(Long::longValue).sum();
    Progress progress =
        new Progress(Math.max(0, wanted - sentBefore), System::nanoTime, progressLines);
    Pacer pacer = new Pacer(settings.rate(), System::nanoTime, TimeUnit.NANOSECONDS::sleep);
    long sent = 0;
    try (SortedEvents events = SortedEvents.open(storage, folder);
        EventSender sender =
            new EventSender(
                kafka, settings.topic(), topic.partitions(), settings.usesPurchaseTime())) {
      Iterator<LiveEvent> first = new FirstEvents(events, wanted);
      while (first.hasNext()) {
        LiveEvent event = first.next();
        if (resumption.isMissing(event)) {
          pacer.await();
          sender.send(event);
          progress.step();
          sent++;
        }
      }
      sender.flush();
    }
    return new Sent(sent, progress.seconds());
  }

  /** The first so many of some events. */
  private static final class FirstEvents implements Iterator<LiveEvent> {
    private final Iterator<LiveEvent> events;
    private long left;

    FirstEvents(Iterator<LiveEvent> events, long count) {
      this.events = events;
      this.left = count;
    }

    @Override
    public boolean hasNext() {
      return left > 0 && events.hasNext();
    }

    @Override
    public LiveEvent next() {
      left--;
      return events.next();
    }
  }
}
