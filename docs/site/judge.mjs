// The grader's own C, in memory: words and files in, files out.
import "../live/wasi.js";

const { live } = globalThis;
const bytes = (text) => typeof text === "string" ? new TextEncoder().encode(text) : text;

export function judge(module, words, files) {
    const given = Object.fromEntries(Object.entries(files)
        .map(([path, text]) => [path, bytes(text)]));
    const program = live.start(module, ["judge", ...words], given);
    if (program.main() !== 0) throw new Error(`judge: ${program.err()}`);
    return program.bytes("results.json");
}
