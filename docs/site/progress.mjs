// The page of all exercises: what is done, what comes next, and the files of work/, out
// and in.
import { pointsText, score, work } from "./work.mjs";
import { readZip, writeZip } from "./zip.mjs";

const part = (name) => document.querySelector(`[data-part="${name}"]`);
const rows = [...part("list").querySelectorAll("tr[data-exercise]")];
const names = rows.map((row) => row.dataset.exercise);
const say = (text) => { part("said").textContent = text; };

function show() {
    let points = 0, most = 0, begun = 0, next = null;
    for (const row of rows) {
        const { exercise: name, points: of } = row.dataset, known = score.get(name);
        const full = known && known.points === known.of, started = work.get(name) !== null;
        points += known?.points ?? 0;
        most += Number(of);
        begun += started;
        if (!full && (!next || (started && !next.started))) next = { row, started };
        row.querySelector(".points").textContent = `${pointsText(known?.points ?? 0)} of ${of}`;
        row.querySelector(".state").textContent =
            full ? "✓ done" : started ? "◐ begun" : "not begun";
    }
    const title = next?.row.querySelector("a");
    part("total").textContent = `${pointsText(points)} of ${pointsText(most)} points; ${begun} ` +
        `of ${rows.length} exercises begun. `;
    if (!title) part("total").append("All of this is done.");
    else part("total").append("Next: ", title.cloneNode(true));
}

const begun = () => names.filter((name) => work.get(name) !== null)
    .map((name) => [`${name}.c`, work.get(name)]);

async function save() {
    const files = begun();
    if (!files.length) return say("Nothing is begun yet.");
    if (globalThis.showDirectoryPicker) {
        const folder = await showDirectoryPicker({ mode: "readwrite", id: "work" });
        for (const [name, text] of files) {
            const file = await (await folder.getFileHandle(name, { create: true }))
                .createWritable();
            await file.write(text);
            await file.close();
        }
        return say(`${files.length} files are in the folder ${folder.name}.`);
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(writeZip(files.map(([name, text]) => [`work/${name}`, text])));
    link.download = "work.zip";
    link.click();
    say(`${files.length} files are in work.zip.`);
}

// Files by name; what is no exercise is left alone.
function take(files) {
    let count = 0;
    for (const [path, text] of files) {
        const name = path.split("/").pop().replace(/\.c$/, "");
        if (!names.includes(name) || path.includes("backup/")) continue;
        work.set(name, text);
        score.set(name, null);
        count++;
    }
    show();
    say(count ? `${count} files are here now: grade them on their pages.`
        : "No file there has the name of an exercise.");
}

async function load() {
    if (!globalThis.showDirectoryPicker) return part("files").click();
    const folder = await showDirectoryPicker({ id: "work" }), files = [];
    for await (const [name, handle] of folder.entries())
        if (handle.kind === "file" && name.endsWith(".c"))
            files.push([name, await (await handle.getFile()).text()]);
    take(files);
}

part("files").addEventListener("change", async ({ target }) => {
    const files = [];
    for (const file of target.files)
        if (file.name.endsWith(".zip")) files.push(...await readZip(file));
        else files.push([file.name, await file.text()]);
    target.value = "";
    take(files);
});

const tried = (job) => async () => {
    try {
        await job();
    } catch (e) {
        if (e.name !== "AbortError") say(`It did not work: ${e.message}`);
    }
};
part("save").addEventListener("click", tried(save));
part("load").addEventListener("click", tried(load));
show();
