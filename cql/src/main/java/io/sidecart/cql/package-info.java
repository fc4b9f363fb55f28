/** How Sidecart reaches Cassandra: settings, sessions, and which errors are worth a retry. */
@NullMarked
package io.sidecart.cql;

import org.jspecify.annotations.NullMarked;
