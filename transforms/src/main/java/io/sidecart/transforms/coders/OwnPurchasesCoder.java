package io.sidecart.transforms.coders;

import io.sidecart.model.OwnPurchases;
import java.io.IOException;

/**
 * Coder of {@link OwnPurchases}: of each item the distance from the one before it, how often it was
 * bought, and when last, in the largest unit that all times of the user are multiples of; where
 * that does not tell them, how long before the first time was and the decayed count. An item bought
 * at one time takes some 5 bytes, another one some 10: one of these goes with each event, and
 * runners keep them for a while.
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
      boolean plain = isPlain(value, i);
      out.writeVarLong(zigzag(value.timesBought(i)) << 1 | (plain ? 1 : 0));
      long time = value.lastBought(i);
      out.writeVarLong(time == OwnPurchases.NO_TIME ? 0 : zigzag(time / UNITS[unit]) + 1);
      if (!plain) {
        out.writeVarLong(zigzag((time - value.firstBought(i)) / UNITS[unit]));
        out.writeFloat(value.decayed(i));
      }
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
    long[] firstBought = new long[(int) size];
    long[] lastBought = new long[(int) size];
    float[] decayed = new float[(int) size];
    long before = 0;
    for (int i = 0; i < size; i++) {
      long distance = in.readVarLong();
      before = i == 0 ? unzigzag(distance) : before + distance;
      itemIds[i] = (int) before;
      long times = in.readVarLong();
      timesBought[i] = (int) unzigzag(times >>> 1);
      long time = in.readVarLong();
      lastBought[i] = time == 0 ? OwnPurchases.NO_TIME : unzigzag(time - 1) * unit;
      boolean plain = (times & 1) != 0;
      firstBought[i] = plain ? lastBought[i] : lastBought[i] - unzigzag(in.readVarLong()) * unit;
      decayed[i] = plain ? decayedOfPlain(lastBought[i], timesBought[i]) : in.readFloat();
    }
    return OwnPurchases.packed(itemIds, timesBought, firstBought, lastBought, decayed);
  }

  /** Whether the last time tells the first one and the decayed count. */
  private static boolean isPlain(OwnPurchases value, int i) {
    return value.firstBought(i) == value.lastBought(i)
        && value.decayed(i) == decayedOfPlain(value.lastBought(i), value.timesBought(i));
  }

  private static float decayedOfPlain(long lastBought, int timesBought) {
    return lastBought == OwnPurchases.NO_TIME ? 0 : timesBought;
  }

  private static int unitOf(OwnPurchases value) {
    int unit = 0;
    for (int i = 0; i < value.size(); i++) {
      long last = value.lastBought(i);
      long first = value.firstBought(i);
      while (last != OwnPurchases.NO_TIME
          && (last % UNITS[unit] != 0 || first % UNITS[unit] != 0)) {
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
