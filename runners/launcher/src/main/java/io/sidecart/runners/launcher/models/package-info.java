/** The commands that look at a model store and change what is served. */
@NullMarked
package io.sidecart.runners.launcher.models;

import org.jspecify.annotations.NullMarked;
