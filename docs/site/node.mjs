// The site's tools under node: the compiler, the judge, a player of items.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { gunzipSync } from "node:zlib";
import { playWith } from "./players.mjs";

export async function loadCompiler(tools) {
    const bundle = resolve(tools, "node_modules/@yowasp/clang/gen/bundle.js");
    const { runLLVM } = await import(pathToFileURL(bundle));
    await runLLVM(null, {}, { fetchProgress() {} });
    return runLLVM;
}

export function play(module, words) {
    return playWith((message, hear) => {
        const thread = new Worker(new URL("node_player.mjs", import.meta.url));
        thread.on("message", hear);
        thread.on("error", (error) => hear({ error }));
        thread.postMessage(message);
        return () => thread.terminate();
    }, module, words);
}

// What the page fetches: what is linked to every exercise, and one exercise.
export function readKit(site) {
    const read = (name) => new Uint8Array(readFileSync(`${site}/kit/${name}`));
    const names = ["runner.o", "memory.o", "heap.o", "strings.o", "core.a"];
    return { ...JSON.parse(readFileSync(`${site}/kit/kit.json`, "utf8")),
        objects: Object.fromEntries(names.map((name) => [name, read(name)])) };
}

export function readExercise(site, name) {
    const exercise = JSON.parse(readFileSync(`${site}/exercises/${name}.json`, "utf8"));
    exercise.answers = gunzipSync(readFileSync(`${site}/exercises/${name}.txt.gz`));
    return exercise;
}
