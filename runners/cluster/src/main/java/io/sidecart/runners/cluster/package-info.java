/** The master and the workers of a Spark cluster, each as a process of its own. */
package io.sidecart.runners.cluster;
