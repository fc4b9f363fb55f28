package io.sidecart.transforms.compact;

import java.util.List;

/**
 * What a compaction is about to make visible in a folder; while it is there, the outputs are
 * complete and verified.
 *
 * @param run the run that wrote it
 * @param inputs the files whose rows stand in the outputs
 * @param outputs the files to make visible
 * @param rows how many rows the outputs hold
 * @param checksum their checksum, in hexadecimal
 */
record Journal(String run, List<Input> inputs, List<Output> outputs, long rows, String checksum) {

  /** Size in bytes and time in milliseconds tell whether it is still the file that was merged. */
  record Input(String name, long size, long modified) {}

  /** A file that is written under the hidden name and has the other one afterwards. */
  record Output(String hidden, String name) {}
}
