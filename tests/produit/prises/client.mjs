// The official client of browsers, told by lines of JSON what to do; it tells by lines of JSON what it heard.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const { io } = createRequire(process.argv[2])("socket.io-client");
const lines = new Map();
const say = (name, word, more = {}) => process.stdout.write(`${JSON.stringify({ name, word, ...more })}\n`);

function open({ name, url, options }) {
  const line = io(url, { transports: ["websocket"], forceNew: true, ...options });
  lines.set(name, line);
  line.on("connect", () => say(name, "connect"));
  line.on("connect_error", ({ message, data }) => say(name, "refused", { message, data }));
  line.on("disconnect", (reason, details) => say(name, "disconnect", { reason, code: details?.context?.code ?? details?.description }));
  line.onAny((event, data) => say(name, "event", { event, data }));
}

const orders = {
  open,
  emit: ({ name, event, data, id }) => lines.get(name).timeout(8000).emit(event, data, (error, answer) => say(name, "ack", { id, error: Boolean(error), answer })),
  raw: ({ name, data }) => lines.get(name).io.engine.transport.ws.send(data),
  binary: ({ name }) => lines.get(name).emit("heads", Buffer.from([1, 2, 3])),
  cut: ({ name }) => lines.get(name).io.engine.transport.ws.terminate?.() ?? lines.get(name).io.engine.close(),
  connect: ({ name }) => lines.get(name).connect(),
  close: ({ name }) => lines.get(name).close(),
};

for await (const order of createInterface({ input: process.stdin })) {
  const said = JSON.parse(order);
  orders[said.do](said);
}
process.exit(0);
