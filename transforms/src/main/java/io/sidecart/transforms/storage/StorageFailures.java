package io.sidecart.transforms.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;

/** Says in one line what a file system refused. */
final class StorageFailures {
  private static final String FILE_IN_THE_WAY = "a file stands where a folder is needed";

  private StorageFailures() {}

  /** An operation on a file system. */
  interface Action<T> {
    T run() throws IOException;
  }

  /**
   * Runs the action; what it throws is told as {@code Cannot <verb> <path>: <reason>}.
   *
   * @throws StorageException where the file system refuses
   */
  static <T> T explained(String verb, String path, Action<T> action) {
    try {
      return action.run();
    } catch (IOException e) {
      throw new StorageException("Cannot " + verb + " " + path + ": " + reason(e, path), e);
    }
  }

  private static String reason(IOException failure, String path) {
    if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
      return "no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof NotDirectoryException || failure instanceof FileAlreadyExistsException) {
      return FILE_IN_THE_WAY;
    }
    if (failure instanceof FileSystemException refused && refused.getReason() != null) {
      return refused.getReason().equals("Not a directory") ? FILE_IN_THE_WAY : refused.getReason();
    }
    String message = firstLine(failure.getMessage());
    return message == null || message.equals(path) ? failure.getClass().getSimpleName() : message;
  }

  private static @Nullable String firstLine(@Nullable String text) {
    return text == null ? null : text.lines().findFirst().orElse(null);
  }
}
