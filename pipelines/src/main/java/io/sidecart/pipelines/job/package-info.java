/** What a command is. */
@NullMarked
package io.sidecart.pipelines.job;

import org.jspecify.annotations.NullMarked;
