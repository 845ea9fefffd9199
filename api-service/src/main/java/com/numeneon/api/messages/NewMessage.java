package com.numeneon.api.messages;

import com.numeneon.api.accounts.UserDirectory;
import com.numeneon.api.web.Fields;
import com.numeneon.contracts.user.UserRef;

/** A message that may be sent: everything about it was checked. */
record NewMessage(UserRef sender, UserRef receiver, String content) {

    /** Longest text, code points. */
    private static final int MAX_CONTENT = 10_000;

    private static final String RECEIVER = "receiver_id";
    private static final String STORY = "reply_to_story";

    /** @throws com.numeneon.api.web.InvalidFields naming every field that is wrong */
    static NewMessage read(Fields fields, UserRef sender, UserDirectory users) {
        long receiverId = fields.id(RECEIVER);
        String content = fields.text("content", MAX_CONTENT);
        if (fields.optionalId(STORY) != null && fields.isValid(STORY)) {
            fields.reject(STORY, "There is no story with this id.");
        }
        if (fields.isValid(RECEIVER) && receiverId == sender.id()) {
            fields.reject(RECEIVER, "You cannot send a message to yourself.");
        }
        UserRef receiver = sender;
        if (fields.isValid(RECEIVER)) {
            var found = users.find(receiverId);
            if (found.isEmpty()) {
                fields.reject(RECEIVER, "There is no user with this id.");
            }
            receiver = found.orElse(sender);
        }
        fields.check();
        return new NewMessage(sender, receiver, content);
    }
}
