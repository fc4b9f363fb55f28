package io.sidecart.runners.launcher.bench;

import java.util.Map;

/**
 * One look at the stream from outside.
 *
 * @param at seconds since the stream's process was started
 * @param sent messages in the topic that it reads
 * @param committed messages that it has committed: every sink has them
 * @param published messages in the topic that it writes
 * @param residentMb of its process
 * @param cpu seconds that each process took so far, by name; "all" is the whole machine
 */
record Sample(
    double at,
    long sent,
    long committed,
    long published,
    long residentMb,
    Map<String, Double> cpu) {

  long lag() {
    return sent - committed;
  }
}
