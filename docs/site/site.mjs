// On every page of the site: what keeps it for days without a network.
if (navigator.serviceWorker)
    addEventListener("load", () => navigator.serviceWorker.register("sw.js").catch(() => {}));
