package io.sidecart.runners.launcher.drill;

/**
 * How long and how much.
 *
 * @param events of the drills that count events rather than seconds
 * @param kills of the drill that kills the stream
 * @param rate events a second
 * @param seconds how long back-pressure lasts
 * @param minutes how long the soak lasts
 * @param quick whether faults are shorter than they should be
 */
record DrillSettings(
    long events, int kills, double rate, int seconds, double minutes, boolean quick, long seed) {

  /** A duration of a fault, in seconds. */
  int seconds(int full, int short_) {
    return quick ? short_ : full;
  }
}
