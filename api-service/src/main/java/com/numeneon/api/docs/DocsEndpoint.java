package com.numeneon.api.docs;

import com.numeneon.api.web.NotFound;
import com.numeneon.api.web.PublicEndpoint;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A page to read and try the API with, and the two descriptions that it is made of. Everything comes from this host; the
 * page's policy lets the browser fetch nothing else, run no script of anybody else and send no form.
 */
@RestController
@RequestMapping("/docs")
final class DocsEndpoint {

    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** An hour. */
    private static final String CACHED = "max-age=3600, public";

    private final DocsFiles files;

    DocsEndpoint(DocsFiles files) {
        this.files = files;
    }

    @PublicEndpoint
    @GetMapping
    ResponseEntity<byte[]> page(HttpServletResponse response) {
        return file("index.html", response);
    }

    @PublicEndpoint
    @GetMapping("/{file}")
    ResponseEntity<byte[]> file(@PathVariable String file, HttpServletResponse response) {
        DocsFile found = files.find(file).orElseThrow(() -> new NotFound("There is nothing at this address."));
        // Set, not added: whatever answers have in general must not stand beside these.
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        response.setHeader(HttpHeaders.CACHE_CONTROL, CACHED);
        return ResponseEntity.ok().contentType(found.type()).body(found.bytes());
    }
}
