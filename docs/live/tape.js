// The tape of stage 3: ./stage3 --graph, of whose drawing the page shows as much as the
// reader wants: six operations forward, then their six functions backward. Names, shapes and
// the lengths of gradients are those of the drawing.
live.widget("tape", (part, module) => {
    const form = part("settings");
    const FORWARD = {
        linear: ["Each row times the weights, plus the bias: a sum for each unit.",
            "tensor_linear(x, weight, bias)"],
        sigmoid: ["Each sum is bent: an answer between 0 and 1.", "tensor_sigmoid(x)"],
        softmax: ["Three scores become three probabilities, for each of the two flowers.",
            "tensor_softmax(x, 1)"],
        log_softmax: ["Softmax once more, and its logarithm: the first half of the loss.",
            "tensor_log_softmax(pred, 1)"],
        nll_loss: ["Of each row the number of the right species, their mean, and a minus.",
            "nll_loss(x, y, reduction)"],
    };
    const BACKWARD = {
        nll_loss: ["−1/2 goes to each of the two numbers that were picked, nothing to the others.",
            "nll_backward(y)"],
        log_softmax: ["What arrives, less its sum times the probabilities.",
            "log_softmax_backward(y)"],
        softmax: ["The second softmax: what comes out of it is much shorter.",
            "softmax_backward(y)"],
        sigmoid: ["Times the slope of the curve, which is 1/4 at most.", "sigmoid_backward(y)"],
        linear: ["A layer sends its gradient three ways: to the weights, to the bias, and to its " +
            "input, unless that is the data.", "linear_backward(y)"],
    };
    const [WIDTH, HEIGHT, STEP] = [104, 44, 65];
    const digits = (number) => (number === 0 || Math.abs(number) >= 0.001
        ? number.toFixed(4) : number.toExponential(1)).replaceAll("-", "−");
    let program, boxes, results;

    // The boxes of the drawing: what was computed stands in a column, the rest beside it.
    function readDrawing() {
        const dot = program.file("build/stage3/stage3-graph.dot");
        boxes = [...dot.matchAll(/^ *n\d+ \[label="([^"]*)"/gm)].map(([, label]) => {
            const [name, shape, value] = label.split("\\n");
            return { name, shape, value, inputs: [] };
        });
        const arrows = dot.matchAll(/n(\d+) -> n?(\w+)(?: \[label=" ([^"]*)")?/g);
        for (const [, from, to, grad] of arrows) {
            boxes[from].length = grad;
            if (to in boxes) boxes[to].inputs.push(boxes[from]);
        }
        results = boxes.filter((box) => box.inputs.length > 0);
        boxes.forEach((box, i) => { box.index = i; });
        results.forEach((box, k) => { box.order = k + 1; });
    }

    function place() {
        results.forEach((box, k) => {
            const first = k === 0 ? box.inputs[0] : null;
            if (first) Object.assign(first, { x: 65, y: 28, user: box });
            Object.assign(box, { x: 65, y: 28 + STEP * (k + 1) });
            const leaves = box.inputs.filter((input) => !input.order && input !== first);
            leaves.forEach((leaf, i) => Object.assign(leaf,
                { x: 235, y: box.y - 26 * (leaves.length - 1) + 52 * i, user: box }));
        });
    }

    // Is its gradient there after so many operations? That of the last result is 1 when the
    // walk back begins.
    function hasGradient(box, steps) {
        const user = box.order ? results[box.order] : box.user;
        return Boolean(box.length) && steps > results.length &&
            (!user || steps >= 2 * results.length - user.order + 1);
    }

    const hasValue = (box, steps) => !box.order || steps >= box.order;

    function drawBox(svg, box, steps, current) {
        const { x, y, name, shape, value } = box;
        const middle = (text, dy, more = "") =>
            live.draw.add(svg, "text", { class: `middle ${more}`, x, y: y + dy }, text);
        const kind = name.startsWith("layer") ? "box learned" : "box";
        live.draw.add(svg, "rect", { class: box === current ? `${kind} current` : kind,
            x: x - WIDTH / 2, y: y - HEIGHT / 2, width: WIDTH, height: HEIGHT,
            rx: box.order ? 9 : 0 });
        middle(name, -8, "strong");
        middle(hasValue(box, steps) ? [shape, value].filter(Boolean).join(" = ") : "·", 5);
        if (hasGradient(box, steps)) middle(box.length, 18, "gradient");
    }

    function drawArrow(svg, box, to) {
        const kind = box.length ? "arrow" : "arrow dotted";
        const beside = box.x !== to.x;
        const line = beside
            ? `M${box.x - WIDTH / 2} ${box.y}L${to.x + WIDTH / 2 + 8} ${to.y + (box.y - to.y) / 4}`
            : `M${box.x} ${box.y + HEIGHT / 2}V${to.y - HEIGHT / 2 - 7}`;
        const tip = beside
            ? `M${to.x + WIDTH / 2} ${to.y + (box.y - to.y) / 6}l8-4v8z`
            : `M${to.x} ${to.y - HEIGHT / 2}l-4-8h8z`;
        live.draw.add(svg, "path", { class: kind, d: line });
        live.draw.add(svg, "path", { class: "tip", d: tip });
    }

    // The box of this step, and whether its gradient is new and not its value.
    function news(steps) {
        if (steps === 0) return [results[0].inputs[0], false];
        if (steps <= results.length) return [results[steps - 1], false];
        const { inputs } = results[2 * results.length - steps];
        return [inputs.find((input) => input.name.endsWith("weight")) || inputs[0], true];
    }

    function drawNumbers(svg, box, gradient) {
        const [rows, cols = 0] = box.shape.match(/\d+/g)?.map(Number) ?? [1];
        const wide = cols > 4, down = wide ? cols : rows, across = wide ? rows : cols || 1;
        const start = gradient ? program.exports.gradient_of(box.index)
            : program.exports.numbers_of(box.index);
        const count = program.exports.count_of(box.index);
        const numbers = new Float32Array(program.memory.buffer, start, count);
        svg.replaceChildren();
        for (let i = 0; i < count; i++) {
            const [r, c] = [Math.floor(i / (cols || 1)), i % (cols || 1)];
            const [row, column] = wide ? [c, r] : [r, c];
            live.draw.add(svg, "text", { class: gradient ? "end gradient" : "end",
                x: 74 * (column + 1) - 4, y: 300 / Math.max(down, 16) * (row + 1) - 5 },
            digits(numbers[i]));
        }
        const turned = wide ? `, ${across === 2 ? "a column for each flower" : "turned"}` : "";
        part("caption").textContent =
            `${gradient ? "gradient of " : ""}${box.name} ${box.shape}${turned}`;
    }

    const show = live.steps(part, (steps) => {
        const { shown } = live.settings(form), svg = part("graph");
        let [box, gradient] = news(steps);
        svg.replaceChildren();
        for (const to of results) for (const from of to.inputs) drawArrow(svg, from, to);
        for (const each of boxes) drawBox(svg, each, steps, box);
        if (shown) {
            box = boxes[shown];
            gradient = hasGradient(box, steps);
        }
        if (hasValue(box, steps)) drawNumbers(part("numbers"), box, gradient);
        else {
            part("numbers").replaceChildren();
            part("caption").textContent = `${box.name} has not been computed yet`;
        }
        const back = steps > results.length, k = back ? 2 * results.length - steps : steps - 1;
        [part("said").textContent, part("line").textContent] = steps === 0
            ? ["Nothing has been computed yet: two flowers, four measures each.", ""]
            : (back ? BACKWARD : FORWARD)[results[k].name];
    });

    function run() {
        const { seed } = live.settings(form);
        const command = ["./stage3", "--graph", ...seed === "1" ? [] : ["--seed", seed]];
        program = live.start(module, command, live.files);
        program.main();
        readDrawing();
        place();
        live.showValues(form);
        part("command").textContent = command.join(" ");
        show();
    }

    form.addEventListener("input", live.soon(run));
    form.addEventListener("submit", (event) => event.preventDefault());
    run();
    for (const [i, { name, inputs }] of boxes.entries()) {
        const layer = inputs.find((input) => input.name.endsWith(".weight"));
        const of = layer ? `, ${layer.name.split(".")[0]}` : "";
        form.elements.shown.append(new Option(name + of, i));
    }
});
