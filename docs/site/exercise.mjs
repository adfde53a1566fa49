// An exercise's page: editor, Grade, Run, Hint, Reset, and after full marks the solution.
import { isKept } from "./clang.mjs";
import { openEditor, replaceText, showMessages, textOf } from "./editor.mjs";
import { backup, hints, pointsText, score, work } from "./work.mjs";

const bench = document.getElementById("workbench"), name = bench.dataset.exercise;
const part = (wanted) => bench.querySelector(`[data-part="${wanted}"]`);
const COMPILER_SECONDS = 40;

function add(parent, kind, text, className) {
    const element = parent.appendChild(document.createElement(kind));
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
}

const say = (text) => { part("status").textContent = text; };
const buttons = ["grade", "run"].map(part);

// ---- the worker: one at a time ------------------------------------------------

let worker = null, clock = null;

function stopWorker() {
    clearTimeout(clock);
    worker?.terminate();
    worker = null;
}

function showLoading(loaded, all) {
    const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
    part("loading").hidden = loaded >= all;
    part("loading").querySelector("progress").value = loaded / all;
    part("loading-text").textContent =
        `The compiler is loaded, once: ${megabytes(loaded)} of ${megabytes(all)} MB`;
    if (loaded >= all) say("The compiler is made ready.");
}

// Asks the worker for a job, when it has done the one before; hear is given what comes
// before the end.
let before = Promise.resolve();
function ask(job, hear) {
    const answer = before.then(() => askNow(job, hear));
    before = answer.catch(() => {});
    return answer;
}

function askNow(job, hear) {
    worker ??= new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    return new Promise((done, failed) => {
        const late = () => {
            stopWorker();
            failed(new Error("The compiler was stopped: it needed more than " +
                `${COMPILER_SECONDS} seconds.`));
        };
        worker.onmessage = ({ data }) => {
            if ("loaded" in data) showLoading(data.loaded, data.all);
            else if (data.step) clock = setTimeout(late, 1000 * COMPILER_SECONDS);
            else if (data.failed !== undefined) failed(new Error(data.failed));
            else if (data.done !== undefined) done(data.done);
            else hear(data);
        };
        worker.onerror = (event) => failed(new Error(event.message));
        worker.postMessage({ job, name, text: textOf(view) });
    }).finally(() => clearTimeout(clock));
}

async function busy(words, job) {
    for (const button of buttons) button.disabled = true;
    bench.setAttribute("aria-busy", "true");
    say(words);
    try {
        await job();
    } catch (e) {
        stopWorker();
        part("loading").hidden = true;
        say(`It did not work: ${e.message}`);
    }
    for (const button of buttons) button.disabled = false;
    bench.removeAttribute("aria-busy");
}

// ---- the report -----------------------------------------------------------------

function showItem(list, { name: title, score: points, max_score: most, status, output }) {
    const passed = status === "passed", item = add(list, "li", undefined, status);
    const words = output.trim().split("\n"), last = words.at(-1);
    const likely = last.startsWith("Likely: ") ? words.pop() : null;
    add(item, "span", passed ? "✓" : "✗", "mark").setAttribute("aria-hidden", "true");
    add(item, "span", `${pointsText(points)} of ${pointsText(most)}`, "points");
    add(item, "span", title.replace(/^\S+ /, "")).className = "what";
    if (!passed && words.join("")) add(item, "pre", words.join("\n")).tabIndex = 0;
    if (likely) add(item, "p", likely, "likely");
}

// Where there is no program, every item says the same.
function showReport({ log, report }) {
    const box = part("report"), { tests, score: points } = report;
    const most = tests.reduce((sum, { max_score }) => sum + max_score, 0);
    const trouble = tests.every(({ output }) => output.startsWith("It could not be built:"));
    box.replaceChildren();
    score.set(name, { points, of: most });
    showMessages(view, log, name);
    if (trouble) {
        add(box, "pre", tests[0].output.trim()).tabIndex = 0;
    } else {
        const list = add(box, "ol", undefined, "items");
        for (const test of tests) showItem(list, test);
    }
    const warns = points < most && !trouble && / warning: /.test(log);
    const stuck = points === 0 || points < most ? " Stuck? Take a hint." : "";
    say(`${pointsText(points)} of ${pointsText(most)} points.` +
        (warns ? " The compiler warns of a line: see the editor." : "") + stuck);
    if (points === most) showSolution();
}

async function showSolution() {
    const { compare, solution } = await exercise(), box = part("solution");
    const next = document.querySelector("nav.neighbours [rel=next]");
    box.replaceChildren();
    // "adam_step in common/optim.c": each file is a page, too.
    const said = add(box, "p", "All is right. Compare it with ");
    for (const word of compare.split(/(\S+\.[ch]\b)/)) {
        const page = word.match(/(\w+)\.[ch]$/);
        if (page) add(said, "a", word).href = `${page[1]}.html`;
        else said.append(word);
    }
    said.append(".");
    if (next && /^\d/.test(next.getAttribute("href"))) {
        said.append(" Next: ");
        add(said, "a", next.textContent.replace(" →", "")).href = next.getAttribute("href");
    }
    if (solution) {
        const details = add(box, "details");
        add(details, "summary", "The solution, and why it works");
        add(details, "div").innerHTML = solution;
        details.querySelector("h1")?.remove();
    }
}

// ---- the buttons ------------------------------------------------------------------

let loaded = null;
const exercise = () => loaded ??= fetch(`exercises/${name}.json`).then((got) => got.json());

const grade = () => busy("It is graded.", async () => showReport(await ask("grade")));

const run = () => busy("It runs.", async () => {
    const box = part("report"), decoder = new TextDecoder();
    box.replaceChildren();
    const printed = add(box, "pre", undefined, "printed");
    printed.tabIndex = 0;
    const hear = ({ title, printed: bytes }) =>
        printed.append(title ? `--- ${title}\n` : decoder.decode(bytes, { stream: true }));
    const { log, built } = await ask("run", hear);
    showMessages(view, log, name);
    if (!built) printed.append(log);
    say(built ? "That was your code, in all cases." : "It could not be built.");
});

async function showHints(count) {
    const all = (await exercise()).hints, box = part("hints");
    box.replaceChildren();
    for (const [i, hint] of all.slice(0, count).entries()) {
        add(box, "h3", `Hint ${i + 1} of ${all.length}`);
        add(box, "div").innerHTML = hint;
    }
    part("hint").disabled = count >= all.length;
}

async function hint() {
    const count = Number(hints.get(name) ?? 0) + 1;
    hints.set(name, String(count));
    await showHints(count);
    part("hints").lastElementChild.scrollIntoView({ block: "nearest" });
}

// Anew, or back to what was there before.
function reset() {
    const mine = textOf(view), kept = backup.get(name);
    if (kept !== null && mine === stub) {
        replaceText(view, kept);
        backup.set(name, null);
        say("Yours is back.");
    } else {
        replaceText(view, stub);
        backup.set(name, mine);
        say("It begins anew. Reset once more brings yours back.");
    }
}

function changed(text) {
    if (!work.set(name, text)) say("This browser keeps nothing: save your work to a folder.");
}

const { stub } = await exercise();
const view = openEditor(part("editor"), work.get(name) ?? stub, { changed, grade });
part("grade").addEventListener("click", grade);
part("run").addEventListener("click", run);
part("hint").addEventListener("click", hint);
part("reset").addEventListener("click", reset);
if (hints.get(name)) showHints(Number(hints.get(name)));
const known = score.get(name);
if (known) say(`${pointsText(known.points)} of ${pointsText(known.of)} points, last time.`);
if (known && known.points === known.of) showSolution();
// Where the compiler is here already it is made ready while somebody writes.
part("editor").addEventListener("focusin", async () => {
    if (!worker && await isKept()) ask("load").then(() => say(""), () => {});
}, { once: true });
bench.dataset.ready = "";
