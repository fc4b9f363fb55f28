package io.sidecart.transforms.tables;

import io.sidecart.model.Purchase;
import io.sidecart.model.SidecartException;
import io.sidecart.transforms.coders.PurchaseCoder;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.coders.Coder;
import org.jspecify.annotations.Nullable;

/**
 * Clean purchases: source, line, user_id, item_id, quantity, sales_value, basket_id and bought_at,
 * of which the last two may be null.
 */
public final class PurchaseTable implements Table<Purchase> {
  private static final long serialVersionUID = 1L;
  private static final Schema SCHEMA =
      SchemaBuilder.record("Purchase")
          .namespace("io.sidecart")
          .fields()
          .requiredString("source")
          .requiredLong("line")
          .requiredInt("user_id")
          .requiredInt("item_id")
          .requiredInt("quantity")
          .requiredDouble("sales_value")
          .optionalString("basket_id")
          .name("bought_at")
          .type(Times.NULLABLE)
          .withDefault(null)
          .endRecord();

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public Coder<Purchase> coder() {
    return PurchaseCoder.of();
  }

  @Override
  public GenericRecord toRecord(Purchase purchase) {
    GenericRecord row = new GenericData.Record(SCHEMA);
    row.put("source", purchase.source());
    row.put("line", purchase.line());
    row.put("user_id", purchase.userId());
    row.put("item_id", purchase.itemId());
    row.put("quantity", purchase.quantity());
    row.put("sales_value", purchase.salesValue());
    row.put("basket_id", purchase.basketId());
    row.put("bought_at", Times.toMillis(purchase.boughtAt()));
    return row;
  }

  @Override
  public Purchase fromRecord(GenericRecord row) {
    @Nullable Object basket = row.get("basket_id");
    return new Purchase(
        required(row, "source").toString(),
        (Long) required(row, "line"),
        (Integer) required(row, "user_id"),
        (Integer) required(row, "item_id"),
        (Integer) required(row, "quantity"),
        (Double) required(row, "sales_value"),
        basket == null ? null : basket.toString(),
        Times.ofCell(row.get("bought_at")));
  }

  private static Object required(GenericRecord row, String column) {
    Object value = row.get(column);
    if (value == null) {
      throw new SidecartException(
          "a purchase has no " + column + ", which prepare and split write");
    }
    return value;
  }
}
