package com.numeneon.notification.testing;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** What one class, or one named logger, logs during a test. */
public final class CapturedLog implements BeforeEachCallback, AfterEachCallback {

    private final Logger logger;
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    private CapturedLog(String logger) {
        this.logger = (Logger) LoggerFactory.getLogger(logger);
    }

    public static CapturedLog of(Class<?> source) {
        return new CapturedLog(source.getName());
    }

    /** Of a logger that is no class. */
    public static CapturedLog named(String logger) {
        return new CapturedLog(logger);
    }

    public List<ILoggingEvent> lines() {
        return lines.list;
    }

    /** To be called by a test that starts a pod: the first one of a JVM sets logging up anew. */
    public void begin() {
        lines.start();
        logger.addAppender(lines);
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        begin();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        logger.detachAppender(lines);
    }
}
