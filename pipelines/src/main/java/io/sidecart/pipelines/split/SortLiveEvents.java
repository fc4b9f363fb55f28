package io.sidecart.pipelines.split;

import io.sidecart.model.Purchase;
import io.sidecart.model.ids.IdSource;
import io.sidecart.model.ids.TextIds;
import io.sidecart.model.split.LiveEvent;
import io.sidecart.transforms.coders.LiveEventCoder;
import io.sidecart.transforms.storage.StoragePaths;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.util.MimeTypes;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.jspecify.annotations.Nullable;

/**
 * Writes purchases as live events to a few files, each in the order of the replay, which {@link
 * SortedEvents} merges. A worker holds one file's events in memory.
 */
final class SortLiveEvents extends PTransform<PCollection<Purchase>, PDone> {
  private static final long serialVersionUID = 1L;
  private static final int FILES = 16;

  private final String folder;
  private final TextIds ids;

  private SortLiveEvents(String folder, TextIds ids) {
    this.folder = folder;
    this.ids = ids;
  }

  /**
   * @param ids which ids are text: the messages carry them
   */
  static SortLiveEvents into(String folder, TextIds ids) {
    return new SortLiveEvents(folder, ids);
  }

  @Override
  public PDone expand(PCollection<Purchase> purchases) {
    purchases
        .apply("Make events", ParDo.of(new MakeEventFn(ids)))
        .setCoder(KvCoder.of(VarIntCoder.of(), LiveEventCoder.of()))
        .apply("Gather files", GroupByKey.create())
        .apply("Write files", ParDo.of(new WriteSortedFn(folder)));
    return PDone.in(purchases.getPipeline());
  }

  /** The number of its file and the event. */
  private static final class MakeEventFn extends DoFn<Purchase, KV<Integer, LiveEvent>> {
    private static final long serialVersionUID = 1L;

    private final TextIds ids;
    private transient IdSource.@Nullable Opened users;
    private transient IdSource.@Nullable Opened items;

    MakeEventFn(TextIds ids) {
      this.ids = ids;
    }

    @Setup
    public void setup() {
      users = ids.users() == null ? null : ids.users().open();
      items = ids.items() == null ? null : ids.items().open();
    }

    @ProcessElement
    public void makeEvent(
        @Element Purchase purchase, OutputReceiver<KV<Integer, LiveEvent>> events) {
      LiveEvent event =
          LiveEvent.of(
              purchase,
              users == null ? null : users.dictionary(),
              items == null ? null : items.dictionary());
      events.output(KV.of(Math.floorMod(purchase.line(), FILES), event));
    }

    @Teardown
    public void teardown() {
      if (users != null) {
        users.close();
      }
      if (items != null) {
        items.close();
      }
    }
  }

  /** A file that is written again is the same file. */
  private static final class WriteSortedFn extends DoFn<KV<Integer, Iterable<LiveEvent>>, Void> {
    private static final long serialVersionUID = 1L;

    private final String folder;

    WriteSortedFn(String folder) {
      this.folder = folder;
    }

    @ProcessElement
    public void writeSorted(@Element KV<Integer, Iterable<LiveEvent>> file) throws IOException {
      List<LiveEvent> events = new ArrayList<>();
      file.getValue().forEach(events::add);
      events.sort(null);
      String path =
          StoragePaths.child(
              folder, SortedEvents.PREFIX + String.format(Locale.ROOT, "%05d", file.getKey()));
      try (BufferedWriter out =
          new BufferedWriter(
              Channels.newWriter(
                  FileSystems.create(FileSystems.matchNewResource(path, false), MimeTypes.TEXT),
                  StandardCharsets.UTF_8))) {
        for (LiveEvent event : events) {
          out.write(event.toLine());
          out.write('\n');
        }
      }
    }
  }
}
