package com.numeneon.api.hostile;

/** Where in a request an input stands. */
enum Place {
    PATH,
    QUERY,
    BODY
}
