// Plays one item of an exercise: the learner's program, in memory that is thrown away
// afterwards. It has no files, no clock but the time of day, no way out: what it writes to
// 1 is what it prints, to 2 what it complains of, to 3 its answers.
const ANSWERS_MOST = 4 << 20, TEXT_MOST = 64 << 10;
const BADF = 8, NOSYS = 52;

class Exit extends Error {
    constructor(status) {
        super(`exit ${status}`);
        this.status = status;
    }
}

// How much of each stream is heard; the rest is thrown away.
class Stream {
    constructor(most, hear) {
        Object.assign(this, { most, hear, size: 0 });
    }

    take(bytes) {
        const piece = bytes.slice(0, Math.max(0, this.most - this.size));
        this.size += piece.length;
        if (piece.length) this.hear(piece);
    }
}

// The few calls of the system that a program of C makes.
function calls(words, streams, memory) {
    const view = () => new DataView(memory().buffer);
    const texts = words.map((word) => new TextEncoder().encode(word + "\0"));
    return {
        args_sizes_get(count, size) {
            view().setUint32(count, texts.length, true);
            view().setUint32(size, texts.reduce((n, text) => n + text.length, 0), true);
            return 0;
        },
        args_get(list, at) {
            texts.forEach((text, i) => {
                view().setUint32(list + 4 * i, at, true);
                new Uint8Array(memory().buffer).set(text, at);
                at += text.length;
            });
            return 0;
        },
        clock_time_get(id, precision, to) {
            view().setBigUint64(to, BigInt(Math.round(performance.now() * 1e6)), true);
            return 0;
        },
        fd_write(fd, list, count, to) {
            let done = 0;
            if (!streams[fd]) return BADF;
            for (let i = 0; i < count; i++) {
                const at = view().getUint32(list + 8 * i, true);
                const length = view().getUint32(list + 8 * i + 4, true);
                streams[fd].take(new Uint8Array(memory().buffer, at, length));
                done += length;
            }
            view().setUint32(to, done, true);
            return 0;
        },
        proc_exit(status) {
            throw new Exit(status);
        },
    };
}

// What the program may ask for is what C programs ask for here; all else it is refused.
function imports(module, known, forbid) {
    const env = {}, wasi = {};
    for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
        if (kind !== "function") continue;
        if (from === "env" && name.startsWith("__wrap_")) env[name] = forbid;
        if (from === "wasi_snapshot_preview1") wasi[name] = known[name] ?? (() => NOSYS);
    }
    return { env, wasi_snapshot_preview1: wasi };
}

// What AddressSanitizer says of such an end on a machine; null: it was stopped by itself.
function named(error) {
    if (error instanceof RangeError || /recursion|stack/i.test(error.message))
        return "stack-overflow";
    if (/divi[ds]|remainder/i.test(error.message)) return "FPE";
    return /unreachable/i.test(error.message) ? null : "SEGV";
}

// Where in the program it was, from within outwards: Chromium writes "at
// x.wasm.name (…wasm-function[7]:0x1f)", Firefox "name@…wasm-function[7]:0x1f".
function frames(error) {
    const line = /(?:at )?([\w.]+)[@ ].*wasm-function\[\d+\]:(0x[0-9a-f]+)/gi;
    return [...String(error.stack).matchAll(line)].slice(0, 30)
        .map(([, name, at]) => ({ name: name.split(".").pop(), at: Number(at) }));
}

const ASAN_EXIT = 99, ABORTED = 128 + 6;

// words: those of runner.c. heard(number, bytes) is given what comes, as it comes. The end:
// a status as grade_run.c has it, and where it was stopped by a mistake of memory.
export function play(module, words, heard) {
    const shows = words.includes("--show");
    let complaint = "", instance = null;
    const streams = [null, new Stream(shows ? TEXT_MOST : 0, (bytes) => heard(1, bytes)),
        new Stream(TEXT_MOST, (bytes) => {
            complaint += new TextDecoder().decode(bytes);
            heard(2, bytes);
        }),
        new Stream(shows ? 0 : ANSWERS_MOST, (bytes) => heard(3, bytes))];
    try {
        const known = calls(words, streams, () => instance.exports.memory);
        const forbid = () => instance.exports.exercise_forbidden();
        instance = new WebAssembly.Instance(module, imports(module, known, forbid));
        instance.exports._start();
        return { status: 0, stack: [] };
    } catch (e) {
        if (e instanceof Exit) return { status: e.status, stack: [] };
        const name = named(e), told = () => complaint.includes("AddressSanitizer: ");
        if (name && !told())
            streams[2].take(new TextEncoder().encode(`AddressSanitizer: ${name}\n`));
        return { status: told() ? ASAN_EXIT : ABORTED, stack: frames(e) };
    }
}

// What was heard of a program, put together; it may have been ended in the middle.
export function collector() {
    const pieces = [[], [], [], []];
    const all = (number) => {
        const joined = new Uint8Array(pieces[number].reduce((sum, { length }) => sum + length, 0));
        let at = 0;
        for (const piece of pieces[number]) {
            joined.set(piece, at);
            at += piece.length;
        }
        return joined;
    };
    return {
        hear: (number, bytes) => pieces[number].push(bytes),
        end: (status, stack) => ({ status, stack, sent: all(3), said: all(2) }),
    };
}
