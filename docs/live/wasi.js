// Runs a program of this book in the page. It was compiled for WASI, a system
// of few calls; here are those that our programs make. Files are in memory.
"use strict";

const live = { code: {}, files: {}, modules: {} };

{
    const ENOENT = 44, EBADF = 8, ENOSYS = 52;
    const ROOT = 3; // the number of the open folder "/"
    const encode = (text) => new TextEncoder().encode(text);

    class Exit extends Error {
        constructor(status) {
            super(`exit ${status}`);
            this.status = status;
        }
    }

    // What a running program has: arguments, open files, memory.
    class System {
        constructor(words, files, say) {
            this.say = say;
            this.words = words.map((word) => encode(word + "\0"));
            this.files = new Map(Object.entries(files));
            this.out = new Uint8Array();
            this.err = new Uint8Array();
            this.open = new Map();
        }

        get view() {
            return new DataView(this.memory.buffer);
        }

        bytes(at, length) {
            return new Uint8Array(this.memory.buffer, at, length);
        }

        text(at, length) {
            return new TextDecoder().decode(this.bytes(at, length));
        }

        // The pieces of memory that a read or write is about.
        pieces(list, count) {
            return Array.from({ length: count }, (_, i) =>
                this.bytes(this.view.getUint32(list + 8 * i, true),
                    this.view.getUint32(list + 8 * i + 4, true)));
        }

        append(fd, bytes) {
            const join = (old) => {
                const all = new Uint8Array(old.length + bytes.length);
                all.set(old);
                all.set(bytes, old.length);
                return all;
            };
            const path = fd > ROOT ? this.open.get(fd).path : null;
            if (!path && this.say) this.say(new TextDecoder().decode(bytes));
            if (path) this.files.set(path, join(this.files.get(path)));
            else if (fd === 1) this.out = join(this.out);
            else this.err = join(this.err);
        }
    }

    // The calls: each has its arguments as numbers and answers 0, or what is wrong.
    const calls = (system) => ({
        args_sizes_get(count, size) {
            system.view.setUint32(count, system.words.length, true);
            system.view.setUint32(size, system.words.reduce((n, w) => n + w.length, 0), true);
            return 0;
        },
        args_get(list, at) {
            system.words.forEach((word, i) => {
                system.view.setUint32(list + 4 * i, at, true);
                system.bytes(at, word.length).set(word);
                at += word.length;
            });
            return 0;
        },
        environ_sizes_get(count, size) {
            system.view.setUint32(count, 0, true);
            system.view.setUint32(size, 0, true);
            return 0;
        },
        environ_get: () => 0,
        clock_time_get(id, precision, to) {
            system.view.setBigUint64(to, BigInt(Date.now()) * 1000000n, true);
            return 0;
        },
        fd_prestat_get(fd, to) {
            if (fd !== ROOT) return EBADF;
            system.view.setUint32(to, 0, true);
            system.view.setUint32(to + 4, 1, true);
            return 0;
        },
        fd_prestat_dir_name(fd, to) {
            system.bytes(to, 1).set(encode("/"));
            return 0;
        },
        // A folder, a file; where somebody listens stdout is a terminal, of which each
        // line is written when it ends.
        fd_fdstat_get(fd, to) {
            const terminal = fd === 1 && system.say;
            system.bytes(to, 24).fill(terminal ? 0 : 0xff);
            system.view.setUint32(to, terminal ? 2 : fd === ROOT ? 3 : 4, true);
            return 0;
        },
        path_create_directory: () => 0,
        path_open(folder, look, name, length, how, rights, inherited, flags, to) {
            const path = system.text(name, length).replace(/^\.\//, "");
            const create = how & 1, empty = how & 8;
            if (!system.files.has(path) && !create) return ENOENT;
            if (!system.files.has(path) || empty) system.files.set(path, new Uint8Array());
            const fd = ROOT + 1 + system.open.size;
            system.open.set(fd, { path, at: 0 });
            system.view.setUint32(to, fd, true);
            return 0;
        },
        fd_close: () => 0,
        fd_seek(fd, offset, from, to) {
            const file = system.open.get(fd);
            if (!file) return EBADF;
            const start = [0, file.at, system.files.get(file.path).length][from];
            file.at = start + Number(offset);
            system.view.setBigUint64(to, BigInt(file.at), true);
            return 0;
        },
        fd_read(fd, list, count, to) {
            const file = system.open.get(fd);
            let done = 0;
            for (const piece of file ? system.pieces(list, count) : []) {
                const part = system.files.get(file.path).subarray(file.at, file.at + piece.length);
                piece.set(part);
                file.at += part.length;
                done += part.length;
            }
            system.view.setUint32(to, done, true);
            return 0;
        },
        fd_write(fd, list, count, to) {
            let done = 0;
            for (const piece of system.pieces(list, count)) {
                system.append(fd, piece);
                done += piece.length;
            }
            system.view.setUint32(to, done, true);
            return 0;
        },
        proc_exit(status) {
            throw new Exit(status);
        },
    });

    function imports(module, system) {
        const known = calls(system), asked = {};
        for (const { name } of WebAssembly.Module.imports(module))
            asked[name] = known[name] || (() => ENOSYS);
        return { wasi_snapshot_preview1: asked };
    }

    // A function of the program; the status with which it has ended, if it has.
    function call(f) {
        try {
            return { value: f() };
        } catch (e) {
            return { status: e instanceof Exit ? e.status : 1 };
        }
    }

    // A program in memory: main() and what else it exports can be called. What it prints
    // is given to say, if there is one, as it comes.
    live.start = function (module, words, files, say) {
        const system = new System(words, files, say);
        const instance = new WebAssembly.Instance(module, imports(module, system));
        const text = (bytes) => new TextDecoder().decode(bytes);
        system.memory = instance.exports.memory;
        call(() => instance.exports._initialize());
        return {
            exports: instance.exports,
            memory: system.memory,
            // Runs main(); its exit status.
            main() {
                const { value, status } = call(() => instance.exports.__main_void());
                return status === undefined ? value : status;
            },
            out: () => text(system.out),
            err: () => text(system.err),
            file: (path) => text(system.files.get(path)),
            bytes: (path) => system.files.get(path),
        };
    };

    live.unpack = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

    live.inflate = async function (text) {
        const packed = new Blob([live.unpack(text)]).stream();
        const stream = packed.pipeThrough(new DecompressionStream("gzip"));
        return new Response(stream).arrayBuffer();
    };

    // The packed program of a widget, compiled once.
    live.compile = async (code) => WebAssembly.compile(await live.inflate(code));

    // Large files come packed, too.
    live.packed = {};
    live.inflateFiles = async function () {
        for (const [path, text] of Object.entries(live.packed))
            live.files[path] ??= new Uint8Array(await live.inflate(text));
    };
}
globalThis.live = live; // for who takes this file as a module
