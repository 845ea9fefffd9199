package com.numeneon.notification.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskTest {

    @Test
    void what_people_wrote_is_hidden_at_every_depth_and_nothing_else() {
        assertThat(Mask.hide("""
                        {"type":"wall_post","data":{"message":"alice posted on your wall","post":{"id":1,"content":"Hi \ud83d\ude00","media_url":"http://x/y"}}}""")).isEqualTo("""
                        {"type":"wall_post","data":{"message":"alice posted on your wall","post":{"id":1,"content":"[hidden: 4 characters]","media_url":"[hidden: 10 characters]"}}}""");
    }

    @Test
    void what_is_not_there_is_not_said_to_be_hidden() {
        String frame = "{\"type\":\"new_post\",\"data\":{\"content\":\"\",\"media_url\":null}}";

        assertThat(Mask.hide(frame)).contains("[hidden: 0 characters]").contains("\"media_url\":null");
    }
}
