package io.sidecart.runners.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The name of this machine or container, fit for a file's name. */
final class HostName {
  private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

  private HostName() {}

  static String get() {
    return read().replaceAll("[^\\w.-]", "_");
  }

  /** The kernel knows it without a name service, which may be slow. */
  private static String read() {
    try {
      return Files.readString(KERNEL).strip();
    } catch (IOException e) {
      return fromNameService();
    }
  }

  private static String fromNameService() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown-host";
    }
  }
}
