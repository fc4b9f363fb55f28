package io.sidecart.model.evaluate;

/**
 * A measured value with its 95 % interval.
 *
 * @param value what was measured
 * @param low with another sample of users, in 2.5 % of the cases it would be lower than this
 * @param high and in 2.5 % higher than this
 */
public record Estimate(double value, double low, double high) {

  /** The same with an interval that ends where the value itself must. */
  Estimate within(double least, double most) {
    return new Estimate(
        value, Math.min(Math.max(low, least), most), Math.min(Math.max(high, least), most));
  }
}
