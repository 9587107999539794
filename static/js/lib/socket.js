// One line to the house, opened the first time something listens, for signed-in people only.
let line;

export function socket() {
  if (!document.body.dataset.compte) return Promise.resolve(null);
  line ??= import("socket.io-client").then(({ io }) => io({ transports: ["websocket"], reconnectionDelayMax: 15_000, randomizationFactor: 0.5 }));
  return line;
}
