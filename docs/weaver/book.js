// What a page does beside being read: light or dark, search, copying code,
// links to headings. Everything can be read without it.
"use strict";

const root = document.documentElement;

document.getElementById("theme").addEventListener("click", () => {
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
    try {
        localStorage.theme = root.dataset.theme;
    } catch (e) { /* files opened from disk may keep nothing */ }
});

// The list of chapters stands open where there is room beside the text (page.html).
const narrow = matchMedia("(max-width: 56rem)");
narrow.addEventListener("change", () => {
    document.getElementById("chapters").open = !narrow.matches;
});

// ------------------------------------------------------------------- search
const field = document.getElementById("search");
const found = document.getElementById("found");

// A section is found if each word stands in its title or text; titles first, short
// ones before long ones, then texts in the order of the book.
function search(query) {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    const hits = [];
    if (words.length === 0) return hits;
    for (const [page, id, title, text] of window.SEARCH) {
        const head = title.toLowerCase();
        if (words.every((word) => head.includes(word) || text.includes(word))) {
            const score = words.filter((word) => head.includes(word)).length;
            hits.push({ href: page + "#" + id, title, score });
        }
    }
    const better = (a, b) => b.score - a.score || (a.score ? a.title.length - b.title.length : 0);
    return hits.sort(better).slice(0, 20);
}

function show() {
    const items = search(field.value).map(({ href, title }) => {
        const link = document.createElement("a");
        link.href = href;
        link.textContent = title;
        return link;
    });
    if (items.length === 0 && field.value.trim()) {
        items.push(document.createTextNode("Nothing found."));
    }
    found.replaceChildren(...items.map((item) => {
        const line = document.createElement("li");
        line.append(item);
        return line;
    }));
}

field.addEventListener("input", show);
field.addEventListener("keydown", (event) => {
    const first = found.querySelector("a");
    if (event.key === "Enter" && first) first.click();
});
document.addEventListener("keydown", (event) => {
    if (event.key === "/" && event.target.tagName !== "INPUT") {
        event.preventDefault();
        field.focus();
    } else if (event.key === "Escape") {
        found.replaceChildren();
    }
});
document.addEventListener("click", (event) => {
    if (!event.target.closest("search")) found.replaceChildren();
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
    const wide = "main pre, .table, .equation, math[display=block]";
    for (const part of document.querySelectorAll(wide)) {
        if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;
        else part.removeAttribute("tabindex");
    }
}
reachable();
addEventListener("resize", reachable);
document.fonts.ready.then(reachable);
