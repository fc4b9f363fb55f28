package io.sidecart.cql.load;

import com.datastax.driver.mapping.annotations.ClusteringColumn;
import com.datastax.driver.mapping.annotations.Column;
import com.datastax.driver.mapping.annotations.PartitionKey;
import com.datastax.driver.mapping.annotations.Table;
import io.sidecart.model.OwnItem;
import java.io.Serializable;
import java.time.Instant;
import java.util.Date;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/** A row of own_purchases. */
@Table(name = "own_purchases")
record OwnPurchasesRow(
    @PartitionKey @Column(name = "user_id") int userId,
    @ClusteringColumn(0) @Column(name = "origin") String origin,
    @ClusteringColumn(1) @Column(name = "item_id") int itemId,
    @Column(name = "times") int times,
    @Column(name = "first_bought") @Nullable Date firstBought,
    @Column(name = "last_bought") @Nullable Date lastBought,
    @Column(name = "decayed") double decayed)
    implements Serializable {

  static OwnPurchasesRow ofHistory(KV<Integer, OwnItem> item) {
    OwnItem own = item.getValue();
    return new OwnPurchasesRow(
        item.getKey(),
        EarlierLoad.HISTORY,
        own.itemId(),
        own.timesBought(),
        date(own.firstBought()),
        date(own.lastBought()),
        own.decayed());
  }

  private static @Nullable Date date(@Nullable Instant time) {
    return time == null ? null : Date.from(time);
  }
}
