package com.numeneon.infra;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerIT {

    private static final FreePorts PORTS = new FreePorts(new SecureRandom());

    @TempDir
    private Path home;

    private final List<KafkaBroker> brokers = new ArrayList<>();

    @AfterEach
    void stopBrokers() throws InterruptedException {
        for (KafkaBroker broker : brokers) {
            broker.stop();
        }
    }

    @Test
    void a_killed_broker_is_back_within_ten_seconds_with_all_it_acknowledged() throws Exception {
        int port = PORTS.pick();
        var first = start(home, port);
        createTopic(first, "kept");
        send(first, "kept", 500);
        first.kill();

        long begin = System.nanoTime();
        var second = start(home, port);
        var time = Duration.ofNanos(System.nanoTime() - begin);

        assertThat(read(second, "kept", 500)).isEqualTo(numbers(500));
        assertThat(time).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void a_stopped_broker_keeps_its_data_for_the_next_start_on_another_port() throws Exception {
        var first = start(home, PORTS.pick());
        createTopic(first, "kept");
        send(first, "kept", 5);
        first.stop();

        var second = start(home, PORTS.pick());

        assertThat(read(second, "kept", 5)).isEqualTo(numbers(5));
        send(second, "kept", 1);
    }

    @Test
    void two_homes_run_side_by_side_and_topics_are_not_made_by_use(@TempDir Path other) throws Exception {
        var one = start(home, PORTS.pick());
        var two = start(other, PORTS.pick());
        createTopic(one, "mine");

        send(one, "mine", 1);

        try (var admin = Admin.create(settings(two));
                var producer = new KafkaProducer<>(settings(two), new StringSerializer(), new StringSerializer())) {
            assertThatThrownBy(() ->
                            producer.send(new ProducerRecord<>("mine", "x")).get(30, SECONDS))
                    .hasRootCauseInstanceOf(UnknownTopicOrPartitionException.class);
            assertThatThrownBy(() -> admin.describeTopics(List.of("mine"))
                            .allTopicNames()
                            .get(30, SECONDS))
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void a_broker_ends_with_the_jvm_that_started_it_even_when_that_is_killed() throws Exception {
        var jvm = OtherJvm.running(KafkaBrokerIT.class, home.toString());
        long broker = Long.parseLong(jvm.firstLine());
        assertThat(ProcessHandle.of(broker)).isPresent();

        jvm.kill();

        await("broker " + broker + " is gone")
                .atMost(10, SECONDS)
                .until(() ->
                        ProcessHandle.of(broker).filter(ProcessHandle::isAlive).isEmpty());
    }

    /** The JVM to be killed: prints the broker's process id and waits. */
    public static void main(String[] arguments) throws Exception {
        System.out.println(
                KafkaBroker.start(Path.of(arguments[0]), PORTS.pick()).pid());
        Thread.currentThread().join();
    }

    private KafkaBroker start(Path home, int port) throws Exception {
        var broker = KafkaBroker.start(home, port);
        brokers.add(broker);
        return broker;
    }

    private static void createTopic(KafkaBroker broker, String topic) throws Exception {
        try (var admin = Admin.create(settings(broker))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(30, SECONDS);
        }
    }

    private static void send(KafkaBroker broker, String topic, int count) throws Exception {
        try (var producer = new KafkaProducer<>(settings(broker), new StringSerializer(), new StringSerializer())) {
            for (String value : numbers(count)) {
                producer.send(new ProducerRecord<>(topic, value)).get(30, SECONDS);
            }
        }
    }

    private static List<String> read(KafkaBroker broker, String topic, int count) {
        var values = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(settings(broker), new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            await("records of " + topic).atMost(30, SECONDS).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(received -> values.add(received.value()));
                return values.size() >= count;
            });
        }
        return values;
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    private static Map<String, Object> settings(KafkaBroker broker) {
        return Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all", "max.block.ms", 3000);
    }
}
