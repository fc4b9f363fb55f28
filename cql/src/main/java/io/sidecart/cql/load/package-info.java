/** What prepare puts into Cassandra. */
@NullMarked
package io.sidecart.cql.load;

import org.jspecify.annotations.NullMarked;
