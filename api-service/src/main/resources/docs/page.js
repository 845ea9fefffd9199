// A file of its own: the page's policy runs no script that stands in the page itself.
SwaggerUIBundle({
  url: "/docs/openapi.json",
  domNode: document.getElementById("api"),
  deepLinking: true,
  // Would send the description's address to somebody else's server.
  validatorUrl: null,
});
