// Stage 3: the sliders are options of the program. Each change runs it anew, from the
// first random number to the examination, and draws the files that it writes.
live.widget("stage3", (part, module, box) => {
    const form = part("settings"), epoch = part("epoch");
    const START = live.settings(form); // as in the chapter
    const files = { ...live.files };
    let own = null; // a table that the reader has dropped: its name
    let program, history;

    function words() {
        const out = ["./stage3"];
        for (const [name, value] of Object.entries(live.settings(form)))
            if (value === true) out.push(`--${name}`);
            else if (value !== START[name]) out.push(`--${name}`, value);
        return own ? [...out, "--data", own] : out;
    }

    function drawCurves() {
        const last = Number(epoch.value), losses = history.map((row) => row[1]);
        const top = Math.max(1, ...losses), span = Math.max(1, history.length - 1);
        const plot = live.draw.plot(part("curves"), [0, span], [0, top], ["epoch", ""]);
        live.draw.curve(plot, history.map(([i, loss]) => [i, loss]), "c1");
        live.draw.curve(plot, history.map(([i, , accuracy]) => [i, accuracy]), "c2");
        live.draw.curve(plot, [[last, 0], [last, top]], "now");
        const [, loss, accuracy] = history[last].map((number) => number.toFixed(4));
        live.draw.add(plot.svg, "text", { x: 60, y: 12, class: "f1" }, `— loss ${loss}`);
        live.draw.add(plot.svg, "text", { x: 170, y: 12, class: "f2" }, `— accuracy ${accuracy}`);
    }

    const series = (k) => k % 6 + 1;

    function drawRegions(plot, rows) {
        const regions = new Map();
        for (const [x0, x1, y0, y1, k] of rows)
            regions.set(k, (regions.get(k) || "") +
                `M${plot.x(x0)} ${plot.y(y0)}H${plot.x(x1)}V${plot.y(y1)}H${plot.x(x0)}z`);
        for (const [k, d] of regions)
            live.draw.add(plot.below, "path", { class: `p${series(k)}`, d });
    }

    function drawRow(plot, [x, y, k, test], wrong) {
        const at = { class: `f${series(k)}` }, px = plot.x(x), py = plot.y(y);
        if (test) live.draw.add(plot.svg, "path", { ...at, d: `M${px} ${py - 4}l4 4-4 4-4-4z` });
        else live.draw.add(plot.svg, "circle", { ...at, cx: px, cy: py, r: 3 });
        if (wrong) live.draw.add(plot.svg, "circle", { class: "ring", cx: px, cy: py, r: 6 });
    }

    // How many of the rows are ringed.
    function countWrong(rows, wrong) {
        const lines = [["●", "training", 0], ["◆", "test", 1]].map(([sign, name, test]) => {
            const all = rows.flatMap((row, i) => row[3] === test ? [wrong[i]] : []);
            return `${sign} ${name}: ${all.filter(Boolean).length} of ${all.length} named wrongly`;
        });
        part("wrong").replaceChildren(lines[0], document.createElement("br"), lines[1]);
    }

    // The names, as the program has written them for gnuplot.
    const quoted = (line) => line.slice(line.indexOf("'")).replace(/'\."\\(\d+)"\.'/g,
        (_, octal) => String.fromCharCode(parseInt(octal, 8))).slice(1, -1);

    // Which colour is which class, if there is room to say it.
    function drawKey(svg, names) {
        if (names.join("  ").length > 36) return;
        const key = live.draw.add(svg, "text", { x: 292, y: 12, class: "end" });
        names.forEach((name, k) =>
            live.draw.add(key, "tspan", { class: `f${series(k)}`, dx: 8 }, name));
    }

    function drawMap() {
        const names = program.file("build/stage3/names.gp").split("\n");
        part("map").replaceChildren();
        part("wrong").replaceChildren();
        if (names[0] === "classes = 0") return; // one feature spans no plane
        const regions = live.draw.numbers(program.file("build/stage3/regions.dat"));
        const range = (from) => [Math.min(...regions.map((row) => row[from])),
            Math.max(...regions.map((row) => row[from + 1]))];
        const labels = names.filter((line) => /^[xy]name/.test(line)).map(quoted);
        const plot = live.draw.plot(part("map"), range(0), range(2), labels);
        drawRegions(plot, regions);
        drawKey(plot.svg, names.filter((line) => line.startsWith("class_names")).map(quoted));
        const rows = live.draw.numbers(program.file("build/stage3/flowers.dat"));
        const start = program.exports.wrong_rows();
        const wrong = new Uint8Array(program.memory.buffer, start, rows.length);
        rows.forEach((row, i) => drawRow(plot, row, wrong[i]));
        countWrong(rows, wrong);
    }

    function showEpoch() {
        program.exports.map_after(Number(epoch.value));
        drawMap();
        drawCurves();
        part("epoch-value").textContent = epoch.value;
    }

    function showFailure() {
        history = live.draw.numbers(program.file("build/stage3/history.csv"));
        for (const name of ["map", "wrong", "curves"]) part(name).replaceChildren();
        part("said").textContent = program.err().trim();
    }

    function showResult() {
        const test = program.out().match(/^Test Acc.*$/m)[0];
        history = live.draw.numbers(program.file("build/stage3/history.csv"));
        const [, loss, accuracy] = history[history.length - 1];
        part("said").textContent = `After ${history.length} epochs: loss ${loss.toFixed(4)}, ` +
            `accuracy ${accuracy.toFixed(4)} in training. ${test}`;
        epoch.max = epoch.value = history.length - 1;
        showEpoch();
    }

    function run() {
        const command = words();
        live.showValues(form);
        program = live.start(module, command, files);
        const failed = program.main() !== 0;
        part("command").textContent = command.join(" ");
        live.showEnd(part("printed"), program.out());
        for (const name of ["play", "epoch"]) part(name).disabled = failed;
        if (failed) showFailure();
        else showResult();
        box.dataset.runs = Number(box.dataset.runs || 0) + 1;
    }

    let playing = 0;
    function play() {
        const started = ++playing, begin = performance.now();
        const last = Number(epoch.max), time = live.calm.matches ? 0 : 4000;
        (function frame() {
            if (started !== playing) return;
            const done = time ? Math.min(1, (performance.now() - begin) / time) : 1;
            epoch.value = Math.round(done * last);
            showEpoch();
            if (done < 1) requestAnimationFrame(frame);
        })();
    }

    const LARGEST = 1 << 18; // the page waits for the training: for such a table, seconds

    async function take(file) {
        if (!file) return;
        if (file.size > LARGEST) {
            part("said").textContent = `${file.name} has more than 256 kB: too much for a page ` +
                "that trains at each move. ./stage3 --data takes it.";
            return;
        }
        own = file.name;
        files[own] = new Uint8Array(await file.arrayBuffer());
        run();
    }

    const again = live.trainer(box, form, part("said"), () => { playing++; run(); });
    form.addEventListener("input", again);
    form.addEventListener("submit", (event) => event.preventDefault());
    epoch.addEventListener("input", live.soon(() => { playing++; showEpoch(); }));
    part("play").addEventListener("click", play);
    part("back").addEventListener("click", () => {
        form.reset();
        part("table").value = "";
        own = null;
        again();
    });
    part("table").addEventListener("change", (event) => take(event.target.files[0]));
    box.addEventListener("dragover", (event) => event.preventDefault());
    box.addEventListener("drop", (event) => {
        event.preventDefault();
        take(event.dataTransfer.files[0]);
    });
});
