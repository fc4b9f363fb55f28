package io.sidecart.runners.bench.kernels;

/** A row of MLlib's tables of factors, as Spark's encoder of beans asks for it. */
public final class FactorRow {
  private int id;
  private float[] features = {};

  public FactorRow() {}

  FactorRow(int id, float[] features) {
    this.id = id;
    this.features = features;
  }

  public int getId() {
    return id;
  }

  public void setId(int id) {
    this.id = id;
  }

  public float[] getFeatures() {
    return features;
  }

  public void setFeatures(float[] features) {
    this.features = features;
  }
}
