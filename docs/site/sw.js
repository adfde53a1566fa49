// Keeps the site, so that it works without a network after the first visit. FILES, which
// pages.mjs puts before this file, says of each file which version it is; what has not
// changed is not loaded again. The compiler keeps itself (clang.mjs).
"use strict";
const CACHE = "kindling-site";
const keyOf = (path) => new URL(`${path}?${FILES[path]}`, registration.scope).href;

self.addEventListener("install", (event) => event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    const known = new Set((await cache.keys()).map(({ url }) => url));
    for (const path of Object.keys(FILES))
        if (!known.has(keyOf(path)))
            await cache.put(keyOf(path), await fetched(path));
    await self.skipWaiting();
})()));

// What a host says of a file that it has moved is no answer of ours.
async function fetched(path) {
    const response = await fetch(new URL(path, registration.scope), { cache: "no-cache" });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return new Response(await response.blob(), { headers: response.headers });
}

self.addEventListener("activate", (event) => event.waitUntil((async () => {
    const cache = await caches.open(CACHE), now = new Set(Object.keys(FILES).map(keyOf));
    for (const request of await cache.keys())
        if (!now.has(request.url)) await cache.delete(request);
    await self.clients.claim();
})()));

self.addEventListener("fetch", (event) => {
    const { origin, pathname } = new URL(event.request.url);
    const scope = new URL(registration.scope);
    const path = pathname.slice(scope.pathname.length) || "index.html";
    if (event.request.method !== "GET" || origin !== scope.origin || !(path in FILES)) return;
    event.respondWith(caches.open(CACHE).then((cache) => cache.match(keyOf(path)))
        .then((kept) => kept ?? fetch(event.request)));
});
