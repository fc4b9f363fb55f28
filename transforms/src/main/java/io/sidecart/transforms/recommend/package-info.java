/** From an event with what was looked up for it to the items to show. */
@NullMarked
package io.sidecart.transforms.recommend;

import org.jspecify.annotations.NullMarked;
