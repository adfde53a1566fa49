// The worker behind an exercise's page: it has the compiler, grades, and runs. Asked
// { job, name, text }, it answers { loaded, all }, { step }, { title }, { printed }, and in
// the end { done } or { failed }.
import { loadClang } from "./clang.mjs";
import { grade, show } from "./grader.mjs";
import { judge } from "./judge.mjs";
import { playWith } from "./players.mjs";

const here = (path) => new URL(path, import.meta.url);

async function fetchOrStop(path) {
    const response = await fetch(here(path));
    if (!response.ok) throw new Error(`${path}: ${response.status} ${response.statusText}`);
    return response;
}
const bytesOf = async (path) => new Uint8Array(await (await fetchOrStop(path)).arrayBuffer());

// One player is always there before it is needed.
const newPlayer = () => new Worker(here("player.js"), { type: "module" });
let spare = newPlayer();

function play(module, words, say) {
    return playWith((message, hear) => {
        const player = spare;
        spare = newPlayer();
        player.onmessage = ({ data }) => hear(data);
        player.onerror = (event) => hear({ error: new Error(event.message) });
        player.postMessage(message);
        return () => player.terminate();
    }, module, words, say);
}

async function loadKit() {
    const names = ["runner.o", "memory.o", "heap.o", "strings.o", "core.a"];
    const objects = await Promise.all(names.map((name) => bytesOf(`kit/${name}`)));
    return { ...await (await fetchOrStop("kit/kit.json")).json(),
        objects: Object.fromEntries(names.map((name, i) => [name, objects[i]])) };
}

async function loadTools() {
    const [run, kit, judged] = await Promise.all([
        loadClang((loaded, all) => postMessage({ loaded, all })), loadKit(),
        bytesOf("kit/judge.wasm").then((bytes) => WebAssembly.compile(bytes))]);
    return { run, kit, play, judge: async (words, files) => judge(judged, words, files) };
}

const exercises = {};
async function loadExercise(name) {
    const exercise = await (await fetchOrStop(`exercises/${name}.json`)).json();
    const { body } = await fetchOrStop(`exercises/${name}.txt.gz`);
    const answers = body.pipeThrough(new DecompressionStream("gzip"));
    return { ...exercise, answers: new Uint8Array(await new Response(answers).arrayBuffer()) };
}

let tools = null;
onmessage = async ({ data: { job, name, text } }) => {
    try {
        tools ??= loadTools();
        exercises[name] ??= loadExercise(name);
        const ready = await tools, exercise = await exercises[name];
        postMessage({ step: job });
        if (job === "grade") postMessage({ done: await grade(ready, exercise, text) });
        if (job === "run")
            postMessage({ done: await show(ready, exercise, text, (title, printed) =>
                postMessage(title ? { title } : { printed })) });
        if (job === "load") postMessage({ done: true });
    } catch (e) {
        tools = null;
        delete exercises[name];
        postMessage({ failed: e.message });
    }
};
