// What make grade says of a file, for comparison. What the grader needs to compile comes
// from make by the environment.
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";

const execute = promisify(execFile);

export async function native(build, name, text) {
    const check = `${build}/site-check`, grader = `${build}/grade/grader`;
    const out = `${check}/results/${name}`, file = `${check}/work/${name}.c`;
    mkdirSync(`${check}/work`, { recursive: true });
    writeFileSync(file, text);
    await execute(grader, ["--compile", file, `tests/exercises/${name}`, out]);
    await execute(grader, ["--build", `${build}/grade`, "--results", `${check}/results`, "--work",
        `${check}/work`, "--json", `${out}/results.json`, name]).catch((e) => {
        if (e.code !== 1) throw e; // with 1 it says that points are missing
    });
    const report = readFileSync(`${out}/results.json`, "utf8");
    return JSON.parse(report.replaceAll(`${check}/work/`, "work/"));
}

// How far a program has come that does not end differs from run to run.
const LATE = new RegExp("^case [^]*?(It was stopped because it took too long.*\n)" +
    "((And|The cases) before [^]*?)?(?=Likely|$)");

// An item of a report as text: what it is, its points, what is said of it.
export const itemText = (title, points, output) =>
    `${Math.round(points * 100) / 100} ${title}\n${output.replace(LATE, "$1")}`;

// Of a compiler's error only where it is: clang and gcc have words of their own.
export const troubleText = (text) =>
    text.trim().replace(/(error: ).*(\n *\d+ \|.*)\n.*/g, "$1$2");

// What is said of each item; where there is no program, once.
export function said({ tests }) {
    const [{ output: first }] = tests;
    if (first.startsWith("It could not be built:")) return troubleText(first);
    return tests.map(({ name, score, output }) =>
        itemText(name.replace(/^\S+ /, ""), score, output)).join("");
}
