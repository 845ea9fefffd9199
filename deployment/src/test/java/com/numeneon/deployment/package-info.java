/** Holds what is deployed against the models of Kubernetes, against the settings that the services have, and against rules of ours. */
@NullMarked
package com.numeneon.deployment;

import org.jspecify.annotations.NullMarked;
