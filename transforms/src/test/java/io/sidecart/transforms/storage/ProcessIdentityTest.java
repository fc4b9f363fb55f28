package io.sidecart.transforms.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {
  private static final String BOOT = "30e96cfb-34bc-414f-86d6-7fb8d00987e5";
  private static final String EARLIER_BOOT = "0b0a1f5e-9b52-4a08-9d39-6a8e0c4d1f11";

  @Test
  void aProcessKnowsItselfAsAlive() {
    assertThat(ProcessIdentity.current().isGone()).isFalse();
  }

  @Test
  void aProcessIsFoundWhereItRuns() {
    assertThat(ProcessIdentity.current().here()).contains(ProcessHandle.current());
  }

  @Test
  void aMachineThatGotAnotherNameIsTheSame() {
    ProcessIdentity self = ProcessIdentity.current();
    assumeThat(self.started()).contains("@");

    assertThat(new ProcessIdentity("before", self.pid(), self.started()).here())
        .contains(ProcessHandle.current());
  }

  @Test
  void whatHasTheSameNumberElsewhereIsNotTakenForIt() {
    ProcessIdentity self = ProcessIdentity.current();

    assertThat(at(self.host(), "1@" + BOOT + "@1").here()).isEmpty();
    assertThat(at("elsewhere", "").here()).isEmpty();
  }

  @Test
  void oneThatHasEndedIsGone() throws Exception {
    assertThat(ended().isGone()).isTrue();
  }

  @Test
  void oneOfTheSameNumberThatStartedAtAnotherTimeIsAnother() {
    assertThat(at("shop", "1@" + BOOT + "@1").isGone(of("shop"))).isTrue();
  }

  @Test
  void whatAnotherVersionWroteOfOneThatLivesIsNotTakenForGone() {
    assertThat(at("shop", "2026-01-01T00:00:00Z").isGone(of("shop"))).isFalse();
  }

  @Test
  void ofAnotherMachineNobodyKnows() {
    assertThat(at("elsewhere", "1@" + BOOT + "@1").isGone(of("shop"))).isFalse();
  }

  @Test
  void ofAnotherContainerOfTheMachineNobodyKnows() {
    assertThat(at("shop", "1@" + BOOT + "@2").isGone(of("shop"))).isFalse();
  }

  @Test
  void noneOutlivesItsMachine() {
    assertThat(at("shop", "1@" + EARLIER_BOOT + "@1").isGone(of("shop"))).isTrue();
  }

  @Test
  void whatManyMachinesAreCalledTellsNothing() {
    assertThat(at("localhost", "1@" + EARLIER_BOOT + "@1").isGone(of("localhost"))).isFalse();
    assertThat(at("localhost", "yesterday").isGone(of("localhost"))).isFalse();
  }

  /** What {@link Claim} writes of a process of this machine that is no more. */
  static String claimOfOneThatHasEnded() throws IOException, InterruptedException {
    ProcessIdentity ended = ended();
    return "process %d on %s [%s] x".formatted(ended.pid(), ended.host(), ended.started());
  }

  /** One that ran on this machine. */
  private static ProcessIdentity ended() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sleep", "60").start();
    ProcessIdentity identity = ProcessIdentity.of(process.toHandle());
    process.destroyForcibly();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return identity;
  }

  private static ProcessIdentity of(String host) {
    return at(host, "7@" + BOOT + "@1");
  }

  /** Of a number that is taken. */
  private static ProcessIdentity at(String host, String started) {
    return new ProcessIdentity(host, ProcessHandle.current().pid(), started);
  }
}
