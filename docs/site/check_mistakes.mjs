// Grades each solution, each known mistake and what goes wrong otherwise (cases.mjs) twice,
// as make grade does and as the page does, and reports every difference: points, what is
// said of an item, the likely mistake.
//
//     SAMPLE=60 EX="1.1 2.3" node check_mistakes.mjs BUILD TOOLS
//
// It is the page's own code (grader.mjs, play.mjs, judge.wasm), under node.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { CASES } from "./cases.mjs";
import { grade } from "./grader.mjs";
import { judge } from "./judge.mjs";
import { native, said } from "./native.mjs";
import { loadCompiler, play, readExercise, readKit } from "./node.mjs";

const [build, tools] = process.argv.slice(2), site = `${build}/site`;
const names = readdirSync(`${site}/exercises`).filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -5)).filter((name) => !process.env.EX ||
        process.env.EX.split(" ").includes(name.split("-")[0]));

// The files to be graded: [exercise, path].
function files() {
    const found = [];
    for (const name of names) {
        const solution = `tests/exercises/${name}/solution.c`;
        const folder = `${build}/grade/${name}/mistakes`;
        if (!existsSync(solution)) continue;
        found.push([name, solution]);
        for (const file of readdirSync(folder).sort())
            if (!/^(rule|pair)-|^all\.c$|\.h$/.test(file)) found.push([name, `${folder}/${file}`]);
    }
    const sample = Number(process.env.SAMPLE) || found.length;
    const step = found.length / Math.min(sample, found.length);
    return found.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
}

const judged = await WebAssembly.compile(readFileSync(`${site}/kit/judge.wasm`));
const own = { run: await loadCompiler(tools), kit: readKit(site),
    judge: async (words, given) => judge(judged, words, given), play };
let faults = 0;

async function compare(what, name, text) {
    const there = native(build, name, text);
    const { report } = await grade(own, readExercise(site, name), text);
    const a = said(report), b = said(await there);
    if (a === b) return;
    console.error(`${name}, ${what}: the page says\n${a}\nand make grade\n${b}`);
    faults++;
}

const all = files(), cases = process.env.EX ? [] : CASES;
for (const [name, path] of all) await compare(path, name, readFileSync(path, "utf8"));
for (const [what, name, text] of cases) await compare(what, name, text);
const solutions = all.filter(([, path]) => path.endsWith("solution.c")).length;
console.log(`${all.length + cases.length} files graded in the page and by make grade, ` +
    `${solutions} of them solutions: ${faults} differ.`);
process.exit(faults ? 1 : 0);
