// Makes the site's pages of the book's: the workbench on each exercise's page, a page of
// one's work, and the list of all files for sw.js.
//
//     node pages.mjs BOOK OUT
import { createHash } from "node:crypto";
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";

const [book, out] = process.argv.slice(2);
const read = (path) => readFileSync(path, "utf8");
const part = (name) => read(`docs/site/${name}.html`);

function fill(text, values) {
    return text.replace(/\$(\w+)\$/g, (all, name) => values[name] ?? all);
}

// Puts something in at a place that must be there.
function put(page, place, text) {
    if (!place.test(page)) throw new Error(`a page of the book has no ${place}`);
    return page.replace(place, text);
}

function sitePage(page, script) {
    const scripts = ["site", ...script ? [script] : []]
        .map((name) => `<script type="module" src="${name}.js"></script>\n`).join("");
    const head = `<link rel="icon" href="data:,">\n<link rel="stylesheet" href="site.css">\n` +
        `${scripts}</head>`;
    return put(put(page, /<\/head>/, () => head), /<search>/,
        '<a class="work" href="progress.html">Your work</a>\n<search>');
}

function exercisePage(page, name) {
    const bench = fill(part("workbench"), { name, number: name.split("-")[0] });
    const told = put(page, /<p>(?=<code\s+class="whole">make\s+start)/,
        '<p>Do it <a href="#workbench">here, in the page</a>, or on your machine: ');
    return sitePage(put(told, /<nav class="neighbours"/, (found) => bench + found), "exercise");
}

function progressPage(shell, exercises) {
    const rows = exercises.map(({ name, title, items }, i) => {
        const stage = name[0] === exercises[i - 1]?.name[0] ? "" :
            `<tr><th colspan="3" scope="rowgroup">Stage ${name[0]}</th></tr>\n`;
        const points = items.reduce((sum, item) => sum + item.points, 0);
        return `${stage}<tr data-exercise="${name}" data-points="${points}">` +
            `<td><a href="${name}.html">${title.replace("Exercise ", "")}</a></td>` +
            `<td class="points">0 of ${points}</td><td class="state">not begun</td></tr>`;
    });
    const main = `<main id="main">\n${fill(part("progress"), { rows: rows.join("\n") })}` +
        '<nav class="neighbours" aria-label="Neighbouring chapters">' +
        '<a rel="prev" href="index.html">← Kindling</a></nav>\n</main>';
    const page = put(shell, /<main id="main">[^]*<\/main>/, () => main)
        .replace(/<script defer[^]*?<\/script>/g, "") // its widget
        .replace(/<nav class="headings"[^]*?<\/nav>/, "").replace(/ aria-current="page"/g, "")
        .replace(/<title>[^]*?<\/title>/, "<title>Your work · Kindling</title>");
    return sitePage(page, "progress");
}

const exercises = readdirSync(`${out}/exercises`).filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(read(`${out}/exercises/${name}`)))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
for (const name of readdirSync(book)) {
    const base = name.replace(/\.html$/, "");
    if (!name.endsWith(".html")) {
        cpSync(`${book}/${name}`, `${out}/${name}`);
        continue;
    }
    const page = read(`${book}/${name}`);
    const isExercise = existsSync(`${out}/exercises/${base}.json`);
    writeFileSync(`${out}/${name}`, isExercise ? exercisePage(page, base) : sitePage(page));
}
writeFileSync(`${out}/progress.html`, progressPage(read(`${book}/index.html`), exercises));
cpSync("docs/site/site.css", `${out}/site.css`);

// Not the compiler, which is large and keeps itself, nor sw.js itself.
const files = {};
for (const name of readdirSync(out, { recursive: true }).sort())
    if (/\.\w+$/.test(name) && !/^clang\/.*\.gz$|^sw\.js$/.test(name))
        files[name] = createHash("sha256").update(readFileSync(`${out}/${name}`)).digest("hex")
            .slice(0, 12);
const list = `const FILES = ${JSON.stringify(files)};\n`;
writeFileSync(`${out}/sw.js`, list + read("docs/site/sw.js"));
console.log(`The site is in ${out}: ${Object.keys(files).length} files, ` +
    `${exercises.length} exercises.`);
