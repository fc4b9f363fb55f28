package io.sidecart.runners.services;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where a process listens, as Linux tells it in /proc. */
public final class ListeningSockets {
  private static final String LISTENS = "0A";
  private static final int ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private ListeningSockets() {}

  /** The TCP sockets of a process of this user, and of the processes that it has started. */
  public static List<InetSocketAddress> of(ProcessHandle process) throws IOException {
    List<InetSocketAddress> all = new ArrayList<>();
    for (ProcessHandle each : Stream.concat(Stream.of(process), process.descendants()).toList()) {
      all.addAll(ofOne(Path.of("/proc", String.valueOf(each.pid()))));
    }
    return all;
  }

  private static List<InetSocketAddress> ofOne(Path process) throws IOException {
    Set<String> own = inodes(process.resolve("fd"));
    List<InetSocketAddress> found = new ArrayList<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      for (String line : Files.readAllLines(process.resolve(table))) {
        String[] columns = line.strip().split("\\s+");
        if (columns[STATE].equals(LISTENS) && own.contains(columns[INODE])) {
          found.add(address(columns[ADDRESS]));
        }
      }
    }
    return found;
  }

  private static Set<String> inodes(Path descriptors) throws IOException {
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> all = Files.list(descriptors)) {
      for (Path each : all.toList()) {
        try {
          String target = Files.readSymbolicLink(each).toString();
          if (target.startsWith("socket:[")) {
            inodes.add(target.substring("socket:[".length(), target.length() - 1));
          }
        } catch (NoSuchFileException e) {
          continue; // closed since it was listed
        }
      }
    }
    return inodes;
  }

  /** From hexadecimal words in the machine's order, a colon and the port. */
  private static InetSocketAddress address(String text) throws IOException {
    String[] parts = text.split(":");
    ByteBuffer words = ByteBuffer.wrap(HexFormat.of().parseHex(parts[0]));
    ByteBuffer bytes = ByteBuffer.allocate(words.capacity()).order(ByteOrder.nativeOrder());
    while (words.hasRemaining()) {
      bytes.putInt(words.getInt());
    }
    return new InetSocketAddress(
        InetAddress.getByAddress(bytes.array()), Integer.parseInt(parts[1], 16));
  }
}
