package io.sidecart.transforms.coders;

import io.sidecart.model.factors.FactorVector;
import java.io.IOException;

/** Coder of {@link FactorVector}: each factor takes four bytes. */
public final class FactorVectorCoder extends ValueCoder<FactorVector> {
  private static final long serialVersionUID = 1L;
  private static final FactorVectorCoder INSTANCE = new FactorVectorCoder();

  private FactorVectorCoder() {}

  public static FactorVectorCoder of() {
    return INSTANCE;
  }

  @Override
  void write(FactorVector value, ValueOutput out) {
    for (int place = 0; place < value.rank(); place++) {
      out.writeFloat(value.value(place));
    }
  }

  @Override
  FactorVector read(ValueInput in) throws IOException {
    int size = in.remaining();
    if (size == 0 || size % Float.BYTES != 0) {
      throw new IOException("a vector of " + size + " bytes");
    }
    float[] values = new float[size / Float.BYTES];
    for (int place = 0; place < values.length; place++) {
      values[place] = in.readFloat();
    }
    return FactorVector.of(values);
  }
}
