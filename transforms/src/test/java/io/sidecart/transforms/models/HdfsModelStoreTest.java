package io.sidecart.transforms.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.sidecart.model.factors.AlsModel;
import io.sidecart.model.factors.Factors;
import io.sidecart.model.manifest.Publication;
import io.sidecart.transforms.models.ModelStore.Draft;
import io.sidecart.transforms.storage.TestHdfs;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The model store on a real HDFS. */
@Tag("services")
@Tag("hdfs")
@Timeout(60)
class HdfsModelStoreTest {
  private static final Factors USERS = Factors.builder(2).add(1, 1, 2).add(2, 3, 4).build();
  private static final Factors ITEMS = Factors.builder(2).add(7, 5, 6).build();

  private final ModelStore store = ModelStore.at(TestHdfs.folder());

  @Test
  void aDraftIsNotSeen() throws Exception {
    Draft draft = store.draft();
    TestModels.write(draft, "userFactors", USERS);

    assertThat(store.versions()).isEmpty();
    assertThat(store.current()).isEmpty();
  }

  @Test
  void whatIsPublishedIsLoadedAgain() throws Exception {
    String version = TestModels.publish(store, USERS, ITEMS).version();

    AlsModel model = ModelLoader.load(store, version);

    assertThat(store.current().orElseThrow().version()).isEqualTo(version);
    assertThat(model.users().vector(model.users().indexOf(2))).containsExactly(3, 4);
  }

  @Test
  void publicationsAtOnceGetSequencesOfTheirOwn() throws Exception {
    String version = TestModels.register(store, USERS, ITEMS).version();
    List<Callable<Publication>> publishers = Collections.nCopies(8, () -> store.publish(version));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Set<Long> sequences = new HashSet<>();
      for (Future<Publication> done : threads.invokeAll(publishers)) {
        sequences.add(done.get().sequence());
      }

      assertThat(sequences).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
      assertThat(store.current().orElseThrow().sequence()).isEqualTo(8);
    } finally {
      threads.shutdownNow();
    }
  }
}
