package com.numeneon.notification.sessions;

import static com.numeneon.notification.sessions.WrittenLog.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JournalQueueTest {

    private final JournalQueue queue = new JournalQueue();

    @Test
    void a_report_does_not_overtake_the_ends_that_it_knew_of() throws InterruptedException {
        queue.offer(ended("s1"));
        queue.offer(report(1));
        queue.offer(ended("s2"));

        assertThat(all()).containsExactly(ended("s1"), report(1), ended("s2"));
    }

    @Test
    void a_newer_report_neither_overtakes_an_end_nor_keeps_the_one_before_it_from_being_written()
            throws InterruptedException {
        queue.offer(ended("s1"));
        queue.offer(report(1));
        queue.offer(ended("s2"));
        queue.offer(report(2));
        queue.offer(ended("s3"));
        queue.offer(report(3));

        assertThat(all()).containsExactly(ended("s1"), report(1), ended("s2"), ended("s3"), report(3));
    }

    @Test
    void of_reports_with_nothing_between_them_the_newest_alone_is_written() throws InterruptedException {
        queue.offer(ended("s1"));
        queue.offer(report(1));
        queue.offer(report(2));
        assertThat(queue.size()).isEqualTo(2);

        assertThat(all()).containsExactly(ended("s1"), report(2));
    }

    private List<SessionRecord> all() throws InterruptedException {
        List<SessionRecord> taken = new ArrayList<>();
        while (queue.size() > 0) {
            SessionRecord record = queue.take();
            if (record != null) {
                taken.add(record);
                queue.done(record);
            }
        }
        return taken;
    }

    private static SessionRecord ended(String session) {
        return new SessionRecord.Ended(session);
    }

    private static SessionRecord report(long position) {
        return new SessionRecord.PodReport("m", at(position), Map.of(), 0);
    }
}
