package io.sidecart.runners.launcher.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EndOfInputTest {
  @Test
  void aJobEndsWithTheProcessThatStartedItWhereThatOneWantsIt() throws Exception {
    Process job = start("-D" + EndOfInput.PROPERTY + "=true");

    job.getOutputStream().close();

    assertThat(job.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(job.exitValue()).isEqualTo(1);
  }

  @Test
  void otherwiseItGoesOnWithoutAnInput() throws Exception {
    Process job = start("-Dsidecart.other=true");
    try {
      job.getOutputStream().close();

      assertThat(job.waitFor(1, TimeUnit.SECONDS)).isFalse();
    } finally {
      job.destroyForcibly();
    }
  }

  private static Process start(String flag) throws IOException {
    Process job =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                flag,
                "-cp",
                System.getProperty("java.class.path"),
                Job.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(job.getInputStream().read()).isEqualTo('.');
    return job;
  }

  /** Runs for ever. */
  static final class Job {
    private Job() {}

    public static void main(String[] args) throws InterruptedException {
      EndOfInput.watch();
      System.out.print('.');
      System.out.flush();
      new CountDownLatch(1).await();
    }
  }
}
