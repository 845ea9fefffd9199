package com.numeneon.stress.workload;

/** A post or a comment that is there. */
public record Written(long id, Someone author) {}
