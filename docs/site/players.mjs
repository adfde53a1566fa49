// Plays each item in a worker of its own; if it is not at its end in time it is ended. What
// it has answered until then counts as far as it goes.
import { collector } from "./play.mjs";

const SECONDS = 2;

// start(message, hear) makes a worker and gives back a function that ends it. say is given
// what the program prints.
export function playWith(start, module, words, say) {
    return new Promise((done, failed) => {
        const all = collector();
        let clock = null;
        const end = ({ status, stack }) => {
            clearTimeout(clock);
            stop();
            done(all.end(status, stack));
        };
        const stop = start({ module, words }, ({ begun, number, bytes, ended, error }) => {
            if (begun) clock = setTimeout(end, 1000 * SECONDS, { status: -1, stack: [] });
            if (number === 1) say?.(bytes);
            else if (bytes) all.hear(number, bytes);
            if (ended) end(ended);
            if (error) failed(error);
        });
    });
}
