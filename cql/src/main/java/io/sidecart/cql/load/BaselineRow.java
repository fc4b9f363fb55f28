package io.sidecart.cql.load;

import com.datastax.driver.mapping.annotations.ClusteringColumn;
import com.datastax.driver.mapping.annotations.Column;
import com.datastax.driver.mapping.annotations.PartitionKey;
import com.datastax.driver.mapping.annotations.Table;
import io.sidecart.model.BaselineItem;
import java.io.Serializable;

/** A row of baseline. */
@Table(name = "baseline")
record BaselineRow(
    @PartitionKey @Column(name = "name") String name,
    @ClusteringColumn @Column(name = "position") int position,
    @Column(name = "item_id") int itemId)
    implements Serializable {

  static BaselineRow of(BaselineItem item) {
    return new BaselineRow(item.name(), item.position(), item.itemId());
  }
}
