// Opens every page of the book in headless Chromium, from disk, and reports:
// links and anchors that lead nowhere, requests that leave the book, errors of
// scripts, what is wider than the window, figures without a text, and what
// axe-core finds in light and in dark.
//
//     NODE_PATH=… node docs/weaver/check_book.mjs build/book
import { createRequire } from "node:module";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(resolve(process.env.NODE_PATH, "x.js"));
const { chromium } = require("playwright-core");
const faces = readFileSync("docs/weaver/faces.py", "utf8");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const book = resolve(process.argv[2]);
const pages = readdirSync(book).filter((name) => name.endsWith(".html"));
const anchors = new Map(); // page -> its ids
const links = [];          // [page, href]
let faults = 0;

function fault(page, what) {
    console.error(`${page}: ${what}`);
    faults++;
}

// What is wider than the window, but may not be scrolled on its own.
function tooWide() {
    return document.documentElement.scrollWidth > window.innerWidth
        ? [...document.querySelectorAll("main *")]
            .filter((e) => e.getBoundingClientRect().right > window.innerWidth &&
                           !e.closest("pre, table, math, .equation, figure"))
            .slice(0, 3).map((e) => e.outerHTML.slice(0, 80)).concat("the page")
        : [];
}

// Figures and tables that a phone cannot show whole (book.css). A still figure may be
// hidden by what moves in its place, so it has no width.
function scrolled() {
    for (const part of document.querySelectorAll("main details")) part.open = true;
    const figures = [...document.querySelectorAll("main figure > svg")]
        .filter((e) => 0.85 * parseInt(e.style.getPropertyValue("--size"), 10) > 391);
    const tables = [...document.querySelectorAll("main .table")]
        .filter((e) => e.scrollWidth > e.clientWidth);
    return [...figures, ...tables].map((e) =>
        (e.getAttribute("aria-label") ?? e.textContent.trim()).replace(/\s+/g, " ").slice(0, 60));
}

// Blocks of C of more than 25 lines without a word between their functions. One function
// may be longer.
function longListings() {
    return [...document.querySelectorAll("main pre.sourceCode.c")]
        .map((e) => e.innerText.split("\n"))
        .filter((lines) => lines.length > 25 && lines.filter((l) => /^};?$/.test(l)).length > 1)
        .map((lines) => `${lines.length} lines from ${lines.find((l) => l !== "")}`);
}

// The characters that a font has been cut to.
function charactersOf(name) {
    const ranges = faces.match(new RegExp(`${name} = \\(([^)]+)\\)`))[1];
    return ranges.match(/[0-9A-F]+(-[0-9A-F]+)?/g).map((range) =>
        range.split("-").map((end) => parseInt(end, 16)));
}

// Characters of a page that are in none of its fonts.
async function strangers(tab) {
    const [formulas, words] = await tab.evaluate(() => {
        const copy = document.querySelector("main").cloneNode(true);
        const all = [...copy.querySelectorAll("math")].map((e) => e.textContent).join("");
        copy.querySelectorAll("math, svg, script, .live").forEach((e) => e.remove());
        return [all, copy.textContent];
    });
    const missing = (text, name) => [...new Set(text)].filter((c) => c > " " &&
        !charactersOf(name).some(([from, to = from]) =>
            from <= c.codePointAt() && c.codePointAt() <= to));
    return [...missing(formulas, "FORMULAS"), ...missing(words, "WORDS")];
}

// On the second look, dark and narrow, only what depends on colour and width.
const SEEN = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"];

async function axeFaults(tab, only) {
    // All code looks alike: three blocks of a page stand for it, or axe takes minutes.
    await tab.$$eval("pre.numberSource", (all) => all.slice(3).forEach((e) => e.remove()));
    const options = only ? { preload: false, runOnly: only } : { preload: false };
    const { violations } = await tab.evaluate((o) => window.axe.run(document, o), options);
    // axe does not see that a formula in a heading of a table is text.
    const formula = (v, n) => v.id === "empty-table-header" && n.html.includes("<math");
    return violations.flatMap((v) => v.nodes.filter((n) => !formula(v, n)).slice(0, 2)
        .map((n) => `${v.id}: ${n.html.slice(0, 120)}`));
}

async function checkLook(tab, page, colorScheme, width, rules) {
    await tab.emulateMedia({ colorScheme });
    await tab.setViewportSize({ width, height: 900 });
    // The page's own scripts see the new size one frame later.
    await tab.evaluate(() => new Promise((done) =>
        requestAnimationFrame(() => requestAnimationFrame(done))));
    for (const what of await tab.evaluate(tooWide)) fault(page, `${width} px: too wide: ${what}`);
    for (const what of await axeFaults(tab, rules)) fault(page, `${colorScheme}: ${what}`);
}

async function checkPage(tab, page) {
    await tab.goto(pathToFileURL(resolve(book, page)).href);
    anchors.set(page, new Set(await tab.$$eval("[id]", (all) => all.map((e) => e.id))));
    const hrefs = await tab.$$eval("a[href]", (all) => all.map((e) => e.getAttribute("href")));
    for (const href of hrefs) {
        links.push([page, href]);
    }
    const dumb = await tab.$$eval("img:not([alt]), svg[role=img]:not([aria-label])",
        (all) => all.length);
    if (dumb) fault(page, `${dumb} figures without an alt text`);
    for (const what of await tab.evaluate(longListings)) fault(page, `no word in ${what}`);
    for (const what of await strangers(tab)) fault(page, `no font of ours has a ${what}`);
    await tab.evaluate(axe);
    await checkLook(tab, page, "light", 1280, null);
    await checkLook(tab, page, "dark", 390, SEEN);
    for (const what of await tab.evaluate(scrolled)) fault(page, `wider than a phone: ${what}`);
}

// One tab, from page to page, until none is left.
async function checkPages(browser, rest) {
    const tab = await browser.newPage();
    let page;
    tab.on("request", (r) => {
        if (!/^(file|data):/.test(r.url())) fault(page, `asks for ${r.url()}`);
    });
    tab.on("requestfailed", (r) => fault(page, `cannot load ${r.url()}`));
    tab.on("pageerror", (e) => fault(page, `script: ${e.message}`));
    while ((page = rest.pop())) await checkPage(tab, page);
    await tab.close();
}

function checkLink(page, href) {
    if (/^https?:/.test(href)) return;
    const [file, id] = href.split("#");
    const target = decodeURIComponent(file) || page;
    if (!existsSync(resolve(book, target))) {
        fault(page, `dead link ${href}`);
    } else if (id && anchors.has(target) && !anchors.get(target).has(decodeURIComponent(id))) {
        fault(page, `dead anchor ${href}`);
    }
}

// The search answers what tests/docs/search.txt wants, and Enter follows the first answer.
async function checkSearch(browser) {
    const tab = await browser.newPage();
    await tab.goto(pathToFileURL(resolve(book, "index.html")).href);
    const table = readFileSync("tests/docs/search.txt", "utf8");
    for (const [, query, wanted] of table.matchAll(/^([^#].*?) {2,}(\S+)$/gm)) {
        await tab.fill("#search", query);
        const links = await tab.$$eval("#found a", (all) => all.map((e) => e.getAttribute("href")));
        if (!links.slice(0, 3).includes(wanted))
            fault("search", `${query} leads to ${links.slice(0, 3)}, not to ${wanted}`);
    }
    await tab.press("#search", "Enter");
    if (!tab.url().includes("#")) fault("search", "Enter leads nowhere");
    await tab.close();
}

const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic"],
});
const rest = [...pages];
await Promise.all([checkPages(browser, rest), checkPages(browser, rest)]);
for (const [page, href] of links) checkLink(page, href);
await checkSearch(browser);
await browser.close();
console.log(`${pages.length} pages, ${links.length} links: ${faults} faults`);
process.exit(faults > 0 ? 1 : 0);
