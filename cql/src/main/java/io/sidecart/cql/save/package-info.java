/** What the stream keeps in Cassandra; every row is safe to write twice. */
@NullMarked
package io.sidecart.cql.save;

import org.jspecify.annotations.NullMarked;
