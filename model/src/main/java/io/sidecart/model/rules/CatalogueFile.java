package io.sidecart.model.rules;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A catalogue as bytes: the names of the categories, then each item's numbers. */
public final class CatalogueFile {
  private static final long MAGIC = 0x5349_4445_4341_5431L; // SIDECAT1
  private static final int ITEM_BYTES = 16;

  private CatalogueFile() {}

  public static byte[] write(Catalogue catalogue) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(MAGIC);
      out.writeInt(catalogue.categories().size());
      for (String name : catalogue.categories()) {
        out.writeUTF(name);
      }
      out.writeInt(catalogue.size());
      for (int item = 0; item < catalogue.size(); item++) {
        out.writeInt(catalogue.id(item));
        out.writeInt(catalogue.category(item));
        out.writeFloat(catalogue.price(item));
        out.writeFloat(catalogue.popularity(item));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * The inverse of {@link #write}.
   *
   * @throws IllegalArgumentException if the bytes are not those of a catalogue
   */
  public static Catalogue read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (bytes.length < Long.BYTES || in.readLong() != MAGIC) {
        throw new IllegalArgumentException("it does not begin as a catalogue does");
      }
      int categories = size(in.readInt(), bytes.length / Short.BYTES);
      List<String> names = new ArrayList<>();
      for (int i = 0; i < categories; i++) {
        names.add(in.readUTF());
      }
      int size = size(in.readInt(), bytes.length / ITEM_BYTES);
      int[] ids = new int[size];
      int[] categoryOf = new int[size];
      float[] prices = new float[size];
      float[] popularity = new float[size];
      for (int item = 0; item < size; item++) {
        ids[item] = in.readInt();
        categoryOf[item] = in.readInt();
        prices[item] = in.readFloat();
        popularity[item] = in.readFloat();
      }
      if (in.read() >= 0) {
        throw new IllegalArgumentException("it goes on after its last item");
      }
      return new Catalogue(names, ids, categoryOf, prices, popularity);
    } catch (IOException e) {
      throw new IllegalArgumentException("it ends early", e);
    }
  }

  /** No damaged count makes the memory run out. */
  private static int size(int size, int most) {
    if (size < 0 || size > most) {
      throw new IllegalArgumentException("it has " + size + " entries where " + most + " fit");
    }
    return size;
  }
}
