// Compiles what is linked to every exercise in the page (the library, the runner, the
// checks of memory) and the grader's own C, by the compiler that the page has.
//
//     node kit.mjs TOOLS OUT        TOOLS has node_modules; OUT becomes kit/ of the site
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { archive, compile, linkOwn } from "./toolchain.mjs";
import { loadCompiler } from "./node.mjs";
import { readSymbols } from "./symbols.mjs";

const [tools, out] = process.argv.slice(2);
const run = await loadCompiler(tools);
const FOLDERS = ["common", "common/model_file", "common/program", "tests/grader", "docs/site",
    "docs/live", "docs/live/sys"];
const WORDS = ["-O1", "-Icommon", "-Itests/grader", "-Idocs/live", "-I.", "-w"];
// What knows no process (grader.h).
const JUDGE = new RegExp("/grade_(answers|asan|calls|diagnose|exercise|failure|follows|formats|" +
    "json|points|report|symptom|text|wrap)(_\\w+)?\\.c$");

const sources = (folder, ending) => readdirSync(folder).filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`);
const texts = Object.fromEntries(FOLDERS.flatMap((folder) => [".c", ".h"].flatMap((ending) =>
    sources(folder, ending))).map((path) => [path, readFileSync(path, "utf8")]));
const tree = {};
for (const [path, text] of Object.entries(texts)) {
    const names = path.split("/"), last = names.pop();
    let folder = tree;
    for (const name of names) folder = folder[name] ??= {};
    folder[last] = text;
}

function stop(said) {
    console.error(said);
    process.exit(1);
}

async function objects(paths, words, checked) {
    const made = {};
    for (const path of paths) {
        const { said, file } = await compile(run, path, tree, [...WORDS, ...words], checked);
        if (!file) stop(said);
        made[path.replace(/\W/g, "_") + ".o"] = file;
    }
    return made;
}

// file.c has no work in a page, where page.c stands in for it, and some of program/ neither.
async function library() {
    const paths = ["common", "common/model_file", "common/program"]
        .flatMap((folder) => sources(folder, ".c")).filter((path) => path !== "common/file.c");
    const made = await objects([...paths, "docs/live/page.c"], [], true);
    const names = Object.values(made).flatMap((file) => readSymbols(file.slice(), "").defined);
    return { file: (await archive(run, made)).file, names };
}

// The functions that the headers of the C library declare: their names are taken.
async function declared() {
    const { said, file } = await compile(run, "tests/grader/learner.h",
        { ...tree, "empty.h": "" }, [...WORDS, "-E", "-DLEARNER=\"empty.h\""], false);
    const calls = (file ?? stop(said)).matchAll(/\b([A-Za-z]\w*) *\(/g);
    return [...new Set([...calls].map(([, name]) => name))];
}

async function judge() {
    const paths = sources("tests/grader", ".c").filter((path) => JUDGE.test(path));
    const made = await objects([...paths, "docs/site/judge.c", "common/base.c"],
        ["-D_GNU_SOURCE"], false);
    const { said, file } = await linkOwn(run, made);
    return file ?? stop(said);
}

mkdirSync(out, { recursive: true });
const core = await library(), own = await objects(["tests/grader/runner.c"], [], true);
const memory = await objects(["memory", "heap", "strings"].map((name) => `docs/site/${name}.c`),
    [], false);
const runner = own["tests_grader_runner_c.o"];
const write = (name, bytes) => writeFileSync(`${out}/${name}`, bytes);
write("core.a", core.file);
write("runner.o", runner);
write("memory.o", memory["docs_site_memory_c.o"]);
write("heap.o", memory["docs_site_heap_c.o"]);
write("strings.o", memory["docs_site_strings_c.o"]);
write("judge.wasm", await judge());
const headers = Object.fromEntries(Object.entries(texts).filter(([path]) =>
    /^common\/.*\.h$|^tests\/grader\/(exercise|learner)\.h$/.test(path)));
const course = [...new Set([...core.names, ...readSymbols(runner.slice(), "").defined])];
write("kit.json", JSON.stringify({ headers, course, library: await declared() }));
