package io.sidecart.transforms.coders;

import io.sidecart.model.PrecisionTotals;
import java.io.IOException;

/** Coder of {@link PrecisionTotals}. */
public final class PrecisionTotalsCoder extends ValueCoder<PrecisionTotals> {
  private static final long serialVersionUID = 1L;
  private static final PrecisionTotalsCoder INSTANCE = new PrecisionTotalsCoder();

  private PrecisionTotalsCoder() {}

  public static PrecisionTotalsCoder of() {
    return INSTANCE;
  }

  @Override
  void write(PrecisionTotals value, ValueOutput out) throws IOException {
    out.writeLong(value.events());
    out.writeLong(value.measured());
    out.writeLong(value.units());
  }

  @Override
  PrecisionTotals read(ValueInput in) throws IOException {
    return new PrecisionTotals(in.readLong(), in.readLong(), in.readLong());
  }
}
