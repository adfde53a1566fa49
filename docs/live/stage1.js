// Stage 1: the program is run at each change, with a record of every step; the buttons
// go through the record, and the two drawings show where it is.
live.widget("stage1", (part, module, box) => {
    const form = part("settings"), places = part("places"), at = part("at");
    const CHAPTER = live.settings(form);
    const W = [-4, 8], B = [-2, 10]; // what is seen of the valley
    const LEVELS = [0.5, 1, 2, 4, 8, 16, 32, 64];
    let start = null, marks = {}; // what the reader has dragged
    let program, failed, line, valley;

    const floats = (address, count) => new Float32Array(program.memory.buffer, address, count);
    const stepAt = (i) => Array.from(floats(program.exports.step_at(i), 10));
    const pointAt = (i) => Array.from(floats(program.exports.point_at(i), 2));
    const count = () => program.exports.step_count();
    const digits = (number) => Math.abs(number) < 1e4 ? number.toFixed(4) : number.toExponential(3);

    // The parameters after so many steps.
    const parameters = (steps) => steps ? stepAt(steps - 1).slice(8) : stepAt(0).slice(0, 2);

    // One path for each level: all places where the loss is below it.
    function drawValley() {
        valley = live.draw.plot(part("valley"), W, B, ["slope w", "height b"]);
        const CELLS = 64, size = (W[1] - W[0]) / CELLS, paths = LEVELS.map(() => "");
        for (let row = 0; row < CELLS; row++)
            for (let cell = 0; cell < CELLS; cell++) {
                const w = W[0] + cell * size, b = B[0] + row * size;
                const loss = program.exports.loss_at(w + size / 2, b + size / 2);
                const level = LEVELS.findIndex((bound) => loss < bound);
                if (level < 0) continue;
                paths[level] += `M${valley.x(w)} ${valley.y(b)}` +
                    `H${valley.x(w + size)}V${valley.y(b + size)}H${valley.x(w)}z`;
            }
        paths.forEach((d, level) => live.draw.add(valley.below, "path",
            { d, class: "f1", opacity: 0.8 * (1 - level / LEVELS.length) }));
    }

    const inside = ([w, b]) => w >= W[0] && w <= W[1] && b >= B[0] && b <= B[1];

    function drawPath(steps) {
        for (const old of part("valley").querySelectorAll(".path")) old.remove();
        const path = [], every = Math.ceil(steps / 500);
        for (let i = 0; i < steps; i += every) path.push(parameters(i));
        path.push(parameters(steps));
        live.draw.curve(valley, path.filter(inside), "c2 path");
        const [first] = path, last = path[path.length - 1];
        live.draw.add(part("valley"), "circle",
            { class: "path handle start", cx: valley.x(first[0]), cy: valley.y(first[1]), r: 6 });
        if (inside(last)) live.draw.add(part("valley"), "circle",
            { class: "path f2", cx: valley.x(last[0]), cy: valley.y(last[1]), r: 4 });
    }

    // Above the drawing are the hours as the program measures them; at 0 the line is b high.
    function drawMeasure(b) {
        const [first, last] = [0, 9].map(program.exports.measured), { svg, left, right } = line;
        const place = (x) => left + (right - left) * (x - first) / (last - first);
        const add = (name, attributes, text) => live.draw.add(svg, name, attributes, text);
        for (const x of [-1, 0, 1]) {
            add("path", { class: "axis", d: `M${place(x)} ${line.top}v5` });
            add("text", { class: "middle", x: place(x), y: 12 }, String(x).replace("-", "−"));
        }
        add("text", { class: "end", x: right, y: 12 }, "x");
        add("text", { x: 4, y: 12 }, "mark");
        add("path", { class: "now", d: `M${place(0)} ${line.top}V${line.bottom}` });
        if (b < line.yRange[0] || b > line.yRange[1]) return;
        add("circle", { class: "f2", cx: place(0), cy: line.y(b), r: 3 });
        add("text", { class: "f2 strong", x: place(0) + 5, y: line.y(b) + 14 }, "b");
    }

    function drawLine(steps) {
        line = live.draw.plot(part("line"), [0, 9], [0, 12], ["hours", ""]);
        const ends = floats(program.exports.line_of(...parameters(steps)), 2);
        const [left, right] = ends.map((y) => Math.max(-99, Math.min(99, y)));
        live.draw.curve(line, [[0, left], [9, right]], "c2 cut");
        drawMeasure(parameters(steps)[1]);
        const chosen = pointOf(steps);
        for (let i = 0; i < 10; i++) {
            const [x, y] = pointAt(i);
            const name = i === chosen ? "f1 handle chosen" : "f1 handle";
            const mark = live.draw.add(line.svg, "circle",
                { class: name, cx: line.x(x), cy: line.y(y), r: 5 });
            mark.dataset.point = i;
        }
    }

    // Which point this step looked at, if it is one: the step has its x.
    function pointOf(steps) {
        if (!steps || live.settings(form)["batch-size"] !== "1") return -1;
        const [, , x] = stepAt(steps - 1);
        return Array.from({ length: 10 }, (_, i) => program.exports.measured(pointAt(i)[0]))
            .indexOf(x);
    }

    function fill(row, numbers) {
        [...part(row).children].forEach((cell, i) => {
            cell.textContent = numbers[i] === undefined ? "–" : digits(numbers[i]);
        });
    }

    function showNumbers(steps) {
        const [, , x, y, pred, loss, gradW, gradB, w, b] = steps ? stepAt(steps - 1) : [];
        const one = live.settings(form)["batch-size"] === "1";
        const point = pointOf(steps);
        part("caption").textContent = point < 0 ? "The numbers of this step"
            : `This step looks at the ringed point, ${pointAt(point)[0]} hours`;
        fill("batch", !steps ? [] : one ? [x, y, pred, pred - y, loss]
            : [undefined, undefined, undefined, undefined, loss]);
        fill("move", steps ? [gradW, gradB, w, b, program.exports.loss_at(w, b)] : []);
    }

    function show() {
        const steps = Number(at.value);
        part("at-value").textContent = steps;
        showNumbers(steps);
        drawLine(steps);
        drawPath(steps);
    }

    const lossAfter = (steps) => program.exports.loss_at(...parameters(steps));

    // What the whole training has come to.
    function say() {
        const total = count(), first = lossAfter(0), last = lossAfter(total);
        part("said").textContent = failed
            ? `The steps are too large: each one jumps over the valley, to a place higher than ` +
              `where it came from. ${program.err().trim()}`
            : `${total} steps: the loss of all ten points goes from ${digits(first)} to ` +
              `${digits(last)}${last > first ? ": the steps are too large" : ""}.`;
    }

    function sayMeasure() {
        const [first, middle, last] = [0, 4.5, 9].map((hours) =>
            program.exports.measured(hours).toFixed(4).replace("-", "−"));
        part("measure").textContent = `The program measures the hours anew; that is the x above ` +
            `the drawing. 0 hours are x = ${first}, 4.5 hours x = ${middle}, 9 hours ` +
            `x = ${last}. The slope w is per 1 of x, the height b is where x is 0.`;
    }

    function showPlaces() {
        const values = live.settings(places), [w, b] = parameters(0);
        places.elements.w.value = w;
        places.elements.b.value = b;
        places.elements.mark.value = pointAt(Number(values.point))[1];
        live.showValues(places);
    }

    function words() {
        const changed = Object.entries(live.settings(form)).filter(([k, v]) => v !== CHAPTER[k]);
        return ["./stage1", ...changed.flatMap(([name, value]) => [`--${name}`, value])];
    }

    function run() {
        const command = words(), ended = at.value === at.max;
        program = live.start(module, command, {});
        if (start) program.exports.set_start(...start);
        for (const [point, y] of Object.entries(marks)) program.exports.set_mark(Number(point), y);
        failed = program.main() !== 0;
        live.showValues(form);
        at.max = count();
        if (ended) at.value = count();
        showPlaces();
        drawValley();
        say();
        show();
        const moved = start || Object.keys(marks).length ? ", with what you have moved" : "";
        part("command").textContent = command.join(" ") + moved;
        live.showEnd(part("printed"), program.out());
    }

    let playing = 0;
    function goTo(steps) {
        playing++;
        at.value = steps;
        show();
    }

    // Whoever is at the end begins again.
    const stepsSoFar = () => Number(at.value) < count() ? Number(at.value) : 0;

    function goOn(by) {
        const from = stepsSoFar(), again = from < Number(at.value) ? "From the start again. " : "";
        goTo(from + by);
        part("said").textContent = `${again}After step ${at.value} of ${count()} the loss of all ` +
            `ten points is ${digits(lossAfter(Number(at.value)))}.`;
    }

    function play() {
        const from = stepsSoFar(), total = count();
        say();
        const started = ++playing, begin = performance.now(), time = live.calm.matches ? 0 : 4000;
        (function frame() {
            if (started !== playing) return;
            const done = time ? Math.min(1, (performance.now() - begin) / time) : 1;
            at.value = Math.round(from + done * done * (total - from));
            show();
            if (done < 1) requestAnimationFrame(frame);
        })();
    }

    // Where in the plot the pointer is.
    function placeOf(event, svg, plot) {
        const { left, top, width } = svg.getBoundingClientRect();
        const scale = svg.viewBox.baseVal.width / width;
        const part = (v, from, to, [low, high]) =>
            Math.max(low, Math.min(high, low + (high - low) * (v - from) / (to - from)));
        return [part((event.clientX - left) * scale, plot.left, plot.right, plot.xRange),
            part((event.clientY - top) * scale, plot.bottom, plot.top, plot.yRange)];
    }

    function draggable(svg, move) {
        let held = null;
        svg.addEventListener("pointerdown", (event) => {
            held = event.target.closest(".handle");
            if (held) svg.setPointerCapture(event.pointerId);
            if (held) event.preventDefault();
        });
        svg.addEventListener("pointermove", (event) => { if (held) move(event, held); });
        for (const end of ["pointerup", "pointercancel"])
            svg.addEventListener(end, () => { held = null; });
    }

    const changed = live.soon(() => { playing++; run(); });
    draggable(part("valley"), (event) => {
        start = placeOf(event, part("valley"), valley);
        changed();
    });
    draggable(part("line"), (event, held) => {
        const { point } = held.dataset;
        places.elements.point.value = point;
        [, marks[point]] = placeOf(event, part("line"), line);
        changed();
    });
    form.addEventListener("input", changed);
    places.addEventListener("input", ({ target }) => {
        const { w, b, point, mark } = live.settings(places);
        if (target.name === "w" || target.name === "b") start = [Number(w), Number(b)];
        if (target.name === "mark") marks[point] = Number(mark);
        changed();
    });
    at.addEventListener("input", live.soon(() => {
        goTo(Number(at.value));
        say();
    }));
    part("step").addEventListener("click", () => goOn(1));
    part("round").addEventListener("click", () =>
        goOn(Math.ceil(10 / Number(live.settings(form)["batch-size"]))));
    part("run").addEventListener("click", play);
    part("back").addEventListener("click", () => {
        form.reset();
        start = null;
        marks = {};
        at.value = at.max;
        changed();
    });
    for (const f of [form, places]) f.addEventListener("submit", (e) => e.preventDefault());
    run();
    sayMeasure();
});
