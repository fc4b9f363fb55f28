/** The command split: one half of the purchases is history, the other is replayed to Kafka. */
@NullMarked
package io.sidecart.pipelines.split;

import org.jspecify.annotations.NullMarked;
