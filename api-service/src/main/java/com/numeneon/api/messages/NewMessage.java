package com.numeneon.api.messages;

import com.numeneon.api.accounts.UserDirectory;
import com.numeneon.api.web.CurrentUser;
import com.numeneon.api.web.Fields;
import com.numeneon.contracts.user.UserRef;

/** A message that may be sent: everything about it was checked. */
record NewMessage(UserRef sender, UserRef receiver, String content) {

    /** Longest text, code points. */
    private static final int MAX_CONTENT = 10_000;

    private static final String RECEIVER = "receiver_id";
    private static final String STORY = "reply_to_story";

    /**
     * @throws com.numeneon.api.web.InvalidFields naming every field that is wrong
     * @throws com.numeneon.api.web.Unauthorized when the caller is gone
     */
    static NewMessage read(Fields fields, CurrentUser caller, UserDirectory users) {
        long receiverId = fields.id(RECEIVER);
        String content = fields.text("content", MAX_CONTENT);
        if (fields.optionalId(STORY) != null && fields.isValid(STORY)) {
            fields.reject(STORY, "There is no story with this id.");
        }
        if (fields.isValid(RECEIVER) && receiverId == caller.id()) {
            fields.reject(RECEIVER, "You cannot send a message to yourself.");
        }
        var people = users.requireWith(caller, receiverId);
        if (fields.isValid(RECEIVER) && people.other().isEmpty()) {
            fields.reject(RECEIVER, "There is no user with this id.");
        }
        fields.check();
        return new NewMessage(people.caller(), people.other().orElse(people.caller()), content);
    }
}
