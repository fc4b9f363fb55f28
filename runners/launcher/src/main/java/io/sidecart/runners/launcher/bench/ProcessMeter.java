package io.sidecart.runners.launcher.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Looks at the CPU and the memory of a process four times a second, until it is closed. */
public final class ProcessMeter implements AutoCloseable {
  private static final int BETWEEN_MILLIS = 250;

  private final ProcessHandle process;
  private final List<Look> looks = new ArrayList<>();
  private final Thread thread;

  /**
   * @param at epoch milliseconds
   * @param cpu seconds so far
   */
  private record Look(long at, double cpu, long residentMb) {}

  private ProcessMeter(ProcessHandle process) {
    this.process = process;
    this.thread = new Thread(this::run, "meter");
    thread.setDaemon(true);
  }

  public static ProcessMeter start(ProcessHandle process) {
    ProcessMeter meter = new ProcessMeter(process);
    meter.thread.start();
    return meter;
  }

  private void run() {
    try {
      while (process.isAlive()) {
        double cpu = process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
        long resident = Machine.residentMb(process.pid());
        if (resident > 0) {
          synchronized (looks) {
            looks.add(new Look(System.currentTimeMillis(), cpu, resident));
          }
        }
        TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  /** CPU seconds between two times, in epoch milliseconds. */
  public double cpu(long from, long to) {
    return cpuAt(to) - cpuAt(from);
  }

  /** The most megabytes that were resident at a look between two times. */
  public double peakMb(long from, long to) {
    synchronized (looks) {
      return looks.stream()
          .filter(look -> look.at() >= from && look.at() <= to)
          .mapToLong(Look::residentMb)
          .max()
          .orElse(0);
    }
  }

  /** Between two looks it is taken to work evenly. */
  private double cpuAt(long time) {
    synchronized (looks) {
      Look before = null;
      for (Look look : looks) {
        if (look.at() >= time) {
          return before == null
              ? look.cpu()
              : before.cpu()
                  + (look.cpu() - before.cpu())
                      * (time - before.at())
                      / Math.max(1.0, look.at() - before.at());
        }
        before = look;
      }
      return before == null ? 0 : before.cpu();
    }
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
