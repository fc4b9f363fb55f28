package io.sidecart.runners.services;

import io.sidecart.model.SidecartException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Lets one process at a time change a stack; the system drops it with its holder. */
final class StackLock implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private final FileChannel channel;

  private StackLock(FileChannel channel) {
    this.channel = channel;
  }

  static StackLock take(Path state) {
    try {
      Files.createDirectories(state);
      FileChannel channel =
          FileChannel.open(
              state.resolve("stack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        if (!Poll.until(PATIENCE, () -> isOurs(channel))) {
          throw new SidecartException("Another command is changing the stack in " + state);
        }
        return new StackLock(channel);
      } catch (RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new SidecartException(state + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static boolean isOurs(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // another thread of this process
    } catch (IOException e) {
      throw new SidecartException("The stack cannot be locked: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new SidecartException("The stack cannot be unlocked: " + e.getMessage(), e);
    }
  }
}
