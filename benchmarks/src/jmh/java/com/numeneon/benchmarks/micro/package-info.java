/** The inner pieces that run for each event, frame and request, one by one. */
package com.numeneon.benchmarks.micro;
