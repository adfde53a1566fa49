// Packs the compiler for the page: of the files that come with it what C needs, all of it
// compressed. list.json says what there is to load, how long it is, and which version.
//
//     node trim.mjs TOOLS OUT
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const [tools, out] = process.argv.slice(2);
const from = `${tools}/node_modules/@yowasp/clang/gen`;
const WANTED = [
    /^include(\/wasm32-wasip1(\/(bits|sys|wasi)(\/.*)?|\/[^/]*\.h)?)?$/,
    /^include\/(__(float|stdarg|stddef)_\w+|float|iso646|limits|stdalign|stdarg|stdatomic)\.h$/,
    /^include\/(stdbool|stddef|stdint|stdnoreturn|tgmath|inttypes|stdckdint)\.h$/,
    /^lib(\/wasm32-wasip1(\/(crt1-command\.o|lib(c|m)\.a))?)?$/,
    /^lib\/wasm32-wasip1\/libwasi-emulated-(signal|process-clocks)\.a$/,
    /^lib\/wasm32-unknown-wasip1(\/libclang_rt\.builtins\.a)?$/,
];

// Parts of a tar as they are: a head of 512 bytes and what follows it.
function trimmed(tar) {
    const parts = [], text = (at, size) => tar.toString("latin1", at, at + size).split("\0")[0];
    for (let at = 0; at < tar.length && tar[at];) {
        const name = text(at, 100), size = parseInt(text(at + 124, 12), 8);
        const end = at + 512 + Math.ceil(size / 512) * 512;
        if (WANTED.some((pattern) => pattern.test(name))) parts.push(tar.subarray(at, end));
        at = end;
    }
    return Buffer.concat([...parts, Buffer.alloc(1024)]);
}

mkdirSync(out, { recursive: true });
const cores = ["", "2", "3", "4"].map((number) => `llvm.core${number}.wasm`);
const list = [];
for (const name of [...cores, "llvm-resources.tar", "bundle.js"]) {
    const bytes = readFileSync(`${from}/${name}`);
    const packed = gzipSync(name.endsWith(".tar") ? trimmed(bytes) : bytes, { level: 9 });
    const version = createHash("sha256").update(packed).digest("hex").slice(0, 12);
    list.push({ name, size: packed.length, version });
    writeFileSync(`${out}/${name}.gz`, packed);
}
writeFileSync(`${out}/list.json`, JSON.stringify(list));
const size = list.reduce((sum, file) => sum + file.size, 0);
console.log(`The compiler has ${(size / 1e6).toFixed(1)} MB, compressed.`);
if (size > 30e6) throw new Error("it should not have more than 30 MB");
