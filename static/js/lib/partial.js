// Parts of pages swapped by htmx, with our token; nothing that would need eval.
import htmx from "htmx.org";
import { token } from "./http.js";

document.addEventListener("htmx:config:request", ({ detail }) => {
  const { headers, method } = detail.ctx.request;
  if (method?.toUpperCase() !== "GET") headers["X-CSRFToken"] = token();
});

export default htmx;
