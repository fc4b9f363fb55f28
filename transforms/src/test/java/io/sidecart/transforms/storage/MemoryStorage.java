package io.sidecart.transforms.storage;

import io.sidecart.model.SidecartException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Files in memory, for tests that do very many operations. Folders are the prefixes of paths. */
public final class MemoryStorage implements Storage {
  private final NavigableMap<String, byte[]> files = new TreeMap<>();
  private final NavigableMap<String, Instant> times = new TreeMap<>();

  @Override
  public synchronized List<Entry> list(String folder) {
    String prefix = folder + "/";
    NavigableMap<String, Entry> entries = new TreeMap<>();
    files
        .tailMap(prefix, false)
        .forEach(
            (path, content) -> {
              if (path.startsWith(prefix)) {
                String rest = path.substring(prefix.length());
                int slash = rest.indexOf('/');
                String name = slash < 0 ? rest : rest.substring(0, slash);
                entries.put(
                    name,
                    new Entry(
                        prefix + name,
                        name,
                        slash >= 0,
                        slash < 0 ? content.length : 0,
                        times.get(path)));
              }
            });
    return new ArrayList<>(entries.values());
  }

  @Override
  public synchronized boolean exists(String path) {
    return files.containsKey(path) || !list(path).isEmpty();
  }

  @Override
  public synchronized SeekableByteChannel open(String path) {
    byte[] content = files.get(path);
    if (content == null) {
      throw new SidecartException("Cannot read " + path + ": no such file or folder");
    }
    return new BytesChannel(ByteBuffer.wrap(content));
  }

  @Override
  public WritableByteChannel create(String path) {
    put(path, new byte[0]);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    WritableByteChannel channel = Channels.newChannel(bytes);
    return new WritableByteChannel() {
      @Override
      public int write(ByteBuffer source) throws IOException {
        int count = channel.write(source);
        put(path, bytes.toByteArray());
        return count;
      }

      @Override
      public boolean isOpen() {
        return channel.isOpen();
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }

  @Override
  public synchronized boolean createIfAbsent(String path, byte[] content) {
    if (files.containsKey(path)) {
      return false;
    }
    put(path, content);
    return true;
  }

  private synchronized void put(String path, byte[] content) {
    files.put(path, content);
    times.put(path, Instant.now());
  }

  @Override
  public synchronized void rename(String from, String to) {
    List<String> moved = below(from);
    if (moved.isEmpty()) {
      throw new SidecartException("Cannot rename " + from + ": no such file or folder");
    }
    for (String path : moved) {
      String target = to + path.substring(from.length());
      files.put(target, files.remove(path));
      times.put(target, times.remove(path));
    }
  }

  @Override
  public synchronized void delete(String path) {
    for (String gone : below(path)) {
      files.remove(gone);
      times.remove(gone);
    }
  }

  private List<String> below(String path) {
    return files.keySet().stream()
        .filter(file -> file.equals(path) || file.startsWith(path + "/"))
        .toList();
  }

  private static final class BytesChannel implements SeekableByteChannel {
    private final ByteBuffer content;
    private boolean open = true;

    BytesChannel(ByteBuffer content) {
      this.content = content;
    }

    @Override
    public int read(ByteBuffer target) {
      if (!content.hasRemaining()) {
        return -1;
      }
      int count = Math.min(content.remaining(), target.remaining());
      target.put(content.slice(content.position(), count));
      content.position(content.position() + count);
      return count;
    }

    @Override
    public long position() {
      return content.position();
    }

    @Override
    public SeekableByteChannel position(long position) {
      content.position((int) Math.min(position, content.limit()));
      return this;
    }

    @Override
    public long size() {
      return content.limit();
    }

    @Override
    public int write(ByteBuffer source) {
      throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      open = false;
    }
  }
}
