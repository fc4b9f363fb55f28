package io.sidecart.runners.launcher.drill;

import io.sidecart.runners.launcher.flow.StreamProcess;
import io.sidecart.runners.services.AttachedStack;
import io.sidecart.runners.services.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Whom a drill may kill: the driver, and on a cluster an executor or a worker as well. */
final class Victims {
  private static final String EXECUTOR = "org.apache.spark.executor.CoarseGrainedExecutorBackend";
  private static final List<Service> WORKERS =
      List.of(Service.SPARK_WORKER_1, Service.SPARK_WORKER_2);

  private final AttachedStack stack;
  private final boolean cluster;
  private final Random random;

  Victims(AttachedStack stack, boolean cluster, Random random) {
    this.stack = stack;
    this.cluster = cluster;
    this.random = random;
  }

  /**
   * Kills one at once and returns when it is gone; a worker is started again.
   *
   * @return what it was
   */
  String kill(StreamProcess stream) {
    List<ProcessHandle> executors = executors();
    int kind = cluster ? random.nextInt(3) : 0;
    if (kind == 1 && !executors.isEmpty()) {
      kill(executors.get(random.nextInt(executors.size())));
      return "executor";
    }
    if (kind == 2) {
      Service worker = WORKERS.get(random.nextInt(WORKERS.size()));
      kill(stack.processes().get(worker.title()));
      stack.startAgain(worker);
      return "worker";
    }
    kill(stream.handle());
    return "driver";
  }

  private List<ProcessHandle> executors() {
    List<ProcessHandle> executors = new ArrayList<>();
    for (Service worker : WORKERS) {
      ProcessHandle process = stack.processes().get(worker.title());
      if (process != null) {
        process
            .descendants()
            .filter(child -> child.info().commandLine().orElse("").contains(EXECUTOR))
            .forEach(executors::add);
      }
    }
    return executors;
  }

  private static void kill(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().join();
  }
}
