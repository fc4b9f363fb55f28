package io.sidecart.runners.launcher.drill;

/**
 * One kill -9, and what came of it.
 *
 * @param victim what was killed
 * @param done offsets committed right after it, over all partitions
 * @param waiting messages that were sent by then and not committed
 * @param restarted whether the stream had to be started again
 * @param recoverySeconds from the kill until more was committed in each partition that waited
 */
record Kill(Victim victim, long done, long waiting, boolean restarted, double recoverySeconds) {

  @Override
  public String toString() {
    return "killed the %s at %,d with %,d on their way; it went on %.1f s later%s"
        .formatted(victim, done, waiting, recoverySeconds, restarted ? ", by a new start" : "");
  }
}
