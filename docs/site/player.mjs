// A worker that plays one item of an exercise, once (play.mjs). The worker that has
// started it ends it when its time is over.
import { play } from "./play.mjs";

onmessage = ({ data: { module, words } }) => {
    postMessage({ begun: true });
    postMessage({ ended: play(module, words, (number, bytes) => postMessage({ number, bytes })) });
};
