package io.sidecart.transforms.models;

import io.sidecart.model.manifest.Manifest.StoredFile;
import io.sidecart.transforms.storage.Storage;
import io.sidecart.transforms.storage.Storage.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of stored files, and of what is said of them. */
final class Checksums {
  private Checksums() {}

  /** Describes a file, with its path below the folder. */
  static StoredFile of(Storage storage, Entry file, String folder) throws IOException {
    String below = file.path().substring(folder.length() + 1);
    return new StoredFile(below, file.size(), sha256(storage, file.path()));
  }

  static String sha256(Storage storage, String path) throws IOException {
    MessageDigest digest = newDigest();
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    try (SeekableByteChannel in = storage.open(path)) {
      while (in.read(buffer) >= 0) {
        digest.update(buffer.flip());
        buffer.clear();
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static String sha256(byte[] content) {
    return HexFormat.of().formatHex(newDigest().digest(content));
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Java always has SHA-256", e);
    }
  }
}
