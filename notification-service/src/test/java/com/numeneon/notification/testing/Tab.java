package com.numeneon.notification.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** One page, and what it complained about and asked for meanwhile. For the browser's thread. */
public final class Tab implements AutoCloseable {

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    Tab(BrowserContext context) {
        this.context = context;
        this.page = context.newPage();
        page.onConsoleMessage(message -> complaints.add(message.text()));
        page.onPageError(complaints::add);
        page.onRequest(request -> requests.add(request.url()));
    }

    public Page page() {
        return page;
    }

    /** As somebody who has given this name before. */
    public Tab as(String operator) {
        page.addInitScript("localStorage.setItem('operator', '" + operator + "')");
        return this;
    }

    public Tab goTo(String url) {
        page.navigate(url);
        return this;
    }

    /** The element with this id. */
    public Locator the(String id) {
        return page.locator("#" + id);
    }

    public Locator rows() {
        return page.locator(".row");
    }

    /** What became of the events that are shown, newest first. */
    public List<String> fates() {
        return page.locator(".row .fate").allInnerTexts();
    }

    public Tab press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
        return this;
    }

    public Tab type(String text) {
        page.keyboard().type(text);
        return this;
    }

    /** Waits until the element with this id is seen and contains the text. */
    public Tab awaitText(String id, String text) {
        page.locator("#" + id)
                .filter(new Locator.FilterOptions().setHasText(text).setVisible(true))
                .waitFor();
        return this;
    }

    public Tab awaitRows(int count) {
        if (count > 0) {
            rows().nth(count - 1).waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        }
        assertThat(rows().count()).as("rows").isEqualTo(count);
        return this;
    }

    /** What was written to the console, and scripts' errors. */
    public List<String> complaints() {
        return complaints;
    }

    /** Of everything that the page has asked for. */
    public Set<String> origins() {
        return requests.stream()
                .map(URI::create)
                .map(uri -> uri.getScheme() + "://" + uri.getAuthority())
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        context.close();
    }
}
