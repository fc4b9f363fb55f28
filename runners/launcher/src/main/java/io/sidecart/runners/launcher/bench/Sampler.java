package io.sidecart.runners.launcher.bench;

import io.sidecart.transforms.kafka.ConsumerGroup;
import io.sidecart.transforms.kafka.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Looks at the stream every second. */
final class Sampler implements AutoCloseable {
  private final ConsumerGroup in;
  private final ConsumerGroup out;
  private final Map<String, ProcessHandle> processes;
  private final ProcessHandle stream;
  private final long start = System.nanoTime();
  private final List<Sample> samples = new ArrayList<>();

  /**
   * @param processes whose CPU is told, by name
   */
  Sampler(KafkaSettings kafka, Map<String, ProcessHandle> processes, ProcessHandle stream) {
    this.in = ConsumerGroup.open(kafka, BenchTopics.EVENTS, BenchTopics.GROUP);
    this.out = ConsumerGroup.open(kafka, BenchTopics.RECOMMENDATIONS, BenchTopics.GROUP);
    this.processes = processes;
    this.stream = stream;
  }

  List<Sample> samples() {
    return samples;
  }

  double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  Sample look() {
    Map<String, Double> cpu = new LinkedHashMap<>();
    processes.forEach((name, process) -> cpu.put(name, cpuSeconds(process)));
    cpu.put("all", Machine.busySeconds());
    Sample sample =
        new Sample(
            seconds(),
            sum(in.ends()),
            sum(in.committed()),
            sum(out.ends()),
            Machine.residentMb(stream.pid()),
            cpu);
    samples.add(sample);
    return sample;
  }

  /** Waits for the next whole second. */
  void await() throws InterruptedException {
    long nanos = (System.nanoTime() - start) % Duration.ofSeconds(1).toNanos();
    TimeUnit.NANOSECONDS.sleep(Duration.ofSeconds(1).toNanos() - nanos);
  }

  private static double cpuSeconds(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
  }

  private static long sum(Map<Integer, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() {
    in.close();
    out.close();
  }
}
