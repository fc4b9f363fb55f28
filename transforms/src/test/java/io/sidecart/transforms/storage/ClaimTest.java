package io.sidecart.transforms.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimTest {
  private static final int TAKERS = 8;

  @TempDir Path folder;

  @Test
  void itIsTakenByOneAtATime() throws Exception {
    Claim claim = take().orElseThrow();

    assertThat(take()).isEmpty();

    claim.release();
    assertThat(take()).isPresent();
  }

  @Test
  void aHolderIsKnownWhateverTheDigitsOfItsLocale() throws Exception {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      take();
    } finally {
      Locale.setDefault(before);
    }

    assertThat(folder.resolve("claim"))
        .content()
        .startsWith("process " + ProcessHandle.current().pid() + " on ");
  }

  @Test
  void whatAProcessHeldThatIsGoneIsTakenOver() throws Exception {
    leaveBehind("claim");

    assertThat(take()).isPresent();
    assertThat(take()).isEmpty();
  }

  @Test
  void oneThatDiedWhileTakingOverIsInNobodysWayForLong() throws Exception {
    leaveBehind("claim");
    leaveBehind("claim.turn");

    assertThat(take()).isEmpty();
    assertThat(take()).isPresent();
  }

  @Test
  void ofManyThatFindTheHolderGoneAtOnceOneTakesOver() throws Exception {
    leaveBehind("claim");
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService takers = Executors.newFixedThreadPool(TAKERS);
    try {
      List<Future<Optional<Claim>>> taken = new ArrayList<>();
      for (int i = 0; i < TAKERS; i++) {
        taken.add(
            takers.submit(
                () -> {
                  start.await();
                  return take();
                }));
      }
      start.countDown();

      int held = 0;
      for (Future<Optional<Claim>> each : taken) {
        held += each.get().isPresent() ? 1 : 0;
      }
      assertThat(held).isEqualTo(1);
    } finally {
      takers.shutdownNow();
    }
  }

  private Optional<Claim> take() throws Exception {
    String path = folder.resolve("claim").toString();
    return Claim.take(Storages.of(path), path);
  }

  /** The mark of a process of this machine that has ended. */
  private void leaveBehind(String name) throws Exception {
    Files.writeString(folder.resolve(name), ProcessIdentityTest.claimOfOneThatHasEnded());
  }
}
