package io.sidecart.transforms.coders;

import io.sidecart.model.OwnPurchases;
import java.io.IOException;

/**
 * Coder of {@link OwnPurchases}: of each item the distance from the one before it, how often it was
 * bought, and when last, in the largest unit that all times of the user are multiples of. An item
 * takes some 5 bytes: one of these goes with each event, and runners keep them for a while.
 */
public final class OwnPurchasesCoder extends ValueCoder<OwnPurchases> {
  private static final long serialVersionUID = 1L;
  private static final OwnPurchasesCoder INSTANCE = new OwnPurchasesCoder();

  /** A day, a second, a millisecond: shops know of one of these. */
  private static final long[] UNITS = {86_400_000, 1_000, 1};

  /** An item takes a byte each for its distance, its count and its time. */
  private static final int LEAST_BYTES = 3;

  private OwnPurchasesCoder() {}

  public static OwnPurchasesCoder of() {
    return INSTANCE;
  }

  @Override
  void write(OwnPurchases value, ValueOutput out) {
    int size = value.size();
    int unit = unitOf(value);
    out.writeVarLong(size);
    out.writeByte(unit);
    long before = 0;
    for (int i = 0; i < size; i++) {
      int itemId = value.itemId(i);
      out.writeVarLong(i == 0 ? zigzag(itemId) : itemId - before);
      out.writeVarLong(zigzag(value.timesBought(i)));
      long time = value.lastBought(i);
      out.writeVarLong(time == OwnPurchases.NO_TIME ? 0 : zigzag(time / UNITS[unit]) + 1);
      before = itemId;
    }
  }

  @Override
  OwnPurchases read(ValueInput in) throws IOException {
    long size = in.readVarLong();
    long unit = UNITS[in.readByte()];
    if (size < 0 || size > in.remaining() / LEAST_BYTES) {
      throw new IOException(size + " items in " + in.remaining() + " bytes");
    }
    if (size == 0) {
      return OwnPurchases.none();
    }
    int[] itemIds = new int[(int) size];
    int[] timesBought = new int[(int) size];
    long[] lastBought = new long[(int) size];
    long before = 0;
    for (int i = 0; i < size; i++) {
      long distance = in.readVarLong();
      before = i == 0 ? unzigzag(distance) : before + distance;
      itemIds[i] = (int) before;
      timesBought[i] = (int) unzigzag(in.readVarLong());
      long time = in.readVarLong();
      lastBought[i] = time == 0 ? OwnPurchases.NO_TIME : unzigzag(time - 1) * unit;
    }
    return OwnPurchases.packed(itemIds, timesBought, lastBought);
  }

  private static int unitOf(OwnPurchases value) {
    int unit = 0;
    for (int i = 0; i < value.size(); i++) {
      long time = value.lastBought(i);
      while (time != OwnPurchases.NO_TIME && time % UNITS[unit] != 0) {
        unit++;
      }
    }
    return unit;
  }

  /** Small values of either sign become small values without one. */
  private static long zigzag(long value) {
    return value << 1 ^ value >> 63;
  }

  private static long unzigzag(long value) {
    return value >>> 1 ^ -(value & 1);
  }
}
