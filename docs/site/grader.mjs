// Grades a file of a learner: compile, link, play each item, judge. The same in the page
// (worker.mjs) and where the site is checked (check_site.mjs); what differs is handed in:
//
//     run     runLLVM of @yowasp/clang
//     kit     what is linked to every exercise (build.mjs)
//     judge   the grader's own C, compiled: (words, files) => its report
//     play    (program, words, say) => a promise of how an item ended (play.mjs)
import { compile, linkLearner, places } from "./toolchain.mjs";
import { codeStart, readSymbols } from "./symbols.mjs";

const WORDS = ["-O1", "-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-fno-inline",
    "-Icommon", "-Itests/grader", "-I.", "-DEXERCISE=\"learner.h\""];

// What a file may not define or call: the rules of tests/grader/refuse.awk that a page
// needs. names: of the course, and of the C library; read: the headers that it includes.
function refused({ defined, wanted, strange }, exercise, kit, read) {
    const called = exercise.forbidden.find((name) => wanted.includes(name));
    if (called) return `it calls ${called}: here it is you who writes that`;
    if (strange.length) return `it calls ${strange[0]}, which is no function of C`;
    for (const name of defined) {
        const word = new RegExp(`\\b${name}\\b`);
        if (kit.course.includes(name) && read.some((path) => word.test(kit.headers[path])))
            return `it defines ${name}, which the course has: choose another name`;
        if (kit.library.includes(name))
            return `it defines ${name}, which the C library has: choose another name`;
    }
    return null;
}

// {"a/b.h": text} as a tree of folders.
function tree(files) {
    const root = {};
    for (const [path, text] of Object.entries(files)) {
        const names = path.split("/"), last = names.pop();
        let folder = root;
        for (const name of names) folder = folder[name] ??= {};
        folder[last] = text;
    }
    return root;
}

const headersOf = (list, kit) => (list ?? "").split(/[\s\\]+/)
    .map((path) => path.replace(/^\.\//, "")).filter((path) => path in kit.headers);

const stopped = (file) => `${file}: error: the compiler was stopped: it needed too much room\n`;

// The learner's program, or why there is none: { log, program }.
export async function build({ run, kit }, exercise, text) {
    const file = `work/${exercise.name}.c`, main = `tests/exercises/${exercise.name}/run.c`;
    const files = tree({ ...kit.headers, [main]: exercise.run, [file]: text });
    const made = await compile(run, main, files, [...WORDS, `-DLEARNER="${file}"`], true);
    if (made.stopped) return { log: stopped(file) };
    if (!made.file) return { log: made.said };
    const symbols = readSymbols(made.file, "exercise_items");
    const why = refused(symbols, exercise, kit, headersOf(made.read, kit));
    if (why) return { log: `${made.said}${file}: error: ${why}\n` };
    const objects = { "learner.o": made.file, ...kit.objects };
    const linked = await linkLearner(run, objects, exercise.forbidden);
    if (linked.stopped) return { log: stopped(file) };
    return { log: made.said + linked.said, program: linked.file };
}

// A function and a line for each place where the program stood when it was stopped.
async function linesOf(run, program, stack) {
    if (!stack.length) return "";
    const start = codeStart(program);
    const { said } = await places(run, program, stack.map(({ at }) => at - start));
    return said.trim().split("\n").map((place, i) => `${stack[i].name}\n${place}\n`).join("");
}

// What the judge wants to know of an item that was played.
async function endOf(run, program, { name }, { status, sent, said, stack }) {
    return { [`${name}.end`]: `${status}`, [`${name}.sent`]: sent, [`${name}.said`]: said,
        [`${name}.lines`]: await linesOf(run, program, stack) };
}

// The report, as make grade writes it, and what the compiler has said.
export async function grade(tools, exercise, text) {
    const { log, program } = await build(tools, exercise, text);
    const files = { "answers.txt": exercise.answers, "learner.log": log,
        [`work/${exercise.name}.c`]: text,
        [`stages/stage${exercise.name[0]}/exercises/${exercise.name}.c`]: `# ${exercise.title}\n` };
    const module = program && await WebAssembly.compile(program);
    for (const item of program ? exercise.items : [])
        Object.assign(files, await endOf(tools.run, program, item,
            await tools.play(module, ["runner", item.name, item.key])));
    const report = await tools.judge([exercise.name, `work/${exercise.name}.c`], files);
    return { log, report: JSON.parse(new TextDecoder().decode(report)) };
}

// What the learner's code prints, item by item: say(title) or say(null, bytes).
export async function show(tools, exercise, text, say) {
    const { log, program } = await build(tools, exercise, text);
    const module = program && await WebAssembly.compile(program);
    for (const item of program ? exercise.items : []) {
        say(item.title);
        const { status } = await tools.play(module, ["runner", "--show", item.name, item.key],
            (bytes) => say(null, bytes));
        if (status) say(null, new TextEncoder().encode("\nIt was stopped: Grade says more.\n"));
    }
    return { log, built: !!program };
}
