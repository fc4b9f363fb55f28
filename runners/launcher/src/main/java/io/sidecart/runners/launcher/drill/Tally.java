package io.sidecart.runners.launcher.drill;

import io.sidecart.runners.launcher.flow.SinkCounts;

/**
 * The sinks when the stream is through.
 *
 * @param malformed how many of the messages are no events
 * @param before before compaction
 * @param after after it
 */
record Tally(int malformed, SinkCounts before, SinkCounts after) {}
