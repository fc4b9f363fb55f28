package io.sidecart.transforms.storage;

import io.sidecart.model.SidecartException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/**
 * A storage that counts what is asked of it, tells a test before each operation, and fails where
 * the test wants. Opening, each write and closing a file are operations of their own.
 */
public final class FailingStorage implements Storage {
  private final Storage storage;
  private final String writeFailure;
  private final int survived;
  private int operations;
  private Step before = () -> {};

  /** What a test does before each operation. */
  public interface Step {
    void run() throws IOException;
  }

  /** The process died: nothing that it does from now on has an effect. */
  public static final class Died extends Error {
    private static final long serialVersionUID = 1L;
  }

  private FailingStorage(Storage storage, String writeFailure, int survived) {
    this.storage = storage;
    this.writeFailure = writeFailure;
    this.survived = survived;
  }

  /** Never fails. */
  public static FailingStorage none(Storage storage) {
    return new FailingStorage(storage, "", Integer.MAX_VALUE);
  }

  /** Fails each write to a file with a {@link SidecartException}. */
  public static FailingStorage onWrite(Storage storage, String reason) {
    return new FailingStorage(storage, reason, Integer.MAX_VALUE);
  }

  /** Dies after this many operations: with {@link Died} at the next one and at all after it. */
  public static FailingStorage diesAfter(Storage storage, int operations) {
    return new FailingStorage(storage, "", operations);
  }

  /** Runs the step before each operation. */
  public void beforeEach(Step step) {
    before = step;
  }

  public int operations() {
    return operations;
  }

  private void step() throws IOException {
    if (operations >= survived) {
      throw new Died();
    }
    operations++;
    before.run();
  }

  @Override
  public List<Entry> list(String folder) throws IOException {
    step();
    return storage.list(folder);
  }

  @Override
  public boolean exists(String path) throws IOException {
    step();
    return storage.exists(path);
  }

  @Override
  public SeekableByteChannel open(String path) throws IOException {
    step();
    return storage.open(path);
  }

  @Override
  public WritableByteChannel create(String path) throws IOException {
    step();
    WritableByteChannel channel = storage.create(path);
    return new WritableByteChannel() {
      @Override
      public int write(ByteBuffer source) throws IOException {
        step();
        if (!writeFailure.isEmpty()) {
          throw new SidecartException("Cannot write " + path + ": " + writeFailure);
        }
        return channel.write(source);
      }

      @Override
      public boolean isOpen() {
        return channel.isOpen();
      }

      @Override
      public void close() throws IOException {
        step();
        channel.close();
      }
    };
  }

  @Override
  public boolean createIfAbsent(String path, byte[] content) throws IOException {
    step();
    return storage.createIfAbsent(path, content);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    step();
    storage.rename(from, to);
  }

  @Override
  public void delete(String path) throws IOException {
    step();
    storage.delete(path);
  }
}
