package io.sidecart.pipelines.retrain;

import io.sidecart.transforms.storage.TestHdfs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** Retraining, and going on after a kill, with every folder on a real HDFS. */
@Tag("services")
@Tag("hdfs")
@Tag("long")
@Timeout(60)
class HdfsRetrainTest extends RetrainContract {

  @Override
  String newFolder() {
    return TestHdfs.folder();
  }
}
