package io.sidecart.data;

import java.io.IOException;
import java.nio.file.Path;

/** Writes the tiny sample again, into the folder that is its argument. */
final class WriteSample {
  private WriteSample() {}

  public static void main(String[] args) throws IOException {
    SampleData.write(Path.of(args[0]), SampleSettings.tiny());
  }
}
