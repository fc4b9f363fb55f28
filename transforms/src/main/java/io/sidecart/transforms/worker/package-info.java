/** What the threads of one worker share. */
@NullMarked
package io.sidecart.transforms.worker;

import org.jspecify.annotations.NullMarked;
