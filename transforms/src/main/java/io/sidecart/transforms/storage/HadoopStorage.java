package io.sidecart.transforms.storage;

import static io.sidecart.transforms.storage.StorageFailures.explained;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.ipc.RemoteException;

/** HDFS. */
final class HadoopStorage implements Storage {
  /**
   * What the name node throws where somebody has created a file and did not close it yet, or died
   * before; not all of these are classes of the client.
   */
  private static final Set<String> BEING_WRITTEN =
      Set.of(
          "org.apache.hadoop.hdfs.protocol.AlreadyBeingCreatedException",
          "org.apache.hadoop.hdfs.protocol.RecoveryInProgressException");

  private final FileSystem files;

  HadoopStorage(FileSystem files) {
    this.files = files;
  }

  @Override
  public List<Entry> list(String folder) {
    return explained(
        "list",
        folder,
        () -> {
          List<Entry> entries = new ArrayList<>();
          for (FileStatus status : statuses(folder)) {
            String name = status.getPath().getName();
            entries.add(
                new Entry(
                    StoragePaths.child(folder, name),
                    name,
                    status.isDirectory(),
                    status.isDirectory() ? 0 : status.getLen(),
                    Instant.ofEpochMilli(status.getModificationTime())));
          }
          entries.sort(Comparator.comparing(Entry::name));
          return entries;
        });
  }

  private FileStatus[] statuses(String folder) throws IOException {
    try {
      return files.listStatus(new Path(folder));
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  @Override
  public boolean exists(String path) {
    return explained("read", path, () -> files.exists(new Path(path)));
  }

  @Override
  public SeekableByteChannel open(String path) {
    return explained(
        "read",
        path,
        () -> {
          Path file = new Path(path);
          long size = files.getFileStatus(file).getLen();
          FSDataInputStream in = files.open(file);
          return new ExplainedInput(path, new HadoopChannel(in, size));
        });
  }

  @Override
  public WritableByteChannel create(String path) {
    return explained(
        "write",
        path,
        () -> {
          FSDataOutputStream out = files.create(new Path(path), true);
          return new ExplainedChannel(
              path,
              Channels.newChannel(out),
              () -> {
                try (out) {
                  out.hsync();
                }
                return null;
              });
        });
  }

  @Override
  public boolean createIfAbsent(String path, byte[] content) {
    return explained(
        "write",
        path,
        () -> {
          try (FSDataOutputStream out = files.create(new Path(path), false)) {
            out.write(content);
            out.hsync();
            return true;
          } catch (FileAlreadyExistsException e) {
            return false;
          } catch (RemoteException e) {
            if (BEING_WRITTEN.contains(e.getClassName())) {
              return false;
            }
            throw e;
          }
        });
  }

  @Override
  public void rename(String from, String to) {
    explained(
        "rename",
        from + " to " + to,
        () -> {
          Path source = new Path(from);
          Path target = new Path(to);
          files.mkdirs(target.getParent());
          if (files instanceof DistributedFileSystem hdfs) {
            // The plain rename of HDFS refuses to replace a file.
            hdfs.rename(source, target, Options.Rename.OVERWRITE);
          } else if (!files.rename(source, target)) {
            throw new IOException("refused by " + files.getScheme());
          }
          return true;
        });
  }

  @Override
  public void delete(String path) {
    explained("delete", path, () -> files.delete(new Path(path), true));
  }
}
