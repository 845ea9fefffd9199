package com.numeneon.api.messages;

import com.numeneon.api.accounts.UserDirectory;
import com.numeneon.api.web.NotFound;
import com.numeneon.api.web.PageKey;
import com.numeneon.api.web.Paging;
import com.numeneon.api.web.Slice;
import com.numeneon.contracts.user.UserRef;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The lists of messages and conversations: two statements each, however long they are. Safe for all threads. */
@Component
final class MessageQueries {

    private final MessageTable messages;
    private final ConversationTable conversations;
    private final UserDirectory users;

    MessageQueries(MessageTable messages, ConversationTable conversations, UserDirectory users) {
        this.messages = messages;
        this.conversations = conversations;
        this.users = users;
    }

    /** Latest first. */
    ResponseEntity<List<Conversation>> conversations(long userId, Paging paging) {
        Position before = paging.before(Position.PARTS).map(Position::of).orElse(Position.NEWEST);
        Slice<ConversationRow> slice = conversations.of(userId, before, paging.limit());
        Map<Long, UserRef> people = people(slice.entries().stream().map(ConversationRow::lastMessage));
        return paging.answer(
                slice.entries().stream().map(row -> row.shown(people)).toList(), slice.next(ConversationRow::key));
    }

    /**
     * Oldest first, the newest page of them; empty when the two never wrote to each other.
     *
     * @throws NotFound when there is no such user
     */
    ResponseEntity<List<Message>> between(long userId, long otherId, Paging paging) {
        long before = paging.before(1).map(key -> key.part(0)).orElse(Long.MAX_VALUE);
        if (users.find(otherId).isEmpty()) {
            throw new NotFound("There is no user with this id.");
        }
        Slice<MessageRow> slice = messages.between(Pair.of(userId, otherId), before, paging.limit());
        return paging.answer(oldestFirst(slice), slice.next(row -> PageKey.of(row.seq())));
    }

    /** Sent and received, oldest first, the newest page of them. */
    ResponseEntity<List<Message>> of(long userId, Paging paging) {
        Position before = paging.before(Position.PARTS).map(Position::of).orElse(Position.NEWEST);
        Slice<MessageRow> slice = messages.of(userId, before, paging.limit());
        return paging.answer(oldestFirst(slice), slice.next(row -> Position.key(row.createdAt(), row.id())));
    }

    Message shown(MessageRow row) {
        return row.shown(people(Stream.of(row)));
    }

    private List<Message> oldestFirst(Slice<MessageRow> slice) {
        Map<Long, UserRef> people = people(slice.entries().stream());
        return slice.entries().reversed().stream().map(row -> row.shown(people)).toList();
    }

    private Map<Long, UserRef> people(Stream<MessageRow> rows) {
        Collection<Long> ids =
                rows.flatMap(row -> Stream.of(row.senderId(), row.receiverId())).collect(Collectors.toSet());
        return users.find(ids);
    }
}
