package io.sidecart.runners.launcher.drill;

import io.sidecart.model.SidecartException;
import io.sidecart.runners.launcher.flow.StreamProcess;
import io.sidecart.runners.services.AttachedStack;
import io.sidecart.runners.services.Service;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Whom a drill kills: the driver, and on a cluster an executor or a worker as well. */
final class Victims {
  private static final String EXECUTOR = "org.apache.spark.executor.CoarseGrainedExecutorBackend";
  private static final List<Service> WORKERS =
      List.of(Service.SPARK_WORKER_1, Service.SPARK_WORKER_2);

  private final Optional<AttachedStack> stack;
  private final List<Victim> kinds;
  private final Random random;

  /**
   * @param stack the servers, which a cluster needs
   * @param cluster whether there is more than the driver
   */
  Victims(Optional<AttachedStack> stack, boolean cluster, Random random) {
    this.stack = stack;
    this.kinds = cluster ? List.of(Victim.values()) : List.of(Victim.driver);
    this.random = random;
  }

  /** In random order, and each kind as often as the others. */
  List<Victim> draw(int times) {
    List<Victim> drawn = new ArrayList<>();
    while (drawn.size() < times) {
      List<Victim> round = new ArrayList<>(kinds);
      Collections.shuffle(round, random);
      drawn.addAll(round);
    }
    return drawn.subList(0, times);
  }

  /** Kills one at once and returns when it is gone; a worker is started again. */
  void kill(Victim victim, StreamProcess stream) {
    switch (victim) {
      case driver -> kill(stream.handle());
      case executor -> kill(oneOf(executors()));
      case worker -> {
        Service worker = oneOf(WORKERS);
        kill(stack.orElseThrow().processes().get(worker.title()));
        stack.orElseThrow().startAgain(worker);
      }
    }
  }

  private List<ProcessHandle> executors() {
    List<ProcessHandle> executors = new ArrayList<>();
    for (Service worker : WORKERS) {
      stack
          .orElseThrow()
          .processes()
          .get(worker.title())
          .descendants()
          .filter(child -> child.info().commandLine().orElse("").contains(EXECUTOR))
          .forEach(executors::add);
    }
    if (executors.isEmpty()) {
      throw new SidecartException("no executor runs that could be killed");
    }
    return executors;
  }

  private <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static void kill(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().join();
  }
}
