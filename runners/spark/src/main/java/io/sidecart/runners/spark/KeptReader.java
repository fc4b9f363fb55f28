package io.sidecart.runners.spark;

import io.sidecart.transforms.worker.WorkerResources.Lease;
import java.io.IOException;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.io.UnboundedSource.CheckpointMark;
import org.apache.beam.sdk.io.UnboundedSource.UnboundedReader;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads by another reader, which is kept where this one is closed at a mark. */
final class KeptReader<T, MarkT extends CheckpointMark> extends UnboundedReader<T> {
  private final KeptSource<T, MarkT> source;
  private final UnboundedReader<T> reader;
  private final Lease<KeptReaders> readers;
  private boolean isStarted;
  private boolean isClosed;

  /** Where the other reader stands; null where it has been moved since it was asked. */
  private @Nullable MarkT mark;

  /**
   * @param isStarted whether the other reader has been started, and stands where this one begins
   * @param readers where to keep it; given back when this is closed
   */
  KeptReader(
      KeptSource<T, MarkT> source,
      UnboundedReader<T> reader,
      boolean isStarted,
      Lease<KeptReaders> readers) {
    this.source = source;
    this.reader = reader;
    this.isStarted = isStarted;
    this.readers = readers;
  }

  @Override
  public boolean start() throws IOException {
    mark = null;
    if (isStarted) {
      return reader.advance();
    }
    isStarted = true;
    return reader.start();
  }

  @Override
  public boolean advance() throws IOException {
    mark = null;
    return reader.advance();
  }

  @Override
  public T getCurrent() throws NoSuchElementException {
    return reader.getCurrent();
  }

  @Override
  public Instant getCurrentTimestamp() throws NoSuchElementException {
    return reader.getCurrentTimestamp();
  }

  @Override
  public byte[] getCurrentRecordId() throws NoSuchElementException {
    return reader.getCurrentRecordId();
  }

  @Override
  public Instant getWatermark() {
    return reader.getWatermark();
  }

  @Override
  @SuppressWarnings("unchecked") // a reader of a source makes its marks
  public MarkT getCheckpointMark() {
    MarkT asked = (MarkT) reader.getCheckpointMark();
    mark = asked;
    return asked;
  }

  @Override
  public long getSplitBacklogBytes() {
    return reader.getSplitBacklogBytes();
  }

  @Override
  public long getTotalBacklogBytes() {
    return reader.getTotalBacklogBytes();
  }

  @Override
  public UnboundedSource<T, ?> getCurrentSource() {
    return source;
  }

  @Override
  public void close() throws IOException {
    if (isClosed) {
      return;
    }
    isClosed = true;
    try {
      byte @Nullable [] place = place();
      if (place == null) {
        reader.close();
      } else {
        readers.get().keep(source.id(), reader, place);
      }
    } finally {
      readers.close();
    }
  }

  /** Where the other reader stands, if another may read on from there. */
  private byte @Nullable [] place() {
    try {
      return isStarted && mark != null ? source.encoded(mark) : null;
    } catch (IOException e) {
      return null;
    }
  }
}
