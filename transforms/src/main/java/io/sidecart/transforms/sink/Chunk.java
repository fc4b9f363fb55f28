package io.sidecart.transforms.sink;

import io.sidecart.model.EnrichedEvent;
import io.sidecart.transforms.coders.EnrichedEventCoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Rows as bytes: a count of four bytes, then the rows. */
final class Chunk {
  private Chunk() {}

  static byte[] of(List<EnrichedEvent> rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(rows.size());
    for (EnrichedEvent row : rows) {
      EnrichedEventCoder.of().encode(row, out);
    }
    return bytes.toByteArray();
  }

  static int size(byte[] chunk) {
    return ByteBuffer.wrap(chunk).getInt();
  }

  /** The rows of several chunks, one after another. */
  static List<EnrichedEvent> rows(Iterable<byte[]> chunks) throws IOException {
    List<EnrichedEvent> rows = new ArrayList<>();
    for (byte[] chunk : chunks) {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(chunk));
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        rows.add(EnrichedEventCoder.of().decode(in));
      }
    }
    return rows;
  }
}
