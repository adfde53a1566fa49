// A thread that plays one item (node.mjs).
import { parentPort } from "node:worker_threads";
import { play } from "./play.mjs";

parentPort.once("message", ({ module, words }) => {
    const say = (message) => parentPort.postMessage(message);
    say({ begun: true });
    say({ ended: play(module, words, (number, bytes) => say({ number, bytes })) });
});
