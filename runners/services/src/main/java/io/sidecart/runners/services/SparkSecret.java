package io.sidecart.runners.services;

import io.sidecart.model.SidecartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * What the parts of a local Spark cluster know of each other, and other users of this machine do
 * not: without it, any of them could run code as this one.
 */
final class SparkSecret {
  private static final int BYTES = 32;

  private SparkSecret() {}

  /**
   * The file of Spark properties that only this user reads; made where it is missing. It lies in
   * the checkout, wherever the state is: there the launcher's script finds it by the master's port.
   */
  static Path file(Home home, int masterPort) {
    Path folder = home.checkout().resolve(".sidecart/spark-secrets");
    Path file = folder.resolve(masterPort + ".conf");
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(folder);
        Files.move(write(folder), file, StandardCopyOption.ATOMIC_MOVE);
      }
      return file;
    } catch (IOException e) {
      throw new SidecartException(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** Another cluster at that port has its own, or none. */
  static void forget(Home home, int masterPort) {
    Path file = home.checkout().resolve(".sidecart/spark-secrets").resolve(masterPort + ".conf");
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new SidecartException(file + " cannot be deleted: " + e.getMessage(), e);
    }
  }

  private static Path write(Path folder) throws IOException {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    Path unnamed =
        Files.createTempFile(
            folder,
            "secret",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.write(
        unnamed,
        List.of(
            "spark.authenticate=true",
            "spark.authenticate.secret=" + HexFormat.of().formatHex(secret)));
  }
}
