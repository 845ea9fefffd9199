package com.numeneon.notification.sessions;

import com.numeneon.notification.stream.Cursor;
import com.numeneon.notification.stream.StreamPosition;
import java.time.Instant;

/** One socket of some pod as the log tells of it: open, then perhaps a claim, then perhaps spent. For one thread. */
final class Session {

    /** The order of what was there before the log begins. */
    private static final long BEFORE = -1;

    private enum State {
        OPEN,
        CLAIM,
        SPENT
    }

    private final SocketOpening socket;
    private final long order;
    private final boolean onlyAnnounced;
    private State state = State.OPEN;
    private String pod;
    private Cursor position;
    /** Nothing from there on is missing to its client: its opening, or the claims that it took. */
    private Cursor served;

    private long takenAt = BEFORE;
    private long claimedAt = BEFORE;
    private Instant since = Instant.EPOCH;
    private Instant spentAt = Instant.EPOCH;
    private String claimedBy = "";
    private boolean buried;

    private Session(SocketOpening socket, String pod, long order, boolean onlyAnnounced) {
        this.socket = socket;
        this.pod = pod;
        this.position = socket.position();
        this.served = socket.position();
        this.order = order;
        this.onlyAnnounced = onlyAnnounced;
    }

    /** @param offset of the record */
    static Session opened(SessionRecord.Opened record, long offset) {
        return new Session(record.socket(), record.pod(), offset, record.again());
    }

    /** Of which nothing but its end is known. */
    static Session closed(SessionRecord.Closed record, Cursor position) {
        SocketOpening socket = new SocketOpening(record.session(), record.user(), record.tokenId(), position, false);
        return new Session(socket, record.pod(), BEFORE, false);
    }

    String id() {
        return socket.session();
    }

    long user() {
        return socket.user();
    }

    String tokenId() {
        return socket.tokenId();
    }

    String pod() {
        return pod;
    }

    /** Where it stands: its opening, or the claim's that it took, or what it left. */
    Cursor position() {
        return position;
    }

    /** Rises with the openings. */
    long order() {
        return order;
    }

    long claimedAt() {
        return claimedAt;
    }

    /** Who has to clean its claim up. */
    String claimedBy() {
        return claimedBy;
    }

    boolean cursors() {
        return socket.cursors();
    }

    /** Known from its pod's repetition alone: its opening was never read. */
    boolean isOnlyAnnounced() {
        return onlyAnnounced && isOpen();
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    /** Open, and in the play of claims. */
    boolean isOpenWithoutCursors() {
        return isOpen() && !cursors();
    }

    boolean isClaim() {
        return state == State.CLAIM;
    }

    boolean isSpent() {
        return state == State.SPENT;
    }

    boolean isLiveClaim(Instant now) {
        return isClaim() && !isOver(now);
    }

    /** Whether two minutes have gone since it became a claim, spent or not. */
    boolean isOver(Instant now) {
        return since.plus(SessionTable.CLAIM_LIFE).isBefore(now);
    }

    /** Whether an older one's claim is about something that nobody gave to its client. */
    boolean lacks(Session claim) {
        return isOpenWithoutCursors()
                && !onlyAnnounced
                && order > claim.order
                && claim.position.epoch() == served.epoch()
                && !claim.position.position().reaches(served.position());
    }

    boolean hasTakenOne() {
        return takenAt != BEFORE;
    }

    /** It gets all from there on, instead of from its opening on. */
    void beginAt(Session claim, long offset) {
        takenAt = offset;
        if (claim.position.epoch() == served.epoch()) {
            position = claim.position;
            served = claim.position;
        }
    }

    /** It gets what it {@link #lacks} as well. */
    void take(Session claim, long offset) {
        takenAt = offset;
        served = claim.position.min(served);
        position = position.epoch() == claim.position.epoch() ? claim.position.min(position) : claim.position;
    }

    /** Whether it is of the stream that the other one was opened in. */
    boolean isOfStreamOf(Session other) {
        return position.epoch() == other.served.epoch();
    }

    Cursor served() {
        return served;
    }

    void announcedAgain(SessionRecord.Opened record) {
        state = State.OPEN;
        pod = record.pod();
        position = record.socket().position();
    }

    /** Where its dropping leaves it: what its pod did not know of yet, it did not acknowledge either. */
    Cursor leftAt(SessionRecord.Closed record) {
        return record.position() != null && record.read() > takenAt ? record.position() : position;
    }

    /** Where it stood for certain when its pod was last heard. */
    Cursor leftAt(SessionRecord.PodReport report) {
        if (report.read() <= Math.max(order, takenAt)) {
            return position;
        }
        Cursor told = report.behind().getOrDefault(id(), report.lowest());
        if (told.epoch() != position.epoch()) {
            return told;
        }
        StreamPosition later = told.position().max(position.position());
        return new Cursor(told.epoch(), later);
    }

    void leave(Cursor left, long offset, Instant time, String by) {
        state = State.CLAIM;
        position = left;
        claimedAt = offset;
        since = time;
        claimedBy = by;
    }

    void spend(Instant now) {
        state = State.SPENT;
        spentAt = now;
    }

    boolean isSpentBefore(Instant time) {
        return isSpent() && spentAt.isBefore(time);
    }

    /** Its tombstone was read, but that it is spent must be known for some time. */
    void bury() {
        buried = true;
    }

    boolean isBuried() {
        return buried;
    }
}
