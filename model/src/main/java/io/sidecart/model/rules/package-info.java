/** What a shop asks of the items that are shown, and what has to be known of items for that. */
@NullMarked
package io.sidecart.model.rules;

import org.jspecify.annotations.NullMarked;
