// The reference: Node's socket.io doing the same job on the same bytes. Usage: noeud.mjs PORT MESSAGES.json
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Server } from "socket.io";

const [port, path] = process.argv.slice(2);
const messages = JSON.parse(readFileSync(path, "utf8"));

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, "http://localhost");
  if (pathname === "/banc/emission") emit(searchParams);
  response.end("ok");
});
const io = new Server(server, { transports: ["websocket"] });

function emit(asked) {
  const fils = asked.get("fils").split(",");
  for (let turn = 0; turn < Number(asked.get("fois")); turn++)
    for (const fil of fils)
      io.to(`fil:${fil}`).emit("fil:message", { ...messages[fil], t: Number(process.hrtime.bigint()) });
}

io.on("connection", (socket) => {
  socket.on("fil:follow", ({ fil_id: fil }, acknowledge) => {
    socket.join(`fil:${fil}`);
    acknowledge({ ok: true, head: messages[fil].seq, messages: [], more: false });
  });
  socket.on("fil:typing", ({ fil_id: fil }) => {
    socket.to(`fil:${fil}`).emit("fil:typing", { fil_id: fil, nom: "Quelqu’un" });
  });
});
server.listen({ port: Number(port), host: "127.0.0.1", backlog: 4096 });
