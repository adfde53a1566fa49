// The search: in the field at the top, over window.SEARCH, one record for each section
// and for each name that the code defines: [page, id, title, text, kind].
"use strict";

const field = document.getElementById("search");
const found = document.getElementById("found");

// What people type, and what the book says instead.
const SAID_HERE = {
    backprop: "backpropagation", "back-propagation": "backpropagation", bp: "backpropagation",
    optimizer: "optimiser", optimizers: "optimisers", initialization: "initialisation",
    normalization: "standardising", normalisation: "standardising", normalize: "standardising",
    standardization: "standardising", standardize: "standardising",
    generalization: "generalisation",
    neuron: "unit", neurons: "units", dense: "linear", fc: "linear", mlp: "perceptron",
    lr: "learning rate", nn: "layers", logistic: "sigmoid", mse: "mean squared error",
    checkpoint: "saving", serialization: "saving", rng: "random", prng: "random",
    dataset: "data", minibatch: "mini-batch", gd: "gradient descent", cnn: "network",
    iris: "flowers", logit: "logits", confusion: "confusion matrix", relus: "relu",
};
const LISTS = /^(bibliography|functions|notebook|pytorch)\./; // that name everything
const KINDS = ["section", "public", "type", "private"];

function wordsOf(query) {
    const typed = query.toLowerCase().replace(/[()]/g, " ").split(/\s+/).filter(Boolean);
    return typed.flatMap((word) => (SAID_HERE[word] ?? word).split(" "));
}

// How well a word fits a text: 0 is a word of it, 1 the beginning of one, 2 inside one,
// 3 nowhere.
function fit(word, text) {
    let best = 3;
    for (let at = text.indexOf(word); at >= 0 && best > 0; at = text.indexOf(word, at + 1)) {
        const begins = at === 0 || !/[\p{L}\d]/u.test(text[at - 1]);
        const ends = !/[\p{L}\d]/u.test(text[at + word.length] ?? " ");
        best = Math.min(best, begins ? (ends ? 0 : 1) : 2);
    }
    return best;
}

// The records in which each word stands, best first: in the title before in the text,
// whole words before parts, sections before functions, short titles before long ones.
function search(query) {
    const words = wordsOf(query), hits = [];
    if (words.length === 0) return hits;
    const whole = query.trim().toLowerCase().replace(/\(\)$/, "");
    for (const [page, id, title, text, kind] of window.SEARCH) {
        const head = title.replace(/^.* › /, "").toLowerCase(), body = text.toLowerCase();
        let rank = 0;
        for (const word of words) {
            const above = fit(word, head), below = fit(word, body);
            rank += Math.min(above, above < 2 || below === 3 ? above : 3 + below);
            if (above === 3 && below === 3) rank = Infinity;
        }
        if (rank === Infinity) continue;
        if (kind === "private") rank += 2;
        if (LISTS.test(page) && rank > 2) rank += 1;
        if (head.replace(/\(\)$/, "") === whole) rank = -1;
        hits.push({ href: page + "#" + id, title, text, words,
                    order: [rank, KINDS.indexOf(kind), head.length] });
    }
    return hits.sort((a, b) => a.order[0] - b.order[0] || a.order[1] - b.order[1] ||
                               a.order[2] - b.order[2]).slice(0, 20);
}

// The beginning of the text, or some words around the first that was looked for, which is
// marked.
function excerpt({ text, words }) {
    const line = document.createElement("small"), body = text.toLowerCase();
    const word = words.find((w) => body.includes(w));
    if (!word) {
        line.textContent = text.length > 90 ? text.slice(0, 90) + "…" : text;
        return line;
    }
    const at = body.indexOf(word), from = Math.max(0, body.lastIndexOf(" ", at - 30));
    const mark = document.createElement("mark");
    mark.textContent = text.slice(at, at + word.length);
    line.append((from ? "…" : "") + text.slice(from, at), mark,
                text.slice(at + word.length, at + word.length + 60) + "…");
    return line;
}

function show() {
    const items = search(field.value).map((hit) => {
        const link = document.createElement("a");
        link.href = hit.href;
        link.append(hit.title, excerpt(hit));
        return link;
    });
    if (items.length === 0 && field.value.trim()) items.push("Nothing found.");
    found.replaceChildren(...items.map((item) => {
        const line = document.createElement("li");
        line.append(item);
        return line;
    }));
}

// Up and down go through the field and what was found.
function walk(step) {
    const stops = [field, ...found.querySelectorAll("a")];
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (next) next.focus();
}

field.addEventListener("input", show);
document.querySelector("search").addEventListener("keydown", (event) => {
    const first = found.querySelector("a");
    if (event.key === "Enter" && event.target === field && first) first.click();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
        event.preventDefault();
        walk(step);
    }
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
    const chosen = event.target.closest("#found a");
    if (chosen || !event.target.closest("search")) found.replaceChildren();
});
