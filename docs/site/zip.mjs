// A zip of texts, written without compression, and read with or without it.
const encode = (text) => new TextEncoder().encode(text);

const table = Uint32Array.from({ length: 256 }, (_, n) => {
    for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ n >>> 1 : n >>> 1;
    return n;
});
function crc32(bytes) {
    let crc = ~0;
    for (const byte of bytes) crc = table[(crc ^ byte) & 255] ^ crc >>> 8;
    return ~crc >>> 0;
}

// A record of numbers: pairs of a value and its bytes.
function record(...pairs) {
    const bytes = [];
    for (const [value, size] of pairs)
        for (let k = 0; k < size; k++) bytes.push(Math.floor(value / 256 ** k) & 255);
    return Uint8Array.from(bytes);
}

export function writeZip(files) {
    const parts = [], list = [];
    let at = 0;
    for (const [path, text] of files) {
        const name = encode(path), bytes = encode(text), length = bytes.length;
        const common = [[20, 2], [0x800, 2], [0, 2], [0, 2], [0x21, 2], [crc32(bytes), 4],
            [length, 4], [length, 4], [name.length, 2], [0, 2]];
        parts.push(record([0x04034b50, 4], ...common), name, bytes);
        list.push(record([0x02014b50, 4], [20, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4],
            [at, 4]), name);
        at += 30 + name.length + length;
    }
    const size = list.reduce((sum, piece) => sum + piece.length, 0);
    const end = record([0x06054b50, 4], [0, 4], [files.length, 2], [files.length, 2], [size, 4],
        [at, 4], [0, 2]);
    return new Blob([...parts, ...list, end], { type: "application/zip" });
}

const inflate = (bytes) => new Response(new Blob([bytes]).stream()
    .pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer();

// [path, text] of each file, by the list at the end.
export async function readZip(blob) {
    const bytes = new Uint8Array(await blob.arrayBuffer()), view = new DataView(bytes.buffer);
    let end = bytes.length - 22;
    while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
    if (end < 0) throw new Error(`${blob.name}: this is no zip`);
    const files = [];
    for (let at = view.getUint32(end + 16, true), n = view.getUint16(end + 10, true); n > 0; n--) {
        const [method, size, name, more, note] = [[10, 2], [20, 4], [28, 2], [30, 2], [32, 2]].map(
            ([from, width]) => width === 2 ? view.getUint16(at + from, true)
                : view.getUint32(at + from, true));
        const path = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name));
        const head = view.getUint32(at + 42, true);
        const from = head + 30 + view.getUint16(head + 26, true) + view.getUint16(head + 28, true);
        const data = bytes.subarray(from, from + size);
        if (path.endsWith(".c"))
            files.push([path, new TextDecoder().decode(method === 8 ? await inflate(data) : data)]);
        at += 46 + name + more + note;
    }
    return files;
}
