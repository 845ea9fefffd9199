package com.numeneon.notification.consumer;

import com.numeneon.contracts.settings.Settings;
import com.numeneon.notification.revocation.RevokedSessions;
import com.numeneon.notification.sessions.SessionLog;
import com.numeneon.notification.sessions.SessionWatch;
import com.numeneon.notification.sockets.SocketRegistry;
import com.numeneon.notification.stream.EventWindow;
import com.numeneon.notification.stream.History;
import com.numeneon.notification.tracing.DeliveryTraces;
import com.numeneon.notification.trail.Trail;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the consumer thread to the real Kafka client. */
@Configuration(proxyBeanMethods = false)
class ConsumerConfiguration {

    @Bean
    ConsumerSettings consumerSettings(Settings settings) {
        return ConsumerSettings.read(settings);
    }

    @Bean
    EventWindow eventWindow(ConsumerSettings settings, Clock clock, MeterRegistry meters) {
        EventWindow window = new EventWindow(settings.windowBytes(), settings.window(), clock);
        Gauge.builder("numeneon.window.bytes", window, EventWindow::bytes)
                .description("what the events take that sockets can resume from, about")
                .register(meters);
        Gauge.builder("numeneon.window.events", window, EventWindow::events)
                .description("events that sockets can resume from")
                .register(meters);
        TimeGauge.builder(
                        "numeneon.window.age",
                        window,
                        TimeUnit.MILLISECONDS,
                        w -> w.age().toMillis())
                .description("age of the oldest event that sockets can resume from")
                .register(meters);
        Gauge.builder("numeneon.window.limit.bytes", settings, ConsumerSettings::windowBytes)
                .description("what they may take")
                .register(meters);
        TimeGauge.builder(
                        "numeneon.window.limit.age",
                        settings,
                        TimeUnit.MILLISECONDS,
                        s -> s.window().toMillis())
                .description("how old they may be")
                .register(meters);
        return window;
    }

    @Bean
    History history(ConsumerSettings settings, Clock clock, MeterRegistry meters) {
        return new KafkaHistory(() -> client(settings), clock, meters);
    }

    private static Consumer<String, byte[]> client(ConsumerSettings settings) {
        return new KafkaConsumer<>(settings.consumer(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    @Bean
    SessionLog sessionLog(ConsumerSettings settings) {
        return new KafkaSessionLog(
                () -> new KafkaProducer<>(settings.producer(), new StringSerializer(), new ByteArraySerializer()));
    }

    @Bean
    ConsumerLifecycle consumerLifecycle(
            ConsumerSettings settings,
            EventWindow window,
            SocketRegistry sockets,
            RevokedSessions revoked,
            SessionWatch sessions,
            Trail trail,
            StreamStatus status,
            DeliveryTraces traces,
            MeterRegistry meters,
            Clock clock) {
        RecordHandler handler = new RecordHandler(
                window, sockets, revoked, sessions, new SkippedRecords(meters, clock), traces, meters);
        return new ConsumerLifecycle(new EventConsumer(
                new TopicSetup(settings)::ensure,
                () -> client(settings),
                handler::handle,
                new PodProgress(window, sockets, sessions, trail),
                new Positions(settings.window(), clock),
                new PositionAge(clock, meters),
                status,
                clock));
    }
}
