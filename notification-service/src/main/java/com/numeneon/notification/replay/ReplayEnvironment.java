package com.numeneon.notification.replay;

import com.numeneon.notification.eventlog.EventLog;
import com.numeneon.notification.operations.Audit;
import com.numeneon.notification.peers.PodTrails;
import com.numeneon.notification.redelivery.Redeliveries;
import java.time.Clock;

/** What all replays of the pod share. */
record ReplayEnvironment(EventLog log, PodTrails trails, Redeliveries redeliveries, Audit audit, Clock clock) {}
