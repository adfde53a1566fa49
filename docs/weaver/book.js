// What a page does beside being read: light or dark, copying code, links
// to headings, the keys, where one is. Everything can be read without it.
"use strict";

const root = document.documentElement;

// What is kept from page to page. Files opened from disk may keep nothing.
function keep(name, value) {
    try {
        if (value === null) localStorage.removeItem(name);
        else localStorage.setItem(name, value);
    } catch (e) { /* then not */ }
}

function kept(name) {
    try {
        return localStorage.getItem(name);
    } catch (e) {
        return null;
    }
}

// The system's theme, unless the reader has chosen the other one.
const dark = matchMedia("(prefers-color-scheme: dark)");
const systems = () => (dark.matches ? "dark" : "light");
document.getElementById("theme").addEventListener("click", () => {
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
    keep("theme", root.dataset.theme === systems() ? null : root.dataset.theme);
});
dark.addEventListener("change", () => {
    root.dataset.theme = kept("theme") ?? systems();
});

// ------------------------------------------------------------------ where one is
// The lists stand open where there is room beside the text (page.html).
for (const [id, width] of [["chapters", "56rem"], ["headings", "79.9rem"]]) {
    const list = document.getElementById(id);
    if (!list) continue;
    const narrow = matchMedia(`(max-width: ${width})`);
    narrow.addEventListener("change", () => { list.open = !narrow.matches; });
    document.addEventListener("click", (event) => {
        if (narrow.matches && (!list.contains(event.target) || event.target.closest("a")))
            list.open = false;
    });
}

// The section that is being read is marked in the list of this page.
const sections = [...document.querySelectorAll("nav.headings a")].map((link) =>
    ({ link, heading: document.getElementById(decodeURIComponent(link.hash.slice(1))) }));
function mark() {
    const above = sections.filter(({ heading }) => heading.getBoundingClientRect().top < 130);
    for (const { link } of sections) link.removeAttribute("aria-current");
    above.at(-1)?.link.setAttribute("aria-current", "true");
}

// A page is read when its end has been seen; the list of chapters says so.
const here = location.pathname.split("/").pop();
const read = new Set((kept("read") ?? "").split(" ").filter(Boolean));
function showRead() {
    for (const link of document.querySelectorAll("nav.chapters a"))
        link.classList.toggle("read", read.has(link.getAttribute("href")));
}
function noteRead() {
    const end = document.querySelector("nav.neighbours").getBoundingClientRect().top;
    if (scrollY > 0 && end < innerHeight && !read.has(here)) {
        keep("read", [...read.add(here)].join(" "));
        showRead();
    }
}
showRead();
mark();
addEventListener("scroll", () => { mark(); noteRead(); }, { passive: true });

// The arrow keys turn the page, unless they have something else to do.
document.addEventListener("keydown", (event) => {
    const rel = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
    const busy = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey ||
        event.target.closest("input, select, textarea, summary, [tabindex], [role]");
    if (rel && !busy) document.querySelector(`nav.neighbours [rel="${rel}"]`)?.click();
});

// ----------------------------------------------------------- code and headings
async function copied(text) {
    try {
        await navigator.clipboard.writeText(text);
        return true;
    } catch (e) { // older browsers, of a file on disk
        const area = document.createElement("textarea");
        area.value = text;
        document.body.append(area);
        area.select();
        const done = document.execCommand("copy");
        area.remove();
        return done;
    }
}

// Every block of code can be copied. Line numbers are drawn by the style sheet,
// so they are not in the text.
for (const pre of document.querySelectorAll("main pre")) {
    const block = document.createElement("div");
    block.className = "block";
    pre.replaceWith(block);
    block.append(pre);
    if (pre.closest(".output")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
        button.textContent = await copied(pre.innerText) ? "Copied" : "Not copied";
        setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
    block.append(button);
}

for (const heading of document.querySelectorAll("main h2[id], main h3[id]")) {
    const link = document.createElement("a");
    link.href = "#" + heading.id;
    link.className = "here";
    link.textContent = "#";
    link.setAttribute("aria-label", "Link to “" + heading.textContent + "”");
    heading.append(link);
}

// What is wider than its place can be scrolled by keyboard too.
function reachable() {
    const wide = "main pre:not(.printed), .table, figure, .equation, math[display=block]";
    for (const part of document.querySelectorAll(wide)) {
        if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;
        else part.removeAttribute("tabindex");
    }
}
reachable();
addEventListener("resize", reachable);
document.fonts.ready.then(reachable);
