// Uses the site as a learner does, in Chromium, from a server on this machine, and reports
// what is not as it should be: other words than make grade has, waiting, what is lost by
// a reload or a new version, what does not work without a network, what axe finds.
//
//     NODE_PATH=… CHROMIUM=… node check_site.mjs BUILD
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { resolve } from "node:path";
import { itemText, native, said, troubleText } from "./native.mjs";
import { CASES, instead } from "./cases.mjs";
import { TRIES } from "./tries.mjs";

const require = createRequire(resolve(process.env.NODE_PATH, "x.js"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const build = resolve(process.argv[2]), site = `${build}/site`;
const ALL = process.env.ALL === "1"; // else a sample of what takes long
const MOST = 30e6; // bytes of the compiler
const FIRST = 10, LATER = 1.5; // seconds on two cores that have nothing else to do
let faults = 0;

function fault(where, what) {
    console.error(`${where}: ${what}`);
    faults++;
}
function expect(where, what, found, wanted) {
    if (found !== wanted) fault(where, `${what}: the page has\n${found}\nand not\n${wanted}`);
}

// ---- a host that only gives files, and counts -----------------------------------------

const KINDS = { html: "text/html", js: "text/javascript", mjs: "text/javascript", css: "text/css",
    json: "application/json", wasm: "application/wasm", woff2: "font/woff2" };
const asked = [], changed = new Map();
const server = createServer((request, response) => {
    const path = new URL(request.url, "http://x").pathname.slice(1) || "index.html";
    asked.push(path);
    try {
        const bytes = changed.get(path) ?? readFileSync(`${site}/${path}`);
        response.writeHead(200, { "content-type": KINDS[path.split(".").pop()] ??
            "application/octet-stream", "content-length": bytes.length });
        response.end(bytes);
    } catch (e) {
        if (!path.endsWith("favicon.ico")) fault(path, "is asked for, and is not there");
        response.writeHead(404).end();
    }
});
await new Promise((done) => { server.listen(0, "127.0.0.1", done); });
const home = `http://127.0.0.1:${server.address().port}/`;

const profile = mkdtempSync(`${tmpdir()}/kindling-site-`);
const open = (options = {}) => chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM, args: ["--no-sandbox"], acceptDownloads: true,
    viewport: { width: 1280, height: 900 }, ...options });
let context = await open();
await context.addInitScript("delete window.showDirectoryPicker");
let tab = await context.newPage();

function listen() {
    tab.on("pageerror", (e) => fault(tab.url(), e.stack));
    tab.on("request", (request) => {
        if (!request.url().startsWith(home) && !/^(blob|data):/.test(request.url()))
            fault(tab.url(), `asks ${request.url()}`);
    });
}
listen();

// ---- what a learner does -----------------------------------------------------------------

const part = (name) => tab.locator(`[data-part="${name}"]`);
const number = (name) => name.split("-")[0];
const idle = () => tab.waitForSelector("#workbench:not([aria-busy])", { timeout: 120000 });

async function visit(page) {
    await tab.goto(home + page);
    if (/^\d/.test(page)) await tab.waitForSelector("#workbench[data-ready]");
}

// As if it had been written there: the page keeps what stands in the editor.
async function write(name, text) {
    await tab.evaluate(([key, value]) => localStorage.setItem(key, value),
        [`kindling-work:${name}`, text]);
    await visit(`${name}.html`);
}

async function press(button) {
    const began = performance.now();
    await part(button).click();
    await idle();
    return (performance.now() - began) / 1000;
}

// What the page shows of a report, in the form of said().
async function shown() {
    const items = await tab.$$eval(".items li", (all) => all.map((item) =>
        [".what", ".points", "pre", ".likely"].map((name) =>
            item.querySelector(name)?.textContent ?? "")));
    if (!items.length) return troubleText(await part("report").textContent());
    return items.map(([title, points, ...texts]) => itemText(title, parseFloat(points),
        texts.filter(Boolean).map((text) => `${text}\n`).join(""))).join("");
}

async function checkFirst() {
    const list = JSON.parse(readFileSync(`${site}/clang/list.json`, "utf8"));
    const sizes = list.map(({ name }) => statSync(`${site}/clang/${name}.gz`).size);
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    if (bytes > MOST) fault("clang", `has ${bytes} bytes`);
    await visit("index.html");
    await visit("1.1-mse-gradient.html");
    if (asked.some((path) => /^clang\/.*gz/.test(path))) fault("1.1", "loads the compiler unasked");
    const bar = tab.waitForFunction(() => /[1-9].* of 23\.\d MB/.test(
        document.querySelector("[data-part=loading-text]").textContent), null, { timeout: 60000 });
    const loaded = tab.waitForFunction(() => document.querySelector(
        "[data-part=status]").textContent.startsWith("The compiler is made"), null,
    { timeout: 120000, polling: 20 }).then(() => performance.now());
    const graded = press("grade").then(() => performance.now());
    await bar;
    const first = (await graded - await loaded) / 1000, later = [];
    for (let i = 0; i < 3; i++) later.push(await press("grade"));
    const best = Math.min(...later), busy = Math.max(1, loadavg()[0] / cpus().length);
    console.log(`The compiler: ${(bytes / 1e6).toFixed(1)} MB. First grade ${first.toFixed(1)} s ` +
        `after it is there, later ${best.toFixed(1)} s.`);
    if (first > FIRST * busy) fault("1.1", `the first grade takes ${first} s`);
    if (best > LATER * busy) fault("1.1", `a later grade takes ${best} s`);
}

// The same words as in the terminal.
async function checkCases(cases) {
    for (const [title, name, text] of cases) {
        await write(name, text);
        await press("grade");
        expect(`${number(name)}, ${title}`, "it", await shown(),
            said(await native(build, name, text)));
    }
}

// Nothing is reached and nothing earned, whatever is tried: of mse the point is missing.
async function checkTries() {
    const name = "1.1-mse-gradient";
    const own = /^(1\.1-mse|exercises\/1\.1-mse|kit\/|clang\/list|[\w-]+\.(js|css|woff2)$)/;
    for (const [what, code, before = ""] of TRIES.filter((_, i) => i % 6 === 0 || ALL)) {
        const file = instead(code, before), count = asked.length;
        await write(name, file);
        await press("grade");
        const status = await part("status").textContent();
        const [, points] = status.match(/^([\d.]+) of 6 points/) ?? [];
        if (!(Number(points) <= 5)) fault(what, `it earns: ${status}`);
        for (const path of asked.slice(count))
            if (!own.test(path)) fault(what, `${path} is asked for`);
        const keys = await tab.evaluate(() => Object.keys(localStorage).filter((key) =>
            !/^kindling-(work|score|hints|backup):|^read$|^theme$/.test(key)).join(" "));
        expect(what, "what is kept", keys, "");
    }
    await checkCases(CASES.slice(0, 1));
}

// Of each stage the first and the last, or with ALL=1 all.
async function checkSolutions() {
    const names = readdirSync(`${site}/exercises`).filter((name) => name.endsWith(".json"))
        .map((name) => name.slice(0, -5)).sort();
    for (const [i, name] of names.entries()) {
        const edge = names[i - 1]?.[0] !== name[0] || names[i + 1]?.[0] !== name[0];
        if (!edge && !ALL) continue;
        await write(name, readFileSync(`tests/exercises/${name}/solution.c`, "utf8"));
        await press("grade");
        const status = await part("status").textContent();
        const [, points, most] = status.match(/^([\d.]+) of ([\d.]+) points/) ?? [];
        if (!points || points !== most) fault(name, `the solution has: ${status}`);
        await tab.locator("[data-part=solution] summary").waitFor();
    }
}

async function checkButtons() {
    const name = "1.1-mse-gradient";
    await write(name, CASES.find(([title]) => title === "printing")[2]);
    await press("run");
    const printed = await part("report").textContent();
    if (!/--- the mean squared error[^]*n is 2[^]*loss is 5/.test(printed))
        fault("Run", `prints ${printed.slice(0, 300)}`);
    await part("hint").click();
    await part("hint").click();
    expect("Hint", "there are", await part("hints").locator("h3").count(), 2);
    await part("reset").click();
    const text = () => tab.evaluate((key) => localStorage.getItem(key), `kindling-work:${name}`);
    if ((await text()).includes("printf")) fault("Reset", "does not begin anew");
    await part("reset").click();
    if (!(await text()).includes("printf")) fault("Reset", "does not bring back what was there");
}

// By the keyboard alone: to the editor, out of it, to each button.
async function checkKeys() {
    await visit("1.1-mse-gradient.html");
    await tab.locator('a[href="#workbench"]').focus();
    await tab.keyboard.press("Enter");
    const where = () => tab.evaluate(() => document.activeElement.closest(".cm-content") ? "editor"
        : document.activeElement.dataset.part ?? document.activeElement.tagName);
    for (let i = 0; i < 12 && await where() !== "editor"; i++) await tab.keyboard.press("Tab");
    expect("keys", "Tab leads to", await where(), "editor");
    await tab.keyboard.type("/");
    expect("keys", "a / leads to", await where(), "editor");
    await tab.keyboard.press("Backspace");
    await tab.keyboard.press("Tab");
    expect("keys", "Tab in the editor leads to", await where(), "editor");
    await tab.keyboard.press("Control+z");
    await tab.keyboard.press("Escape");
    await tab.keyboard.press("Tab");
    expect("keys", "Esc and Tab lead to", await where(), "grade");
    await tab.keyboard.press("Shift+Tab");
    await tab.keyboard.press("Control+Enter");
    await tab.waitForSelector("#workbench[aria-busy]");
    await idle();
}

async function checkAxe(where) {
    await tab.evaluate(axe);
    const { violations } = await tab.evaluate(() => window.axe.run(document, { preload: false }));
    // axe does not see that a formula in a heading of a table is text.
    const real = violations.filter(({ id, nodes }) => id !== "empty-table-header" ||
        !nodes.every(({ html }) => html.includes("<math")));
    for (const { id, nodes } of real)
        fault(where, `axe: ${id}: ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary}`);
}

async function checkLooks() {
    for (const theme of ["light", "dark"])
        for (const width of [1280, 390]) {
            await tab.setViewportSize({ width, height: 800 });
            await tab.evaluate((value) => localStorage.setItem("theme", value), theme);
            await visit("1.1-mse-gradient.html");
            await press("grade");
            const where = `${width} px, ${theme}`;
            const over = await tab.evaluate(() => document.documentElement.scrollWidth) - width;
            if (over > 0) fault(where, `the page is ${over} px too wide`);
            await checkAxe(where);
            await visit("progress.html");
            await checkAxe(`${where}, progress`);
        }
    await tab.setViewportSize({ width: 1280, height: 900 });
}

// The files of work/: out and in again, unchanged.
async function checkFiles() {
    const name = "1.1-mse-gradient", text = CASES[0][2] + "// Größe\n";
    await write(name, text);
    await visit("progress.html");
    const coming = tab.waitForEvent("download");
    await part("save").click();
    const zip = await (await coming).path();
    const out = execFileSync("unzip", ["-p", zip, `work/${name}.c`], { encoding: "utf8" });
    expect("files", "what is saved", out, text);
    await tab.evaluate(() => localStorage.clear());
    await visit("progress.html");
    const names = (path) => part("files").setInputFiles(path);
    await names([{ name: "work.zip", mimeType: "application/zip", buffer: readFileSync(zip) }]);
    await tab.waitForFunction(() => /files? (are|is) here/.test(
        document.querySelector("[data-part=said]").textContent));
    const now = await tab.evaluate((key) => localStorage.getItem(key), `kindling-work:${name}`);
    expect("files", "what is loaded", now, text);
    const one = `${build}/site-work/2.1-linear.c`;
    await names(one);
    await tab.waitForFunction(() => localStorage.getItem("kindling-work:2.1-linear"));
    expect("files", "a file", await tab.evaluate(() =>
        localStorage.getItem("kindling-work:2.1-linear")), readFileSync(one, "utf8"));
}

// A new version of the site, then none at all: the work stays, and so does the compiler.
async function checkOffline() {
    const name = "1.1-mse-gradient", text = `${CASES[0][2]}\n// mine\n`;
    await write(name, text);
    const worker = readFileSync(`${site}/sw.js`, "utf8");
    changed.set("sw.js", Buffer.from(worker.replace(/"site\.css":"\w+"/, '"site.css":"new"')));
    changed.set("site.css", Buffer.from(`${readFileSync(`${site}/site.css`)}/* new */`));
    await tab.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        const changes = new Promise((done) => { registration.onupdatefound = done; });
        await registration.update();
        await changes;
    });
    await tab.waitForFunction(async () => (await (await fetch("site.css")).text()).includes("new"),
        null, { timeout: 20000 });
    await context.close();
    await new Promise((done) => { server.close(done); server.closeAllConnections(); });
    context = await open();
    tab = context.pages()[0] ?? await context.newPage();
    listen();
    await visit(`${name}.html`);
    await press("grade");
    const status = await part("status").textContent();
    if (!/^\d.* points/.test(status)) fault("without a network", `Grade says: ${status}`);
    expect("without a network", "the work", await tab.evaluate((key) => localStorage.getItem(key),
        `kindling-work:${name}`), text);
    await visit("stage3.html");
    await visit("progress.html");
}

try {
    await checkFirst();
    await checkCases(CASES.filter((_, i) => i % 4 === 0 || ALL));
    await checkTries();
    await checkSolutions();
    await checkButtons();
    await checkKeys();
    await checkLooks();
    await checkFiles();
    await checkOffline();
} catch (e) {
    fault(tab.url(), e.stack);
}
await context.close();
server.close();
rmSync(profile, { recursive: true, force: true });
const loads = asked.filter((path) => path.startsWith("clang/llvm.core.wasm")).length;
expect("clang", "how often it is loaded", loads, 1);
console.log(faults ? `FAILED: ${faults} faults.` : "The site is right.");
process.exit(faults ? 1 : 0);
