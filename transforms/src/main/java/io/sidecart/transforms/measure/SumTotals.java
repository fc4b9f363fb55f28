package io.sidecart.transforms.measure;

import io.sidecart.model.PrecisionTotals;
import org.apache.beam.sdk.transforms.Combine;

/** Addition of totals. */
final class SumTotals extends Combine.BinaryCombineFn<PrecisionTotals> {
  private static final long serialVersionUID = 1L;

  @Override
  public PrecisionTotals identity() {
    return PrecisionTotals.none();
  }

  @Override
  public PrecisionTotals apply(PrecisionTotals left, PrecisionTotals right) {
    return left.plus(right);
  }
}
