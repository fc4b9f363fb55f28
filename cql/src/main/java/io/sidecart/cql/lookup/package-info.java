/** What the stream asks Cassandra for. */
@NullMarked
package io.sidecart.cql.lookup;

import org.jspecify.annotations.NullMarked;
