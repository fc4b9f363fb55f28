/** The whole data flow in one command, and a count of what arrived where. */
@NullMarked
package io.sidecart.runners.launcher.demo;

import org.jspecify.annotations.NullMarked;
