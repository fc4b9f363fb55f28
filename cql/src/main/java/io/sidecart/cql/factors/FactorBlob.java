package io.sidecart.cql.factors;

import io.sidecart.model.factors.FactorVector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A vector as it stands in user_factors: the bits of its floats, the least significant byte first.
 */
public final class FactorBlob {
  private FactorBlob() {}

  static ByteBuffer of(FactorVector vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.rank() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int place = 0; place < vector.rank(); place++) {
      bytes.putFloat(vector.value(place));
    }
    return bytes.flip();
  }

  /**
   * Reads a vector.
   *
   * @param blob of which nothing is consumed
   * @param rank how many factors it must have
   * @throws IllegalArgumentException if it has another length, or a value is no factor
   */
  public static FactorVector read(ByteBuffer blob, int rank) {
    ByteBuffer bytes = blob.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.remaining() != rank * Float.BYTES) {
      throw new IllegalArgumentException(
          bytes.remaining() + " bytes instead of " + rank + " factors of 4 bytes");
    }
    float[] values = new float[rank];
    bytes.asFloatBuffer().get(values);
    return FactorVector.of(values);
  }
}
