/** What every transform that speaks to Kafka shares. */
@NullMarked
package io.sidecart.transforms.kafka;

import org.jspecify.annotations.NullMarked;
