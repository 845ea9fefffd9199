package com.numeneon.notification;

import com.numeneon.notification.drain.EndAfterDrain;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Starts one notification pod. It needs Kafka sooner or later, in any order, and nothing else. */
@SpringBootApplication(proxyBeanMethods = false)
public class NotificationApplication {

    @SuppressWarnings("FutureReturnValueIgnored") // the process is gone with it
    public static void main(String[] args) {
        SpringApplication.run(NotificationApplication.class, args)
                .getBean(EndAfterDrain.class)
                .ended()
                .thenRun(() -> System.exit(0));
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
