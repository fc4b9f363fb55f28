/** How the events of a user stand among the user's own purchases. */
@NullMarked
package io.sidecart.cql.own;

import org.jspecify.annotations.NullMarked;
