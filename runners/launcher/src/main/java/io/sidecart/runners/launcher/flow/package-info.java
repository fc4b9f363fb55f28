/** What the commands that run the whole data flow share: steps, their folder, and the count. */
@NullMarked
package io.sidecart.runners.launcher.flow;

import org.jspecify.annotations.NullMarked;
