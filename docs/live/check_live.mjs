// Opens each page in which something moves, from disk, and reports: numbers that are
// not those of the program on this machine, errors of scripts, requests, text that
// moves while the page loads, what axe finds, and a missing still figure.
//
// With FEW=1, and in Firefox, where there is one, each with its first settings only.
//
//     NODE_PATH=… CHROMIUM=… FIREFOX=… FEW=… node docs/live/check_live.mjs build [page]
import { createRequire } from "node:module";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(resolve(process.env.NODE_PATH, "x.js"));
const { chromium, firefox } = require("playwright-core");
const { ws } = require("playwright-core/lib/utilsBundle");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const build = resolve(process.argv[2]);
let faults = 0;
let few = Boolean(process.env.FEW);
let where = ""; // besides Chromium
const some = (cases) => few ? cases.slice(0, 2) : cases;

function fault(page, what) {
    console.error(`${page}${where}: ${what}`);
    faults++;
}

function expect(page, what, found, wanted) {
    if (found !== wanted) fault(page, `${what}: the page has\n${found}\nand not\n${wanted}`);
}

// What a program prints on this machine; on stderr if it fails.
function native(command, cwd) {
    const [program, ...words] = command.split(" ");
    try {
        return execFileSync(resolve(build, "bin", program.replace("./", "")),
            ["--no-plot", ...words], { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    } catch (e) {
        return e.stderr;
    }
}

// Several times: the page hears of the last one only, or each would be a training.
const press = async (tab, name, key, times) => {
    const input = tab.locator(`.widget [name="${name}"]`);
    const deaf = (listen) => tab.evaluate((change) => {
        window.hush ??= (event) => event.stopImmediatePropagation();
        window[change]("input", window.hush, true);
    }, listen);
    await input.focus();
    if (times === 1) return input.press(key);
    await deaf("addEventListener");
    for (let i = 0; i < times; i++) await input.press(key);
    await deaf("removeEventListener");
    await input.dispatchEvent("input");
};
// By keys: in Firefox fill() would leave what stands in a number's field.
const write = async (tab, name, words) => {
    const input = tab.locator(`.widget [name="${name}"]`);
    await input.press("Control+a");
    await input.pressSequentially(words);
};
const text = (tab, part) => tab.locator(`.widget [data-part="${part}"]`).textContent();

// Until what was changed has been drawn.
const frame = async (tab) => {
    await tab.waitForSelector(".widget:not([data-busy])");
    await tab.evaluate(() => new Promise((done) =>
        requestAnimationFrame(() => requestAnimationFrame(done))));
};

// The training of stage 3: what it prints and says, after these keys.
const STAGE3 = [
    [],
    [["hidden", "ArrowLeft", 14]],
    [["activation", "ArrowDown", 1], ["lr", "ArrowRight", 3]],
    [["batch-size", "ArrowRight", 2], ["seed", "ArrowRight", 6]],
    [["epochs", "ArrowLeft", 8], ["standardize", "ArrowDown", 1]],
    [["logits", "Space", 1], ["hidden", "ArrowRight", 30]],
];

async function checkStage3(tab, page) {
    const cases = page === "stage3.html" ? some(STAGE3) : STAGE3.slice(0, 2);
    for (const keys of cases) {
        await openPage(tab, page);
        for (const [name, key, times] of keys) await press(tab, name, key, times);
        await frame(tab);
        const command = await text(tab, "command");
        expect(page, "options", command.split("--").length - 1, keys.length);
        expect(page, command, await text(tab, "printed"), native(command));
        const regions = await tab.locator('.widget [data-part="map"] g path').count();
        if (regions < 2) fault(page, `${command}: the map has ${regions} regions`);
        await checkRings(tab, page, command);
    }
    await press(tab, "epochs", "Home", 1);
    await frame(tab);
    await tab.locator('.widget [data-part="epoch"]').press("Home");
    await frame(tab);
    expect(page, "epoch", await text(tab, "epoch-value"), "0");
    if (page === "stage3.html") await checkTables(tab, page);
}

// As many test rows are ringed as the printed accuracy says. (That of the training rows is
// counted while they are learned, and the rings are of what has been learned.)
async function checkRings(tab, page, command) {
    const [training, test] = (await text(tab, "wrong")).match(/\d+ of \d+/g)
        .map((words) => words.split(" of ").map(Number));
    const printed = (await text(tab, "said")).match(/Test Acc[.]: (\S+)/)[1];
    expect(page, `${command}: named wrongly`, (1 - test[0] / test[1]).toFixed(4), printed);
    const rings = await tab.locator('.widget [data-part="map"] .ring').count();
    expect(page, `${command}: rings`, rings, training[0] + test[0]);
}

// Tables of one's own, chosen and dropped: another one, one that is none, a large one.
const ROWS = Array.from({ length: 40 }, (_, i) => `${i % 7},${i * i % 11},${i % 2 ? "a" : "b"}`);
const TABLES = [
    ["two.csv", `first,second,kind\n${ROWS.join("\n")}\n`],
    ["broken.csv", "a,b,kind\n1,x,y\n"],
    ["large.csv", `first,second,kind\n${`${"1".repeat(99)},2,c\n`.repeat(3000)}`],
];

async function checkTables(tab, page) {
    const folder = mkdtempSync(resolve(tmpdir(), "tables-"));
    await openPage(tab, page);
    await press(tab, "epochs", "Home", 1);
    for (const [name, rows] of TABLES) {
        writeFileSync(resolve(folder, name), rows);
        const before = await text(tab, "said"), printed = await text(tab, "printed");
        await giveTable(tab, name, rows, resolve(folder, name));
        await tab.waitForFunction((old) =>
            document.querySelector('.widget [data-part="said"]').textContent !== old, before);
        const said = await text(tab, "said"), command = await text(tab, "command");
        const wanted = name === "large.csv" ? "more than 256 kB" : native(command, folder);
        if (wanted.includes("Test Acc")) expect(page, command, await text(tab, "printed"), wanted);
        else if (!said.includes(wanted.trim())) fault(page, `${said}\ndoes not say\n${wanted}`);
        if (name === "large.csv") expect(page, name, await text(tab, "printed"), printed);
    }
    rmSync(folder, { recursive: true });
}

// The first one is dropped on the widget, the others are chosen.
async function giveTable(tab, name, rows, path) {
    if (name !== "two.csv") {
        await tab.locator('.widget [data-part="table"]').setInputFiles(path);
        return;
    }
    const transfer = await tab.evaluateHandle(([n, r]) => {
        const data = new DataTransfer();
        data.items.add(new File([r], n, { type: "text/csv" }));
        return data;
    }, [name, rows]);
    await tab.dispatchEvent(".widget", "drop", { dataTransfer: transfer });
}

// The training of stage 1: what it prints; and the numbers of its last step.
const STAGE1 = [
    [],
    [["lr", "ArrowRight", 3]],
    [["batch-size", "ArrowRight", 3], ["epochs", "ArrowLeft", 15]],
    [["seed", "ArrowRight", 1], ["batch-size", "ArrowRight", 1]],
    [["epochs", "ArrowRight", 10], ["lr", "ArrowLeft", 2]],
    [["lr", "End", 1]], // each step jumps over the valley
];

async function checkStage1(tab, page) {
    for (const keys of some(STAGE1)) {
        await openPage(tab, page);
        for (const [name, key, times] of keys) await press(tab, name, key, times);
        await frame(tab);
        const command = await text(tab, "command"), wanted = native(command);
        expect(page, "options", command.split("--").length - 1, keys.length);
        if (!wanted.includes("Final")) {
            const said = await text(tab, "said");
            if (!said.includes(wanted.trim())) fault(page, `${said}\ndoes not say\n${wanted}`);
            continue;
        }
        expect(page, command, await text(tab, "printed"), wanted);
        await tab.locator('.widget [data-part="at"]').press("End");
        const cells = await tab.locator('.widget [data-part="move"] td').allTextContents();
        const final = wanted.match(/Final Parameters: (\S+) (\S+)/).slice(1);
        expect(page, "the last step", cells.slice(2, 4).join(" "),
            final.map((n) => Number(n).toFixed(4)).join(" "));
    }
    await checkBeginning(tab, page);
    await checkDragging(tab, page);
}

// What the page says before its program runs, the program says too: the hours in its
// measure. And the buttons of the steps begin again at the end.
async function checkBeginning(tab, page) {
    await openPage(tab, page);
    const markup = readFileSync("docs/live/stage1.html", "utf8").replace(/\n/g, " ");
    const measure = await text(tab, "measure");
    if (!markup.includes(measure)) fault(page, `the page does not say: ${measure}`);
    for (const [button, at] of [["step", "1"], ["step", "2"], ["round", "12"]]) {
        await tab.locator(`.widget [data-part="${button}"]`).click();
        expect(page, button, await text(tab, "at-value"), at);
    }
}

// A dragged point and a dragged start change the loss, and the button takes both back.
async function checkDragging(tab, page) {
    await openPage(tab, page);
    const before = await text(tab, "said"), seen = new Set([before]);
    for (const handle of ['[data-part="line"] .handle', '[data-part="valley"] .start']) {
        const mark = tab.locator(`.widget ${handle}`).first();
        await mark.scrollIntoViewIfNeeded();
        const { x, y, width } = await mark.boundingBox();
        await tab.mouse.move(x + width / 2, y + width / 2);
        await tab.mouse.down();
        await tab.mouse.move(x + 20, y - 40, { steps: 3 });
        await tab.mouse.up();
        await frame(tab);
        seen.add(await text(tab, "said"));
    }
    if (seen.size !== 3) fault(page, `dragged twice, and it says ${[...seen].join(", ")}`);
    await tab.locator('.widget [data-part="back"]').click();
    await frame(tab);
    expect(page, "back", await text(tab, "said"), before);
}

// One step: the values and gradients of the drawing that the program makes.
async function checkOneStep(tab, page) {
    const folder = mkdtempSync(resolve(tmpdir(), "one-step-"));
    for (const times of some([0, 1, 2, 5, 9])) {
        await openPage(tab, page);
        await press(tab, "seed", "ArrowRight", times);
        await frame(tab);
        const command = await text(tab, "command");
        native(command, folder);
        const dot = readFileSync(resolve(folder, "build/stage1/stage1-graph.dot"), "utf8");
        const sorted = (all) => all.sort().join(" ");
        const all = (name) => tab.locator(`.widget ${name}`).allTextContents();
        expect(page, `${command}: values`, sorted(await all(".number")),
            sorted([...dot.matchAll(/\\n([^"\\]+)"/g)].map((m) => m[1])));
        expect(page, `${command}: gradients`, sorted(await all(".gradient")),
            sorted([...dot.matchAll(/-> n.*" (grad \S+)"/g)].map((m) => m[1])));
    }
    rmSync(folder, { recursive: true });
    const at = tab.locator('.widget [data-part="at"]');
    await tab.locator('.widget [data-part="next"]').click(); // begins again
    expect(page, "at the start", await tab.locator(".widget .gradient").count(), 0);
    await tab.locator('.widget [data-part="next"]').click();
    expect(page, "the first operation", await text(tab, "at-value"), "1 of 10, forward pass");
    expect(page, "after one operation", await tab.locator(".widget .number").nth(4)
        .textContent(), "·");
    await write(tab, "x", "0");
    await at.press("End");
    expect(page, "with x = 0", await tab.locator(".widget .number").nth(2).textContent(), "0");
}

// The tape of stage 3: names, shapes and lengths of the program's drawing, and the numbers
// behind a length.
async function checkTape(tab, page) {
    const folder = mkdtempSync(resolve(tmpdir(), "tape-"));
    const all = (name) => tab.locator(`.widget ${name}`).allTextContents();
    for (const times of some([0, 1, 2, 5, 9])) {
        await openPage(tab, page);
        await press(tab, "seed", "ArrowRight", times);
        await frame(tab);
        const command = await text(tab, "command");
        native(command, folder);
        const dot = readFileSync(resolve(folder, "build/stage3/stage3-graph.dot"), "utf8");
        const boxes = [...dot.matchAll(/^ *n\d+ \[label="(\w[^"\\]+|[xy])\\n/gm)].map((m) => m[1]);
        const lengths = [...dot.matchAll(/-> \w+ \[label=" ([^"]+)"/g)].map((m) => m[1]);
        const sorted = (found) => [...found].sort().join(", ");
        expect(page, `${command}: boxes`, sorted(await all(".strong")), sorted(boxes));
        expect(page, `${command}: lengths`, sorted(await all('[data-part="graph"] .gradient')),
            sorted(lengths));
        const numbers = (await all('[data-part="numbers"] text')).map((n) =>
            Number(n.replaceAll("−", "-")));
        const length = Math.hypot(...numbers), wanted = Number(lengths[0].split(" ")[1]);
        if (numbers.length !== 64 || Math.abs(length - wanted) > 0.01 * wanted)
            fault(page, `${command}: ${numbers.length} numbers of length ${length}`);
    }
    rmSync(folder, { recursive: true });
    const at = tab.locator('.widget [data-part="at"]');
    await at.press("Home");
    expect(page, "at the start", await tab.locator(".widget .gradient").count(), 0);
    await tab.locator('.widget [name="shown"]').selectOption({ label: "sigmoid" });
    await frame(tab);
    expect(page, "sigmoid", await text(tab, "caption"), "sigmoid has not been computed yet");
    for (let i = 0; i < 2; i++) await tab.locator('.widget [data-part="next"]').click();
    expect(page, "sigmoid", (await all('[data-part="numbers"] text')).filter((n) => n > 0 && n < 1)
        .length, 32);
}

// Scores: the probabilities that stage 4, the same network, writes for these flowers.
const FLOWERS = [
    [],
    [["petal_length", "ArrowRight", 30], ["petal_width", "ArrowRight", 12]],
    [["petal_length", "End", 1], ["petal_width", "End", 1]],
    [["sepal_width", "Home", 1], ["petal_length", "ArrowRight", 20]],
    [["sepal_length", "End", 1], ["petal_width", "ArrowRight", 8]],
    [["petal_length", "ArrowRight", 34], ["sepal_length", "ArrowRight", 9]],
];

async function checkScores(tab, page) {
    const folder = mkdtempSync(resolve(tmpdir(), "scores-")), path = resolve(folder, "rows.csv");
    const asked = [], found = [];
    for (const keys of FLOWERS) {
        await openPage(tab, page);
        for (const [name, key, times] of keys) await press(tab, name, key, times);
        await frame(tab);
        const sliders = tab.locator(".widget input[type=range]");
        asked.push(await sliders.evaluateAll((all) => all.map((e) => e.value).join(",")));
        const cells = tab.locator('.widget [data-part="probabilities"] td');
        const numbers = (await cells.allTextContents()).map(Number);
        found.push(numbers);
        const surprise = Number((await text(tab, "said")).match(/ = (\S+)[.]$/)[1]);
        if (Math.abs(surprise + Math.log(numbers[0])) > 1e-3 && numbers[0] > 0.1)
            fault(page, `a surprise of ${surprise} at ${numbers[0]}`);
    }
    writeFileSync(path, `sepal_length,sepal_width,petal_length,petal_width\n${asked.join("\n")}\n`);
    const rows = native(`./stage4 --predict ${path}`, folder).trim().split("\n").slice(1);
    rmSync(folder, { recursive: true });
    rows.forEach((row, i) => expect(page, asked[i], found[i].join(" "),
        row.split(",").slice(1).map((p) => Number(Number(p).toFixed(4))).join(" ")));
}

// Stage 5: what it prints, with one activation.
const STAGE5 = [
    [],
    [["activation", "ArrowDown", 2]],
    [["activation", "ArrowDown", 1], ["depth", "ArrowLeft", 6]],
    [["init", "ArrowDown", 2], ["hidden", "ArrowLeft", 8]],
    [["activation", "ArrowDown", 6], ["seed", "ArrowRight", 3]],
    [["activation", "ArrowDown", 5], ["lr", "ArrowRight", 2]],
    [["activation", "ArrowDown", 1], ["depth", "Home", 1]],
];

// As many grey squares as the table of dead units says, in the row of this start.
async function checkDead(tab, page, command) {
    const init = (command.match(/init (\S+)/) || [, "default"])[1];
    const hidden = Number(command.match(/hidden (\d+)|$/)[1] || 16);
    const row = (await text(tab, "printed")).match(new RegExp(`^${init} .*%$`, "m"))[0];
    const shares = await tab.locator('.widget [data-part="dead"]').evaluate((svg, all) =>
        Array.from({ length: 5 }, (_, r) => [...svg.querySelectorAll(".dead")]
            .filter((e) => Math.floor(e.getAttribute("x") / 60) === r).length / all), 3 * hidden);
    expect(page, `${command}: dead`, shares.map((s) => (100 * s).toFixed(1)).join(" "),
        row.match(/[\d.]+(?= %)/g).join(" "));
}

async function checkStage5(tab, page) {
    for (const keys of some(STAGE5)) {
        await openPage(tab, page);
        for (const [name, key, times] of keys) await press(tab, name, key, times);
        await frame(tab);
        const command = await text(tab, "command");
        expect(page, command, await text(tab, "printed"), native(command));
        const bars = await tab.locator('.widget [data-part="layers"] path.f1').count();
        expect(page, `${command}: bars`, bars, Number(command.match(/depth (\d+)|$/)[1] || 10) + 1);
        await checkDead(tab, page, command);
    }
    await tab.locator('.widget [data-part="z"]').press("Home");
    await frame(tab);
    const slope = await text(tab, "slope");
    if (!slope.startsWith("At z = -4.00 ")) fault(page, `z leads to: ${slope}`);
}

// Stage 6: what it prints; which digits of the test set it names wrongly; and what it
// says of these drawings, one of them made with the keyboard.
const STAGE6 = [
    [],
    [["network", "ArrowDown", 1]],
    [["network", "ArrowUp", 1], ["hidden", "ArrowRight", 2]],
    [["epochs", "Home", 1], ["seed", "ArrowRight", 4]],
    [["hidden", "Home", 1]],
    [["seed", "End", 1], ["epochs", "ArrowRight", 1]],
];
const STROKES = {
    0: ".5,.1 .3,.2 .22,.5 .3,.8 .5,.9 .7,.8 .78,.5 .7,.2 .5,.1",
    1: ".35,.3 .52,.1 .52,.9",
    2: ".25,.3 .35,.12 .55,.1 .72,.22 .7,.4 .5,.65 .22,.9 .78,.9",
    3: ".28,.18 .5,.1 .7,.22 .65,.4 .45,.48 .7,.58 .75,.75 .55,.9 .25,.85",
    4: ".6,.1 .22,.62 .8,.62 / .6,.3 .6,.92",
    5: ".72,.1 .32,.1 .28,.45 .55,.42 .74,.58 .7,.8 .5,.9 .25,.84",
    6: ".62,.1 .38,.3 .27,.6 .35,.85 .55,.9 .7,.75 .62,.58 .45,.55 .3,.66",
    7: ".24,.12 .76,.12 .45,.9 / .35,.5 .7,.5",
    8: ".5,.48 .3,.3 .38,.12 .6,.12 .7,.3 .5,.48 .28,.68 .35,.88 .62,.9 .73,.7 .5,.48",
    9: ".7,.3 .55,.1 .35,.15 .3,.35 .45,.48 .65,.4 .7,.2 .68,.5 .6,.9",
};

async function drawDigit(tab, strokes) {
    const pad = tab.locator('.widget [data-part="pad"]');
    await pad.scrollIntoViewIfNeeded();
    const box = await pad.boundingBox();
    for (const stroke of strokes.split(" / ")) {
        const places = stroke.split(" ").map((place) => place.split(",").map(Number))
            .map(([x, y]) => [box.x + box.width * (0.14 + 0.72 * x), box.y + box.height * y]);
        await tab.mouse.move(...places[0]);
        await tab.mouse.down();
        for (const place of places) await tab.mouse.move(...place, { steps: 4 });
        await tab.mouse.up();
    }
    await frame(tab);
}

// Each digit of the test set is asked for; the lines of the program are the worst ones.
async function checkMistakes(tab, page, printed) {
    const found = await tab.evaluate(async () => {
        const input = document.querySelector('.widget [name="digit"]'), out = [];
        for (let i = 0; i < 450; i++) {
            input.value = i;
            input.dispatchEvent(new Event("input", { bubbles: true }));
            await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            const said = document.querySelector('.widget [data-part="said"]').textContent;
            const [, row, is, says, p] = said
                .match(/row (\d+)[)] shows a (\d)[.] .* says (\d), .* of (\S+)[.]$/);
            if (is !== says) out.push(`${row} ${is} ${says} ${p}`);
        }
        return out;
    });
    const lines = printed.trim().split("\n").slice(-10)
        .map((line) => line.trim().split(/ +/).slice(0, 4).join(" "));
    const missing = lines.filter((line) => !found.includes(line));
    expect(page, "mistakes that the page does not make", missing.join("\n"), "");
}

async function checkStage6(tab, page) {
    for (const keys of some(STAGE6)) {
        await openPage(tab, page);
        for (const [name, key, times] of keys) await press(tab, name, key, times);
        await frame(tab);
        const command = await text(tab, "command"), wanted = native(command);
        expect(page, command, await text(tab, "printed"), wanted);
        if (keys.length === 0 && !few) await checkMistakes(tab, page, wanted);
    }
    await openPage(tab, page);
    await tab.locator('.widget [data-part="mistake"]').click();
    const [, is, says] = (await text(tab, "said")).match(/shows a (\d)[.] .* says (\d)/);
    if (is === says) fault(page, `no mistake: ${is}`);
    const pad = tab.locator('.widget [data-part="pad"]'), said = () => text(tab, "said");
    for (const [digit, strokes] of Object.entries(STROKES)) {
        await tab.locator('.widget [data-part="wipe"]').click();
        await drawDigit(tab, strokes);
        expect(page, `${digit} is drawn`, (await said()).match(/says (\d)/)[1], digit);
    }
    await pad.focus(); // a one, key by key
    for (const key of ["Delete", "Space", ...Array(15).fill("ArrowDown")]) await pad.press(key);
    await frame(tab);
    expect(page, "drawn with keys", (await said()).match(/^The network says (\d)/)[1], "1");
}

// Stage 7: what it prints; and for its first name the shares that the program writes.
const STAGE7 = [
    [],
    [["steps", "ArrowLeft", 2]],
    [["temperature", "ArrowRight", 2], ["seed", "ArrowRight", 4]],
    [["steps", "ArrowRight", 1], ["lr", "ArrowLeft", 1]],
    [["steps", "ArrowLeft", 3], ["lr", "ArrowLeft", 2], ["temperature", "ArrowLeft", 3]],
    [["steps", "Home", 1], ["seed", "ArrowRight", 1]],
];

async function checkStage7(tab, page) {
    const folder = mkdtempSync(resolve(tmpdir(), "stage7-"));
    for (const keys of some(STAGE7)) {
        await openPage(tab, page);
        for (const [name, key, times] of keys) await press(tab, name, key, times);
        await frame(tab);
        const command = await text(tab, "command");
        expect(page, "options", command.split("--").length - 1, keys.length);
        expect(page, command, await text(tab, "printed"), native(command));
        execFileSync(resolve(build, "bin/stage7"), command.split(" ").slice(1),
            { cwd: folder, stdio: "ignore" });
        const rows = readFileSync(resolve(folder, "build/stage7/attention.dat"), "utf8")
            .trim().split("\n").slice(1).map((line) => line.split(" ").map(Number));
        const shown = await tab.locator('.widget [data-part="heads"] rect').evaluateAll((all) =>
            all.map((e) => Number(e.dataset.share).toFixed(3)).join(" "));
        const last = Number(await tab.locator('.widget [data-part="at"]').getAttribute("max"));
        expect(page, `${command}: shares`, shown, rows.filter(([, i, j]) => j <= i && i <= last)
            .map((row) => row[3].toFixed(3)).join(" "));
    }
    rmSync(folder, { recursive: true });
    await tab.locator('.widget [data-part="at"]').press("Home");
    await frame(tab);
    if (!(await text(tab, "said")).startsWith("Name 1: after . the letter"))
        fault(page, `at the start: ${await text(tab, "said")}`);
    await tab.locator('.widget [data-part="another"]').click();
    await frame(tab);
    if (!(await text(tab, "said")).startsWith("Name 2: after ."))
        fault(page, `another name: ${await text(tab, "said")}`);
}

// Stage 4: the model files that this machine makes, an attack, a file of PyTorch's, and
// one with a byte that has been flipped.
const GOLDEN = "tests/golden/model_files";

async function checkStage4(tab, page) {
    const folder = mkdtempSync(resolve(tmpdir(), "stage4-"));
    native("./stage4 --quiet", folder);
    const at = (path) => resolve(folder, "build/stage4", path);
    const cases = [
        ["state", at("iris_classifier_state.pt")], ["whole", at("iris_classifier.pt")],
        ["attack", resolve(GOLDEN, "refused_evil.pt")],
        ["own", resolve(GOLDEN, "float16.pt")], ["own", resolve(GOLDEN, "refused_batchnorm.pt")],
    ];
    await openPage(tab, page);
    for (const [name, path] of cases) await checkModelFile(tab, page, name, path, folder);
    rmSync(folder, { recursive: true });
}

// What a page shows of a file, and what the program of this machine says, which gets it
// under the name that it has in the page.
async function checkModelFile(tab, page, name, path, folder) {
    const choice = tab.locator('.widget [name="file"]'), bytes = readFileSync(path);
    const count = Number(await tab.locator(".widget").getAttribute("data-files")) + 1;
    if (name === "own") await tab.locator('.widget [data-part="own"]').setInputFiles(path);
    else await choice.selectOption(name);
    await tab.waitForSelector(`.widget[data-files="${count}"]`);
    const command = await text(tab, "command"), local = command.split(" ").pop();
    writeFileSync(resolve(folder, local), bytes);
    const wanted = native(command, folder), said = await text(tab, "said");
    if (wanted.startsWith("kind")) expect(page, command, await text(tab, "printed"), wanted);
    else if (!said.includes(wanted.trim())) fault(page, `${said}\ndoes not say\n${wanted}`);
    await checkMachine(tab, page, command, path);
    await checkFlipping(tab, page, command, resolve(folder, local), bytes);
}

// Each instruction with its place, as Python's pickletools finds them in the file.
const PICKLETOOLS = `
import pickletools, struct, sys, zipfile
path = sys.argv[1]
data = open(path, "rb").read()
for record in zipfile.ZipFile(path).infolist():
    if record.filename.endswith("/data.pkl"):
        name, extra = struct.unpack("<2H", data[record.header_offset + 26:][:4])
        start = record.header_offset + 30 + name + extra
        for code, _, at in pickletools.genops(data[start:start + record.file_size]):
            print("%02x at 0x%03x, %s" % (data[start + at], start + at, code.name))
`;

async function checkMachine(tab, page, command, path) {
    await tab.locator('.widget [data-part="at"]').press("Home");
    await frame(tab);
    const found = await tab.evaluate(() => {
        const part = (name) => document.querySelector(`.widget [data-part="${name}"]`), out = [];
        while (!part("next").disabled) {
            part("next").click();
            out.push(part("step").textContent.split(":")[0]);
        }
        return out;
    });
    let python;
    try {
        python = execFileSync("python3", ["-c", PICKLETOOLS, path], { encoding: "utf8" });
    } catch (e) {
        return; // there is no Python here
    }
    const wanted = python.trim().split("\n"), refused = found.length < wanted.length;
    expect(page, `${command}: instructions`, found.join("\n"),
        wanted.slice(0, refused ? found.length : undefined).join("\n"));
    if (refused !== (await text(tab, "step")).includes("stage4:"))
        fault(page, `${command}: stops after ${found.length} of ${wanted.length} instructions`);
}

// The byte in the middle of the file; then it is flipped back.
async function checkFlipping(tab, page, command, path, bytes) {
    const middle = bytes.length >> 1, flip = tab.locator('.widget [data-part="flip"]');
    const printed = await text(tab, "printed"), wrong = Buffer.from(bytes);
    await write(tab, "byte", String(middle));
    const row = bytes.subarray(middle - middle % 8, middle - middle % 8 + 8);
    const shown = (await tab.locator('.widget [data-part="bytes"] .byte.middle')
        .allTextContents()).join("");
    if (!shown.includes(row.toString("hex"))) fault(page, `${command}: other bytes: ${shown}`);
    await flip.click();
    wrong[middle] ^= 0x80;
    writeFileSync(path, wrong);
    const wanted = native(command, resolve(path, ".."));
    const said = await text(tab, wanted.startsWith("kind") ? "printed" : "said");
    if (!said.includes(wanted.trim())) fault(page, `${said}\ndoes not say\n${wanted}`);
    await flip.click();
    expect(page, `${command}: flipped back`, await text(tab, "printed"), printed);
}

// Each recorded output is run again in the page; then one of them with other options.
const RUNS = {
    "stage1.html": { epochs: "20", lr: "0.05", quiet: true },
    "stage2.html": { seed: "7", "batch-size": "4" },
    "stage3.html": { hidden: "3", activation: "relu", epochs: "30" },
    "stage4.html": { epochs: "20", hidden: "5" },
    "predict.html": { "batch-size": "9", epochs: "10" },
    "stage5.html": { activation: "tanh", depth: "4" },
    "stage6.html": { network: "plain", hidden: "16", epochs: "12" },
    "file_map.html": { hidden: "x" },
    "stage7.html": { steps: "50", temperature: "1" },
};

// Where the programs run: with data and model files beside them.
const place = mkdtempSync(resolve(tmpdir(), "runs-"));
for (const n of [1, 2, 3, 4, 5, 6, 7])
    symlinkSync(resolve(build, `bin/stage${n}`), resolve(place, `stage${n}`));
for (const path of ["data", "tests", "stages", "common"])
    symlinkSync(resolve(path), resolve(place, path));

async function runBlock(tab, page, i) {
    const block = tab.locator("[data-run]").nth(i), panel = tab.locator(".panel").nth(i);
    const runs = Number(await panel.getAttribute("data-runs")) + 1;
    if (runs === 1) await block.locator("button.run").click();
    else await panel.locator("button", { hasText: "Run" }).click();
    const done = await panel.elementHandle();
    await tab.waitForFunction(([e, n]) => Number(e.dataset.runs) === n, [done, runs],
        { timeout: 120000 });
    const command = await panel.locator("code").last().textContent();
    const wanted = execFileSync("sh", ["-c", `${command} 2>&1 || true`],
        { cwd: place, encoding: "utf8" });
    expect(page, command, await panel.locator("pre").textContent(), wanted);
    return [command, await panel.locator("[role=status]").textContent()];
}

async function checkRuns(tab, page) {
    const blocks = tab.locator("[data-run]"), panel = tab.locator(".panel").first();
    await tab.goto(pathToFileURL(resolve(build, "book", page)).href);
    await tab.waitForSelector("button.run");
    await tab.locator("main details").evaluateAll((all) => all.forEach((e) => { e.open = true; }));
    for (let i = 0; i < await blocks.count(); i++) {
        const [command, said] = await runBlock(tab, page, i);
        if (!said.includes("digit for digit")) fault(page, `${command} says: ${said}`);
    }
    for (const [name, value] of Object.entries(RUNS[page])) {
        const field = panel.locator(`[name="${name}"]`);
        if (value === true) await field.check();
        else if (await field.evaluate((e) => e.localName) === "select")
            await field.selectOption(value);
        else await field.fill(value);
    }
    await runBlock(tab, page, 0);
    if (page === "stage3.html") await checkStop(tab, page, panel);
    await tab.evaluate(axe);
    const { violations } = await tab.evaluate(() => window.axe.run(".panel", { preload: false }));
    for (const v of violations) fault(page, `${v.id}: ${v.nodes[0].html.slice(0, 120)}`);
}

async function checkStop(tab, page, panel) {
    await panel.locator('[name="epochs"]').fill("10000000");
    await panel.locator("button", { hasText: "Run" }).click();
    await panel.locator("pre", { hasText: "Epoch 10" }).waitFor();
    await panel.locator("button", { hasText: "Stop" }).click();
    const said = await panel.locator("[role=status]").textContent();
    if (!said.startsWith("Stopped after")) fault(page, `Stop says ${said}`);
}

const WIDGETS = [
    ["stage4.html", checkStage4],
    ["stage5.html", checkStage5],
    ["stage6.html", checkStage6],
    ["stage7.html", checkStage7],
    ["scores.html", checkScores],
    ["one-step.html", checkOneStep],
    ["autograd.html", checkTape],
    ["stage1.html", checkStage1],
    ["stage3.html", checkStage3],
    ["index.html", checkStage3],
];

async function visit(tab, page) {
    await tab.goto(pathToFileURL(resolve(build, "book", page)).href);
    await tab.waitForSelector(".widget[data-ready]");
}

// What a widget hides at first is looked at, too.
const unfold = (tab) => tab.locator(".widget details")
    .evaluateAll((all) => all.forEach((e) => { e.open = true; }));

async function openPage(tab, page) {
    await visit(tab, page);
    await unfold(tab);
}

// All heights that a widget ever has, from before its script: more than one, and the text
// below it has moved. (Fonts move text too, but that is another matter.)
function watchHeights() {
    window.heights = new Set();
    document.addEventListener("readystatechange", () => {
        const box = document.querySelector(".live");
        if (document.readyState !== "interactive" || !box) return;
        window.heights.add(box.offsetHeight);
        new ResizeObserver(() => window.heights.add(box.offsetHeight)).observe(box);
    });
}

async function checkLook(browser, page, colorScheme, width) {
    const tab = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
    await tab.addInitScript(watchHeights);
    await visit(tab, page);
    await tab.waitForTimeout(300);
    const heights = await tab.evaluate(() => [...window.heights]);
    if (heights.length !== 1) fault(page, `${width} px: heights of ${heights.join(", ")}`);
    await unfold(tab);
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    if (wide) fault(page, `${width} px: wider than the window`);
    await tab.evaluate(axe);
    const { violations } = await tab.evaluate(() => window.axe.run(".widget"));
    for (const v of violations) fault(page, `${v.id}: ${v.nodes[0].html.slice(0, 120)}`);
    await tab.emulateMedia({ media: "print" });
    await checkStill(tab, page);
    await tab.close();
}

async function checkStill(tab, page) {
    const still = await tab.locator(".live figure > svg").isVisible();
    const widget = await tab.locator(".widget").isVisible();
    const moving = await tab.locator(".live .moving:visible").count();
    if (!still || widget || moving)
        fault(page, "without scripts or on paper there is no still figure");
}

// A page on which any error or request is a fault.
async function watchedTab(browser, page) {
    const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    tab.on("request", (r) => {
        if (!/^(file|blob):/.test(r.url())) fault(page, `asks for ${r.url()}`);
    });
    tab.on("pageerror", (e) => fault(page, `script: ${e.message}`));
    tab.on("console", (m) => {
        if (m.type() === "error") fault(page, `console: ${m.text()}`);
    });
    return tab;
}

async function checkPage(browser, page, check) {
    const tab = await watchedTab(browser, page);
    await check(tab, page);
    await tab.close();
    await checkLook(browser, page, "light", 1280);
    await checkLook(browser, page, "dark", 390);
    const dumb = await browser.newPage({ javaScriptEnabled: false });
    await dumb.goto(pathToFileURL(resolve(build, "book", page)).href);
    await checkStill(dumb, page);
    await dumb.close();
}

async function runOutputs(browser, page) {
    const tab = await watchedTab(browser, page);
    await checkRuns(tab, page);
    await tab.close();
}

// Debian's Firefox does not know one command of playwright's, which asks for light or dark:
// it is answered here.
function leaveColoursAlone() {
    const send = ws.prototype.send;
    ws.prototype.send = function (data, ...more) {
        const { id, method } = JSON.parse(data);
        if (method !== "emulation.setMediaFeaturesOverride") return send.call(this, data, ...more);
        const answer = JSON.stringify({ type: "success", id, result: {} });
        setImmediate(() => this.emit("message", Buffer.from(answer), false));
    };
}

async function checkFirefox(widgets) {
    few = true;
    where = ", Firefox";
    leaveColoursAlone();
    const browser = await firefox.launch(
        { channel: "moz-firefox", executablePath: process.env.FIREFOX });
    for (const [page, check] of widgets) {
        const tab = await watchedTab(browser, page);
        await check(tab, page);
        await tab.close();
    }
    if (chosen("stage1.html")) await runOutputs(browser, "stage1.html");
    await browser.close();
}

const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic"],
});
const only = process.argv[3]; // a page, to look at this one alone
const chosen = (page) => !only || page === only;
const widgets = WIDGETS.filter(([page]) => chosen(page));
for (const [page, check] of widgets) await checkPage(browser, page, check);
for (const page of some(Object.keys(RUNS)).filter(chosen)) await runOutputs(browser, page);
await browser.close();
if (process.env.FIREFOX) await checkFirefox(widgets);
else console.log("check-live: Firefox is not installed, and left out");
rmSync(place, { recursive: true });
console.log(`${widgets.length} pages that move: ${faults} faults`);
process.exit(faults > 0 ? 1 : 0);
