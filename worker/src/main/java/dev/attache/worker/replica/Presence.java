package dev.attache.worker.replica;

/** What people see of the agent: who it is, and what it is doing. */
public record Presence(String name, String color, String state, String reason) {}
