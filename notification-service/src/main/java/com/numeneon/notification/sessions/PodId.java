package com.numeneon.notification.sessions;

/** This pod, from its start to its end. */
public record PodId(String value) {}
