// Loads the compiler into the page, once: what has come is kept in a cache of the browser,
// by its version. say(done, all) counts the bytes.
const CACHE = "kindling-clang", FOLDER = new URL("clang/", import.meta.url);

async function kept({ name, version }) {
    const cache = await globalThis.caches?.open(CACHE);
    return cache?.match(new URL(`${name}.gz?${version}`, FOLDER));
}

// From the web, counted, and into the cache when all of it is here.
async function fetched({ name, version, size }, count) {
    const url = new URL(`${name}.gz?${version}`, FOLDER), pieces = [];
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`);
    for (const reader = response.body.getReader(); ;) {
        const { done, value } = await reader.read();
        if (done) break;
        pieces.push(value);
        count(value.length);
    }
    const all = new Blob(pieces);
    if (all.size !== size) throw new Error(`${name} has come only in part: try again`);
    const cache = await globalThis.caches?.open(CACHE);
    try {
        await cache?.put(url, new Response(all));
    } catch (e) { /* no room: it is loaded again next time */ }
    return new Response(all);
}

async function dropOld(list) {
    const cache = await globalThis.caches?.open(CACHE);
    const now = new Set(list.map(({ version }) => `?${version}`));
    for (const request of await cache?.keys() ?? [])
        if (!now.has(new URL(request.url).search)) await cache.delete(request);
}

export const readList = async () => (await fetch(new URL("list.json", FOLDER))).json();

export async function isKept() {
    try {
        return (await Promise.all((await readList()).map(kept))).every(Boolean);
    } catch (e) {
        return false;
    }
}

// runLLVM of @yowasp/clang, which fetches its parts: here it gets what was unpacked.
export async function loadClang(say) {
    const list = await readList(), all = list.reduce((sum, { size }) => sum + size, 0);
    let done = 0;
    const count = (bytes) => say(done += bytes, all);
    const parts = new Map();
    for (const file of list) {
        const known = await kept(file);
        if (known) count(file.size);
        const packed = known ?? await fetched(file, count);
        parts.set(file.name, packed.body.pipeThrough(new DecompressionStream("gzip")));
    }
    const types = { wasm: "application/wasm", js: "text/javascript" };
    const part = (name) => new Response(parts.get(name),
        { headers: { "content-type": types[name.split(".").pop()] ?? "application/x-tar" } });
    const web = globalThis.fetch;
    globalThis.fetch = (url, options) => {
        const name = String(url).split("/").pop();
        return parts.has(name) ? Promise.resolve(part(name)) : web(url, options);
    };
    // It asks for its parts beside itself, so it needs an address of this kind.
    const text = (await part("bundle.js").text())
        .replaceAll("import.meta.url", JSON.stringify(FOLDER.href));
    const { runLLVM } = await import(URL.createObjectURL(
        new Blob([text], { type: "text/javascript" })));
    await runLLVM(null, {}, { fetchProgress() {} });
    globalThis.fetch = web;
    dropOld(list);
    return runLLVM;
}
