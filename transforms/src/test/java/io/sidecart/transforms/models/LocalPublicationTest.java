package io.sidecart.transforms.models;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalPublicationTest extends PublicationContract {
  @TempDir Path folder;

  @Override
  String newFolder() {
    return folder.toString();
  }
}
