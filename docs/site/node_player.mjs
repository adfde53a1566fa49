// A thread that plays one item (node.mjs).
import { parentPort } from "node:worker_threads";
import { play } from "./play.mjs";

parentPort.once("message", ({ module, words }) => {
    parentPort.postMessage({ begun: true });
    parentPort.postMessage(play(module, words));
});
