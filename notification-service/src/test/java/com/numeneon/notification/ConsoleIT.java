package com.numeneon.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.numeneon.contracts.event.DomainEvent;
import com.numeneon.contracts.event.FriendRequested;
import com.numeneon.contracts.event.FriendshipEnded;
import com.numeneon.contracts.event.MessageSent;
import com.numeneon.contracts.event.WallPostPublished;
import com.numeneon.contracts.topic.Topic;
import com.numeneon.contracts.user.UserRef;
import com.numeneon.infra.testing.TestKafka;
import com.numeneon.notification.testing.Browser;
import com.numeneon.notification.testing.CapturedLog;
import com.numeneon.notification.testing.Client;
import com.numeneon.notification.testing.Events;
import com.numeneon.notification.testing.Pod;
import com.numeneon.notification.testing.Tab;
import com.numeneon.notification.testing.Tokens;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The console as whoever is on duty uses it: a real browser, a real pod, a real broker. Many tests have written to that; each
 * asks for a user and a window of its own.
 */
class ConsoleIT {

    private static final String TOKEN = "an-operator-s-token";

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Browser browser;

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Pod pod;

    @SuppressWarnings("NullAway.Init") // set before each test
    private static Events events;

    @RegisterExtension
    final CapturedLog audit = CapturedLog.named("audit");

    private final long user = Events.newUser();
    private final Instant begin = Instant.now();
    private final UserRef alice = new UserRef(1, "alice", "Alice", "", null);

    private final Tab tab = browser.open();

    @BeforeAll
    static void start() {
        browser = Browser.start();
        pod = Pod.ready();
        events = new Events(TestKafka.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        if (events != null) {
            events.close();
            pod.close();
            browser.close();
        }
    }

    @AfterEach
    void nothing_was_wrong_and_nothing_came_from_elsewhere() {
        try (tab) {
            assertThat(tab.complaints()).isEmpty();
            assertThat(tab.origins()).containsExactly(origin());
        }
    }

    @Test
    void a_link_asks_at_once_after_the_name_was_given_once() {
        events.publish(message("hello"));

        tab.goTo(link());
        tab.awaitText("naming", "Who are you?").type("carol").press("Enter");
        tab.awaitText("status", "What concerns user " + user).awaitRows(1);
        tab.goTo(link());
        tab.awaitText("status", "What concerns user " + user).awaitRows(1);

        assertThat(tab.the("operator").innerText()).isEqualTo("as carol");
        assertThat(tab.page().title()).contains(String.valueOf(user));
    }

    @Test
    void somebody_is_found_opened_and_revealed_by_the_keyboard_alone() {
        events.publish(message("a secret"));
        events.publish(new FriendshipEnded(1, user, List.of(user)));

        tab.as("carol").goTo(origin() + "/console");
        tab.type(String.valueOf(user))
                .press("Tab")
                .type(begin.toString())
                .press("Enter")
                .awaitText("status", "What concerns");
        assertThat(tab.awaitRows(2).fates()).as("newest first").containsExactly("brings no frame", "no session here");
        tab.press("j", "ArrowDown", "Enter").awaitText("detail", "[hidden: 8 characters]");

        assertThat(tab.the("detail").innerText())
                .contains("message.sent.v1", "conversation:" + user, "numeneon.messages, partition ");
        assertThat(audit.lines()).isEmpty();
        tab.press("Escape");
        assertThat(tab.the("detail").isVisible()).isFalse();
        tab.the("reveal").focus();
        tab.press("Space").awaitText("status", "What concerns").awaitRows(2);
        tab.press("G", "Enter").awaitText("detail", "a secret");
        assertThat(audit.lines().getFirst().getFormattedMessage())
                .startsWith("replay reveals texts operator=carol address=127.0.0.1 userId=" + user);
        tab.page().screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "console.png")));
    }

    @Test
    void types_are_chosen_and_stand_in_the_address() {
        List.of(message("hello"), wallPost(), friendRequest()).forEach(event -> events.publish(event));

        tab.as("carol").goTo(link()).awaitText("count", "3 events, ");
        tab.the("types").click();
        tab.the("types").getByLabel("wall_post.published").check();
        tab.awaitText("count", "1 event, ");

        assertThat(tab.awaitRows(1).rows().innerText()).contains("wall_post.published");
        assertThat(tab.page().url()).contains("/console?user=" + user, "&type=wall_post.published");
        tab.page().goBack();
        tab.awaitText("count", "3 events, ").awaitRows(3);
    }

    @Test
    void what_does_not_concern_the_user_is_shown_when_asked_for() {
        long stranger = Events.newUser();
        MessageSent message = message("not for her");
        events.publish(message);

        tab.as("carol").goTo(link(origin(), stranger) + "&conversation=" + message.conversationId());
        tab.awaitText("empty", "No event in this window concerns user " + stranger);
        tab.the("all").check();

        tab.awaitText("count", "1 event, ").awaitRows(1);
        assertThat(tab.fates()).containsExactly("not in the audience");
    }

    @Test
    void a_live_tail_shows_what_comes_until_it_is_switched_off() {
        events.publish(message("before"));
        tab.as("carol").goTo(link()).awaitText("count", "1 event, ");
        tab.press("f").awaitText("status", "Live").awaitRows(1);

        events.publish(wallPost());

        tab.rows().nth(1).waitFor();
        assertThat(tab.fates()).containsExactly("no session here", "no session here");
        assertThat(tab.page().url()).endsWith("&follow=true");
        tab.press("f").awaitText("status", "Stopped");
        Awaitility.await("the replay has ended").until(() -> replayThreads() == 0);
    }

    @Test
    void what_makes_no_sense_is_answered_with_a_sentence_at_the_field() {
        tab.as("carol").goTo(origin() + "/console?user=5&since=yesterday");

        tab.awaitText("problem", "Since: Say how long ago");

        assertThat(tab.the("since").getAttribute("aria-invalid")).isEqualTo("true");
        tab.the("since").fill("");
        tab.the("user").fill("nobody" + user);
        tab.press("Enter").awaitText("problem", "Nobody of this name");
        assertThat(tab.the("since").getAttribute("aria-invalid")).isNull();
        assertThat(tab.complaints())
                .as("which browsers write down for every such answer")
                .isNotEmpty()
                .allMatch(complaint -> complaint.startsWith("Failed to load resource"));
        tab.complaints().clear();
    }

    @Test
    void what_became_of_an_event_is_seen_and_it_is_sent_again() {
        events.publish(message("missed"));
        tab.as("carol").goTo(link()).awaitText("count", "1 event, ").awaitRows(1);
        assertThat(tab.fates()).containsExactly("no session here");
        try (Client client = pod.open(Tokens.of(user, "bob"))) {
            tab.press("j", "x", "r").awaitText("delivery-title", "Replay 1 event to user " + user);
            tab.type("she asked")
                    .press("Enter")
                    .awaitText("delivery-status", "Done: 1 frame of 1 event went out.")
                    .awaitText("delivery-log", "message.sent \u2192 127.0.0.1:" + pod.managementPort() + ": 1 socket");

            assertThat(client.awaitFrames(1).getFirst()).contains("missed", "\"replayed\":true");
            tab.press("Enter").goTo(link()).awaitText("count", "1 event, ").awaitRows(1);
            assertThat(tab.fates()).containsExactly("replayed");
            tab.press("j", "Enter").awaitText("detail", "written");
        }
        assertThat(audit.lines().getFirst().getFormattedMessage())
                .startsWith("redelivery begins")
                .contains("operator=carol", "userId=" + user, "reason=\"she asked\"");
    }

    @Test
    void what_stands_in_the_log_stays_text() {
        String markup = "<img src=x onerror=document.title='run'>";
        MessageSent message = message(markup);
        events.publish(message);
        events.publishRaw(
                Topic.MESSAGES.topicName(),
                "conversation:" + message.conversationId() + markup,
                Map.of("ce_type", markup, "ce_id", markup),
                markup.getBytes(StandardCharsets.UTF_8));

        tab.as("carol").goTo(link());
        tab.awaitText("rows", markup).the("reveal").check();
        tab.awaitText("status", "What concerns");
        tab.rows()
                .filter(new Locator.FilterOptions().setHasText("no session here"))
                .click();
        tab.awaitText("detail", markup);

        assertThat(tab.page().locator("main img").count()).isZero();
        assertThat(tab.page().title()).doesNotContain("run");
        for (Locator row : tab.rows()
                .filter(new Locator.FilterOptions().setHasText(markup))
                .all()) {
            row.click();
            tab.awaitText("detail", markup);
        }
        assertThat(tab.page().locator("main img").count()).isZero();
    }

    @Test
    void on_a_narrow_screen_nothing_is_cut_off_and_an_event_covers_the_rest() {
        events.publish(message("hello"));
        tab.page().setViewportSize(360, 740);

        tab.as("carol").goTo(link()).awaitText("count", "1 event, ").awaitRows(1);
        assertThat(tab.page().evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
        assertThat(tab.the("message").isVisible()).isFalse();
        tab.the("more").click();
        assertThat(tab.the("message").isVisible()).isTrue();
        assertThat(tab.page().evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
        tab.press("j", "Enter").awaitText("detail", "new_message");

        assertThat(tab.the("detail").boundingBox().width).isEqualTo(360);
        assertThat(tab.page().locator(".list").getAttribute("inert"))
                .as("out of the keys' reach")
                .isNotNull();
        tab.press("Escape");
        assertThat(tab.page().evaluate("document.activeElement.className")).isEqualTo("row");
    }

    @Test
    void its_own_posts_are_not_taken_for_another_page_s() {
        tab.goTo(origin() + "/console");

        assertThat(statusOfPost()).as("whatever the replay says to it").isNotIn(401, 403);
        tab.complaints().clear();
    }

    @Test
    void off_the_machine_a_browser_asks_for_the_token_and_who_gave_it_is_the_operator() {
        events.publish(message("a secret"));
        tab.goTo(origin() + "/console");
        try (Pod open = Pod.start("MANAGEMENT_ADDRESS=0.0.0.0", "OPERATOR_TOKEN=" + TOKEN);
                Tab there = browser.open(
                        new com.microsoft.playwright.Browser.NewContextOptions().setHttpCredentials("dora", TOKEN))) {
            String elsewhere = "http://127.0.0.1:" + open.managementPort();
            there.as("carol").goTo(link(elsewhere, user)).awaitText("count", "1 event, ");
            there.the("reveal").check();

            Awaitility.await("both lines of the audit")
                    .until(() -> audit.lines().size() == 2);
            assertThat(audit.lines().getFirst().getFormattedMessage()).contains("operator=dora");
            assertThat(there.page().evaluate("fetch('/drain').then(answer => answer.status)"))
                    .isEqualTo(405);
        }
    }

    private int statusOfPost() {
        return (int) tab.page().evaluate("fetch('/replay?al=true', {method: 'POST'}).then(answer => answer.status)");
    }

    private static String origin() {
        return "http://127.0.0.1:" + pod.managementPort();
    }

    /** Asks for what concerns this test's user since it began. */
    private String link() {
        return link(origin(), user);
    }

    private String link(String origin, long whom) {
        return origin + "/console?user=" + whom + "&since=" + begin;
    }

    private static long replayThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("replay"))
                .count();
    }

    private MessageSent message(String content) {
        MessageSent any = Events.message(user, content);
        return new MessageSent(any.messageId(), user, 1, any.sender(), user, content, any.createdAt(), any.audience());
    }

    private DomainEvent wallPost() {
        return new WallPostPublished(user, alice, user, "wall", null, Instant.now(), List.of(user));
    }

    private DomainEvent friendRequest() {
        return new FriendRequested(1, alice, user, List.of(user));
    }
}
