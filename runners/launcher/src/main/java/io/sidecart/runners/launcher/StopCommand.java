package io.sidecart.runners.launcher;

import io.sidecart.model.SidecartException;
import io.sidecart.model.UsageException;
import io.sidecart.runners.services.Home;
import io.sidecart.transforms.storage.ProcessIdentity;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "stop",
    description = "Asks the running streams of this checkout to drain and end, and waits for that.")
final class StopCommand implements Callable<Integer> {
  private final Home home;
  private final PrintStream out;

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description = "Only the stream of this consumer group (default: all)")
  private @Nullable String group;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "Longest time to wait for the end (default: 40)")
  private long timeout = 40;

  StopCommand(Home home, PrintStream out) {
    this.home = home;
    this.out = out;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (timeout < 1) {
      throw new UsageException("--timeout=" + timeout + " cannot be used: give 1 or more");
    }
    List<RunningStream.Entry> streams =
        RunningStream.all(home).stream()
            .filter(stream -> group == null || stream.group().equals(group))
            .toList();
    if (streams.isEmpty()) {
      out.println("No stream" + (group == null ? "" : " of the group " + group) + " runs");
      return 0;
    }
    long deadline = System.nanoTime() + Duration.ofSeconds(timeout).toNanos();
    List<CompletableFuture<ProcessHandle>> ends =
        streams.stream().map(RunningStream.Entry::process).map(StopCommand::terminate).toList();
    // Those that are asked drain meanwhile.
    for (int i = 0; i < ends.size(); i++) {
      if (ends.get(i).isCompletedExceptionally()) {
        throw new SidecartException(what(streams.get(i)) + " " + reason(ends.get(i)));
      }
    }
    for (int i = 0; i < ends.size(); i++) {
      await(streams.get(i), ends.get(i), deadline);
    }
    return 0;
  }

  /** The number of a process of another machine or container is someone else's here. */
  private static CompletableFuture<ProcessHandle> terminate(ProcessIdentity stream) {
    ProcessHandle process = stream.here().orElse(null);
    if (process == null) {
      return stream.isGone()
          ? CompletableFuture.completedFuture(null)
          : refusal("runs on " + stream.host() + ", or in another container; stop it there");
    }
    return process.destroy() || !process.isAlive()
        ? process.onExit()
        : refusal("is another user's; have that one stop it");
  }

  private static String reason(CompletableFuture<?> refused) {
    return refused.handle((end, failure) -> failure.getMessage()).join();
  }

  private static CompletableFuture<ProcessHandle> refusal(String why) {
    return CompletableFuture.failedFuture(new SidecartException(why));
  }

  private void await(
      RunningStream.Entry stream, CompletableFuture<ProcessHandle> end, long deadline)
      throws InterruptedException {
    String what = what(stream);
    try {
      end.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new SidecartException(
          what + " did not end within " + timeout + " s; kill -9 loses nothing either", e);
    } catch (ExecutionException e) {
      throw new SidecartException(what + " cannot be watched: " + e.getCause().getMessage(), e);
    }
    out.println("Ended: " + what);
  }

  private static String what(RunningStream.Entry stream) {
    return "the stream of the group " + stream.group() + " (process " + stream.pid() + ")";
  }
}
