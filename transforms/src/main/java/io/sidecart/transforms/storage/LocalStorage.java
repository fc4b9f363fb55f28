package io.sidecart.transforms.storage;

import static io.sidecart.transforms.storage.StorageFailures.explained;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The local disk. */
final class LocalStorage implements Storage {
  /** What Linux says of a path below a file. */
  private static final String NOT_A_FOLDER = "Not a directory";

  /** Escapes in such a path are not resolved, as Hadoop and Spark do not either. */
  private static final Pattern FILE = Pattern.compile("^file:(//(localhost)?(?=/))?");

  @Override
  public List<Entry> list(String folder) {
    return explained("list", folder, () -> entries(folder));
  }

  private static List<Entry> entries(String folder) throws IOException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(local(folder))) {
      return entries(folder, children);
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /** The entries of an open folder. */
  static List<Entry> entries(String folder, DirectoryStream<Path> children) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try {
      for (Path child : children) {
        entry(folder, child).ifPresent(entries::add);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    entries.sort(Comparator.comparing(Entry::name));
    return entries;
  }

  /** Empty where it is gone since the folder was read, as others rename and delete here. */
  private static Optional<Entry> entry(String folder, Path child) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(child, BasicFileAttributes.class);
      String name = child.getFileName().toString();
      return Optional.of(
          new Entry(
              StoragePaths.child(folder, name),
              name,
              attributes.isDirectory(),
              attributes.isDirectory() ? 0 : attributes.size(),
              attributes.lastModifiedTime().toInstant()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean exists(String path) {
    // Files.exists() takes a disk that fails, or a folder that must not be entered, for nothing.
    return explained(
        "read",
        path,
        () -> {
          try {
            var unused = Files.readAttributes(local(path), BasicFileAttributes.class);
            return true;
          } catch (NoSuchFileException e) {
            return false;
          } catch (FileSystemException e) {
            if (NOT_A_FOLDER.equals(e.getReason())) {
              return false;
            }
            throw e;
          }
        });
  }

  @Override
  public SeekableByteChannel open(String path) {
    return explained(
        "read", path, () -> new ExplainedInput(path, FileChannel.open(local(path), READ)));
  }

  @Override
  public WritableByteChannel create(String path) {
    Path file = local(path);
    return explained(
        "write",
        path,
        () -> {
          createFolder(file.getParent());
          FileChannel channel = FileChannel.open(file, CREATE, TRUNCATE_EXISTING, WRITE);
          return new ExplainedChannel(
              path,
              channel,
              () -> {
                try (channel) {
                  channel.force(true);
                }
                force(file.getParent());
                return null;
              });
        });
  }

  @Override
  public boolean createIfAbsent(String path, byte[] content) {
    Path file = local(path);
    return explained(
        "write",
        path,
        () -> {
          createFolder(file.getParent());
          try (FileChannel channel = FileChannel.open(file, CREATE_NEW, WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
              channel.write(bytes);
            }
            channel.force(true);
          } catch (FileAlreadyExistsException e) {
            return false;
          }
          force(file.getParent());
          return true;
        });
  }

  @Override
  public void rename(String from, String to) {
    renameAll(List.of(new Move(from, to)));
  }

  @Override
  public void renameAll(List<Move> moves) {
    Set<Path> folders = new LinkedHashSet<>();
    for (Move move : moves) {
      Path target = local(move.to());
      explained(
          "rename",
          move.from() + " to " + move.to(),
          () -> {
            createFolder(target.getParent());
            return Files.move(local(move.from()), target, ATOMIC_MOVE);
          });
      folders.add(target.getParent());
    }
    for (Path folder : folders) {
      explained("write", folder.toString(), () -> force(folder));
    }
  }

  @Override
  public void delete(String path) {
    explained("delete", path, () -> deleteTree(local(path)));
  }

  @SuppressWarnings("NullAway")
  private static @Nullable Void deleteTree(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      Files.deleteIfExists(path);
      return null;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          /** Another process may delete the same. */
          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
    return null;
  }

  private static void createFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      try {
        Files.createDirectories(folder);
      } catch (FileAlreadyExistsException e) {
        throw new NotDirectoryException(folder.toString());
      }
    }
  }

  /** Makes the names in a folder durable, as force on a file does for its content alone. */
  private static @Nullable Void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, READ)) {
      channel.force(true);
    }
    return null;
  }

  private static Path local(String path) {
    return Path.of(FILE.matcher(path).replaceFirst(""));
  }
}
