package io.sidecart.cql.load;

import com.datastax.driver.mapping.annotations.Column;
import com.datastax.driver.mapping.annotations.PartitionKey;
import com.datastax.driver.mapping.annotations.Table;
import io.sidecart.model.ItemFeatures;
import java.io.Serializable;

/** A row of item_features. */
@Table(name = "item_features")
record ItemFeaturesRow(
    @PartitionKey @Column(name = "item_id") int itemId,
    @Column(name = "department") String department,
    @Column(name = "category") String category)
    implements Serializable {

  static ItemFeaturesRow of(ItemFeatures features) {
    return new ItemFeaturesRow(features.itemId(), features.department(), features.category());
  }
}
