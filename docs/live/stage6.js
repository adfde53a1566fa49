// Stage 6: one of the networks is trained, smaller than in the chapter, so that the page
// need not wait, and asked for what is drawn in the box, or for a digit of the test set.
live.widget("stage6", (part, module, box) => {
    const form = part("settings"), pad = part("pad"), digit = form.elements.digit;
    const SIZE = 250, EDGE = 4, STEP = 8, MOST = 2000, NEAR = 3, TESTS = 450;
    const CHAPTER = { network: "all", hidden: "128", epochs: "40", seed: "1" };
    let program;
    const floats = (at, count) => new Float32Array(program.memory.buffer, at, count);

    function train() {
        const settings = Object.entries(live.settings(form));
        const changed = settings.filter(([k, v]) => k in CHAPTER && v !== CHAPTER[k]);
        const words = ["./stage6", ...changed.flatMap(([k, v]) => [`--${k}`, v])];
        live.showValues(form);
        program = live.start(module, words, live.files);
        program.main();
        part("command").textContent = words.join(" ");
        part("printed").textContent = program.out();
        showDrawing();
    }

    let points = []; // [x, y, 1 where a stroke begins]
    const pen = { x: SIZE / 2, y: SIZE / 4, down: false, shown: false };

    const drawBox = (svg) => live.draw.add(svg, "rect",
        { class: "box", x: EDGE, y: EDGE, width: SIZE - 2 * EDGE, height: SIZE - 2 * EDGE });

    function drawPad() {
        pad.replaceChildren();
        drawBox(pad);
        const d = points.map(([x, y, begins]) =>
            begins ? `M${x} ${y}h.1` : `L${x} ${y}`).join("");
        live.draw.add(pad, "path", { class: "stroke", d });
        if (pen.shown) live.draw.add(pad, "circle",
            { class: pen.down ? "f2" : "f1", cx: pen.x, cy: pen.y, r: 6 });
    }

    // Squares of a picture with so many on each side; the area is the share of ink.
    function drawSquares(svg, numbers, most, side) {
        const size = 240 / side;
        svg.replaceChildren();
        drawBox(svg);
        const d = [...numbers].map((number, k) => {
            const a = Math.sqrt(number / most) * size, at = (i) => 5 + (i + 0.5) * size - a / 2;
            const [x, y] = [k % side, Math.floor(k / side)].map((i) => at(i).toFixed(1));
            return number ? `M${x} ${y}h${a.toFixed(1)}v${a.toFixed(1)}h${(-a).toFixed(1)}z` : "";
        }).join("");
        live.draw.add(svg, "path", { class: "ink", d });
    }

    function drawBars(numbers) {
        const plot = live.draw.plot(part("bars"), [0, 10], [0, 1], ["", "probability"],
            [..."0123456789"]);
        numbers.forEach((number, i) => {
            const left = plot.x(i + 0.15), right = plot.x(i + 0.85), foot = plot.y(0);
            live.draw.add(plot.svg, "path",
                { class: "f1", d: `M${left} ${foot}V${plot.y(number)}H${right}V${foot}z` });
        });
    }

    const probabilities = () => [...floats(program.exports.probabilities_at(), 10)];
    const likeliest = (answers) => answers.indexOf(Math.max(...answers));

    // What the network saw last, and what it says of it.
    function show(before) {
        const { memory, exports } = program;
        const bitmap = new Uint8Array(memory.buffer, exports.bitmap_at(), 1024);
        const answers = probabilities();
        drawPad();
        drawSquares(part("bitmap"), bitmap, 1, 32);
        drawSquares(part("seen"), floats(exports.counts_at(), 64), 16, 8);
        drawBars(answers);
        part("said").textContent = `${before}The network says ${likeliest(answers)}, ` +
            `with a probability of ${Math.max(...answers).toFixed(2)}.`;
    }

    function showDrawing() {
        if (points.length === 0) {
            showDigit();
            return;
        }
        const xs = points.map(([x]) => x), wide = Math.max(...xs) - Math.min(...xs);
        if (points.length === 1 && wide === 0) { // one dot is no digit yet
            drawPad();
            return;
        }
        floats(program.exports.points_at(), 3 * points.length)
            .set(points.flatMap(([x, y, begins]) => [x / SIZE, y / SIZE, begins]));
        program.exports.look_at_drawing(points.length);
        show("");
    }

    function showDigit() {
        const number = Math.max(0, Math.min(TESTS - 1, Math.floor(Number(digit.value)) || 0));
        const is = program.exports.look_at_digit(number);
        const row = program.exports.row_of_digit(number);
        points = [];
        show(`Test picture ${number} (row ${row}) shows a ${is}. `);
    }

    // From this picture of the test set on, the next one that is named wrongly.
    function showMistake() {
        for (let i = 1; i <= TESTS; i++) {
            const number = (Number(digit.value) + i) % TESTS;
            if (program.exports.look_at_digit(number) === likeliest(probabilities())) continue;
            digit.value = number;
            break;
        }
        showDigit();
    }

    const soon = live.soon(showDrawing);

    // Points at equal distances, so that a slow hand does not count more.
    function lineTo(x, y) {
        const [fromX, fromY] = points.at(-1), far = Math.hypot(x - fromX, y - fromY);
        const count = Math.floor(far / NEAR);
        for (let i = 1; i <= count && points.length < MOST; i++) {
            const share = i * NEAR / far;
            points.push([fromX + share * (x - fromX), fromY + share * (y - fromY), 0]);
        }
        soon();
    }

    function begin(x, y) {
        if (points.length < MOST) points.push([x, y, 1]);
        soon();
    }

    function wipe() {
        points = [];
        pen.down = false;
        showDigit();
    }

    const place = ({ clientX, clientY }) => {
        const { left, top, width } = pad.getBoundingClientRect(), scale = SIZE / width;
        return [(clientX - left) * scale, (clientY - top) * scale];
    };
    pad.addEventListener("pointerdown", (event) => {
        pad.setPointerCapture(event.pointerId);
        pen.shown = pen.down = false;
        begin(...place(event));
    });
    pad.addEventListener("pointermove", (event) => {
        if (pad.hasPointerCapture(event.pointerId)) lineTo(...place(event));
    });

    const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    pad.addEventListener("keydown", (event) => {
        const [across, down] = MOVES[event.key] || [0, 0];
        if (event.key === "Delete" || event.key === "Backspace") wipe();
        else if (event.key === " ") {
            pen.down = !pen.down;
            if (pen.down) begin(pen.x, pen.y);
        } else if (!(event.key in MOVES)) return;
        event.preventDefault();
        pen.shown = true;
        pen.x = Math.max(10, Math.min(SIZE - 10, pen.x + STEP * across));
        pen.y = Math.max(10, Math.min(SIZE - 10, pen.y + STEP * down));
        if (pen.down && (across || down)) lineTo(pen.x, pen.y);
        else drawPad();
    });
    pad.addEventListener("focus", () => { pen.shown = pad.matches(":focus-visible"); drawPad(); });
    pad.addEventListener("blur", () => { pen.shown = false; drawPad(); });

    part("wipe").addEventListener("click", wipe);
    part("mistake").addEventListener("click", showMistake);
    const again = live.trainer(box, form, part("said"), train), other = live.soon(showDigit);
    part("back").addEventListener("click", () => {
        form.reset();
        again();
    });
    form.addEventListener("input", (event) => event.target === digit ? other() : again());
    form.addEventListener("submit", (event) => event.preventDefault());
});
