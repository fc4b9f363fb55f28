package io.sidecart.pipelines.retrain;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class RetrainRunTest extends RetrainContract {
  @TempDir Path folder;

  @Override
  String newFolder() {
    return folder.toString();
  }
}
