// Stage 5 with one activation: each change runs the program anew, and what it writes for
// gnuplot is drawn here.
live.widget("stage5", (part, module, box) => {
    const form = part("settings"), z = part("z");
    const CHAPTER = { ...live.settings(form), activation: "all" };
    const NAMES = [...form.elements.activation.options].map((option) => option.text.trim());
    let program, name, curves;

    function words() {
        const changed = Object.entries(live.settings(form)).filter(([k, v]) => v !== CHAPTER[k]);
        return ["./stage5", ...changed.flatMap(([option, value]) => [`--${option}`, value])];
    }

    const numbers = (path) => live.draw.numbers(program.file(`build/stage5/${path}`));

    // A key above the plot: words in the colours of the curves.
    function drawKey(svg, names) {
        const key = live.draw.add(svg, "text", { x: 292, y: 12, class: "end" });
        names.forEach((text, i) =>
            live.draw.add(key, "tspan", { class: `f${i + 1}`, dx: 8 }, text));
    }

    function drawTraining() {
        const history = numbers(`training-${name}.csv`), losses = history.map((row) => row[1]);
        const plot = live.draw.plot(part("training"), [0, Math.max(1, history.length - 1)],
            [0, Math.max(1, ...losses.filter(Number.isFinite))], ["epoch", ""]);
        live.draw.curve(plot, history.map(([i, loss]) => [i, loss]), "c1");
        live.draw.curve(plot, history.map(([i, , accuracy]) => [i, accuracy]), "c2");
        drawKey(plot.svg, ["loss", "accuracy"]);
        const [, loss, accuracy] = history.at(-1);
        part("said-training").textContent = `After ${history.length} epochs its loss is ` +
            `${loss.toFixed(4)}, its accuracy ${accuracy.toFixed(4)} in training.`;
    }

    // A row of family.dat has z, the seven values, the seven slopes.
    function drawBend() {
        const which = NAMES.indexOf(name) + 1, slope = which + NAMES.length;
        const plot = live.draw.plot(part("bend"), [-4, 4], [-1.5, 4], ["z", name]);
        const row = curves[Number(z.value)], [x] = row, y = row[which];
        const tangent = [x - 0.8, x + 0.8].map((at) => [at, y + row[slope] * (at - x)]);
        live.draw.curve(plot, curves.map((r) => [r[0], r[which]]), "c1");
        live.draw.curve(plot, curves.map((r) => [r[0], r[slope]]), "c2");
        live.draw.curve(plot, tangent, "tangent");
        live.draw.add(plot.svg, "circle", { class: "f1", cx: plot.x(x), cy: plot.y(y), r: 4 });
        live.draw.add(plot.svg, "circle",
            { class: "f2", cx: plot.x(x), cy: plot.y(row[slope]), r: 4 });
        drawKey(plot.svg, ["value", "slope"]);
        part("z-value").textContent = x.toFixed(2);
        z.setAttribute("aria-valuetext", x.toFixed(2));
        part("slope").textContent = `At z = ${x.toFixed(2)} its value is ${y.toFixed(4)}, and ` +
            `its slope, by which the gradient is multiplied there, ${row[slope].toFixed(4)}.`;
    }

    // A bar for each layer, as high as the logarithm of its gradient.
    function drawLayers() {
        const rows = numbers("gradients.dat").map((row) => row[NAMES.indexOf(name) + 1]);
        const names = rows.map((_, i) => i % 2 ? "" : i + 1), LOW = -24;
        const plot = live.draw.plot(part("layers"), [0, rows.length], [LOW, 0],
            ["layer", "power of ten of the gradient"], names);
        rows.forEach((gradient, i) => {
            const top = plot.y(Math.max(LOW, Math.log10(gradient)));
            const left = plot.x(i + 0.15), right = plot.x(i + 0.85), bottom = plot.y(LOW);
            live.draw.add(plot.svg, "path",
                { class: "f1", d: `M${left} ${bottom}V${top}H${right}V${bottom}z` });
        });
        return rows;
    }

    // The networks of the table of dead units, with the chosen start: a square for each
    // unit, the first hidden layer on the left. Counts what is grey in each.
    function drawDead() {
        const { exports, memory } = program, LAYERS = 3, INITS = ["default", "xavier", "he"];
        const RATES = ["before", "lr 0.001", "lr 0.01", "lr 0.1", "lr 1"], svg = part("dead");
        const { init, hidden } = live.settings(form), network = LAYERS * hidden;
        const from = INITS.indexOf(init) * RATES.length * network;
        const all = new Float32Array(memory.buffer, exports.largest_answers(),
            exports.unit_count());
        const high = Math.min(12, 200 / hidden);
        svg.replaceChildren();
        return RATES.map((rate, r) => {
            const units = [...all.subarray(from + r * network, from + (r + 1) * network)];
            live.draw.add(svg, "text", { class: "middle", x: 30 + 60 * r, y: 12 }, rate);
            units.forEach((answer, i) => live.draw.add(svg, "rect", {
                class: answer > 0 ? "alive" : "dead", width: 14, height: high - 1,
                x: 6 + 60 * r + 16 * Math.floor(i / hidden), y: 22 + high * (i % hidden) }));
            return units.filter((answer) => !(answer > 0)).length;
        });
    }

    function say(rows, dead) {
        const units = 3 * live.settings(form).hidden;
        part("said").textContent = `The mean gradient is ${rows.at(-1).toExponential(1)} in the ` +
            `last layer, ${rows[0].toExponential(1)} in the first.`;
        part("said-dead").textContent = `Of ${units} units ${dead[0]} are dead before training; ` +
            `after it, as the learning rate grows, ${dead.slice(1, -1).join(", ")} and ` +
            `${dead.at(-1)}.`;
    }

    // What is printed about one unit comes first; the page shows what is about networks.
    function print(text) {
        const pre = part("printed"), before = text.slice(0, text.search(/^activation +loss/m));
        const high = parseFloat(getComputedStyle(pre).lineHeight);
        pre.textContent = text;
        pre.scrollTop = (before.split("\n").length - 1) * high;
    }

    function run() {
        const command = words();
        live.showValues(form);
        name = live.settings(form).activation;
        program = live.start(module, command, live.files);
        const failed = program.main() !== 0;
        part("command").textContent = command.join(" ");
        print(program.out());
        if (failed) part("said").textContent = program.err().trim();
        if (failed) return;
        curves = numbers("family.dat");
        drawTraining();
        drawBend();
        say(drawLayers(), drawDead());
    }

    const again = live.trainer(box, form, part("said"), run);
    form.addEventListener("input", ({ target }) => { if (target !== z) again(); });
    part("back").addEventListener("click", () => {
        form.reset();
        again();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    z.addEventListener("input", live.soon(drawBend));
});
