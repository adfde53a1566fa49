// Writes exercises/NAME.json and NAME.txt.gz of the site: all that the page needs to know
// of an exercise. There is no list: what make grade finds is there (grade.mk).
//
//     node exercises.mjs BUILD SEED WORK OUT NAME…
//
// WORK holds what make start gives, BUILD/grade the recorded answers.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const [build, seed, work, out, ...names] = process.argv.slice(2);
const read = (path) => readFileSync(path, "utf8");
const html = (path, from) => execFileSync("pandoc", ["-f", from, "-L", "docs/site/text.lua",
    "-t", "html5", path], { encoding: "utf8" });

// Pieces of HTML, parted by the headings of hints.md.
const hints = (path) => html(path, "markdown").split(/<h2>\d<\/h2>/).slice(1);

// What is called here is grade_item_seed.c: the seed itself is not in the page.
const keyOf = (item) => execFileSync(`${build}/grade/grader`, ["--seed", seed, "--key", item],
    { encoding: "utf8" }).trim();

const itemsOf = (answers) => [...answers.matchAll(/^item\t(.*)$/gm)].map(([, line]) => {
    const [name, points, cases, , title] = line.split("\t");
    return { name, title, points: Number(points), cases: Number(cases), key: keyOf(name) };
});

function about(folder) {
    const lines = read(`${folder}/about.txt`).trim().split("\n");
    return Object.fromEntries(lines.map((line) => line.match(/^(\w+): (.*)$/).slice(1)));
}

mkdirSync(out, { recursive: true });
for (const name of names) {
    const folder = `tests/exercises/${name}`, stub = read(`${work}/${name}.c`);
    const answers = read(`${build}/grade/${name}/answers-${seed}.txt`);
    const { minutes, compare, forbidden } = about(folder), solution = `${folder}/solution.c`;
    const exercise = {
        name, stub, minutes, compare, items: itemsOf(answers),
        title: stub.match(/# (.*)/)[1].trim(), run: read(`${folder}/run.c`),
        forbidden: forbidden ? forbidden.split(" ") : [], hints: hints(`${folder}/hints.md`),
        solution: existsSync(solution) ? html(solution, "docs/weaver/reader.lua") : null,
    };
    writeFileSync(`${out}/${name}.json`, JSON.stringify(exercise));
    writeFileSync(`${out}/${name}.txt.gz`, gzipSync(answers, { level: 9 }));
}
