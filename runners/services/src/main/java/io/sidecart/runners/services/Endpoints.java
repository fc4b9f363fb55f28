package io.sidecart.runners.services;

/**
 * Where the servers of a running stack listen.
 *
 * @param kafka host:port
 * @param cassandra host:port
 */
public record Endpoints(String kafka, String cassandra) {}
