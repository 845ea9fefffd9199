package com.numeneon.notification.testing;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real Chromium without a window. For one thread. */
public final class Browser implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Browser.class);

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    /** The first is for root, who has no sandbox; the others keep it from calling home. */
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    private Browser(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(ARGUMENTS));
    }

    /** Skips the test where none is installed, or fails it where {@code -Dbrowser.required=true} forbids the skip. */
    public static Browser start() {
        Optional<Path> executable = executable();
        if (executable.isEmpty()) {
            String none = "No Chromium is on the PATH (" + String.join(", ", NAMES) + "; or set -Dbrowser.path)";
            if (Boolean.getBoolean("browser.required")) {
                Assertions.fail(none + ", and -Dbrowser.required=true forbids to skip the tests that drive it.");
            }
            LOG.warn("{}: the tests that drive it are skipped.", none);
            Assumptions.abort(none);
        }
        return new Browser(executable.orElseThrow());
    }

    private static Optional<Path> executable() {
        String path = System.getProperty("browser.path");
        Stream<Path> found = path != null
                ? Stream.of(Path.of(path))
                : NAMES.stream().flatMap(name -> folders().map(folder -> folder.resolve(name)));
        return found.filter(Files::isExecutable).findFirst();
    }

    private static Stream<Path> folders() {
        String path = System.getenv("PATH");
        return path == null
                ? Stream.empty()
                : Arrays.stream(path.split(File.pathSeparator)).map(Path::of);
    }

    /** A page of its own, with nothing stored, as wide as a small laptop. */
    public Tab open() {
        return open(new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(1280, 800));
    }

    public Tab open(com.microsoft.playwright.Browser.NewContextOptions options) {
        BrowserContext context = chromium.newContext(options);
        context.setDefaultTimeout(15_000);
        return new Tab(context);
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
