package io.sidecart.runners.launcher.drill;

/**
 * One kill -9, and what came of it.
 *
 * @param victim what was killed
 * @param done offsets committed by then, over all partitions
 * @param restarted whether the stream had to be started again
 * @param recoverySeconds from the kill until more was committed
 */
record Kill(String victim, long done, boolean restarted, double recoverySeconds) {}
