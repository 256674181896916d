import { connect } from "./feel.mjs";

/** From nothing to the first output of a shell behind two jump hosts; `ssh -J` is the floor. */
export async function jumps(place, Peer) {
  const there = Object.create(place, {
    host: { value: "bench-jumps" },
    sshArguments: { value: () => place.jumpArguments() },
  });
  const { "connect to first output, ms": figure } = await connect(there, Peer);
  return { "connect through two jump hosts to first output, ms": figure };
}
