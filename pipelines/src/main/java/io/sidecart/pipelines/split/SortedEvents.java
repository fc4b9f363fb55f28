package io.sidecart.pipelines.split;

import io.sidecart.model.split.LiveEvent;
import io.sidecart.transforms.storage.Storage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The live events of several files, merged in the order of the replay, one of each in memory. */
final class SortedEvents implements Iterator<LiveEvent>, AutoCloseable {
  static final String PREFIX = "part-";

  private record Head(LiveEvent event, BufferedReader rest) {}

  private final List<BufferedReader> readers = new ArrayList<>();
  private final PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparing(Head::event));

  private SortedEvents() {}

  static SortedEvents open(Storage storage, String folder) throws IOException {
    SortedEvents events = new SortedEvents();
    try {
      for (Storage.Entry file : storage.list(folder)) {
        if (file.name().startsWith(PREFIX)) {
          events.add(storage, file.path());
        }
      }
      return events;
    } catch (IOException | RuntimeException e) {
      events.close();
      throw e;
    }
  }

  private void add(Storage storage, String path) throws IOException {
    BufferedReader reader =
        new BufferedReader(Channels.newReader(storage.open(path), StandardCharsets.UTF_8));
    readers.add(reader);
    advance(reader);
  }

  @Override
  public boolean hasNext() {
    return !heads.isEmpty();
  }

  @Override
  public LiveEvent next() {
    @Nullable Head first = heads.poll();
    if (first == null) {
      throw new NoSuchElementException();
    }
    try {
      advance(first.rest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return first.event();
  }

  @Override
  public void close() throws IOException {
    for (BufferedReader reader : readers) {
      reader.close();
    }
  }

  private void advance(BufferedReader reader) throws IOException {
    @Nullable String line = reader.readLine();
    if (line != null) {
      heads.add(new Head(LiveEvent.ofLine(line), reader));
    }
  }
}
