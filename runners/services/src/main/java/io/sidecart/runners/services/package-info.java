/** Real Kafka and Cassandra on this machine: their processes, ports, data and logs. */
@NullMarked
package io.sidecart.runners.services;

import org.jspecify.annotations.NullMarked;
