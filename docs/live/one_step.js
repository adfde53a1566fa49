// One step: ./stage1 --graph, of which the page shows as much as the reader wants: five
// operations forward, then their five functions backward.
live.widget("one_step", (part, module) => {
    const form = part("settings"), seeds = part("seeds");
    // Name, place of the middle, which box it leads to, when its value and its gradient
    // are there.
    const BOXES = [
        ["x", 50, 25, 2, 0, 11], ["weight", 175, 25, 2, 0, 10], ["matmul", 110, 98, 4, 1, 9],
        ["bias", 250, 171, 4, 0, 9], ["add", 110, 171, 6, 2, 8], ["y", 250, 244, 6, 0, 11],
        ["sub", 110, 244, 7, 3, 7], ["pow", 110, 317, 8, 4, 6], ["mean", 110, 390, null, 5, 11],
    ];
    const STEPS = [
        ["Nothing has been computed yet. Press Next.", ""],
        ["The batch is multiplied with the weight: a = w x.", "tensor_matmul(x, model->weight)"],
        ["The bias is added: p = a + b, the prediction.", "tensor_add(a, model->bias)"],
        ["The target is subtracted: d = p − y.", "tensor_sub(input, target)"],
        ["The difference is squared: s = d².", "tensor_pow(d, 2)"],
        ["The mean of one number is the number: the loss. Now back.", "tensor_mean(s)"],
        ["At the loss stands 1. The mean of one number passes it on.", "total_backward(y)"],
        ["The square multiplies what arrives by its slope, 2 d.", "pow_backward(y)"],
        ["A difference passes on what arrives. Nobody will change y.", "sub_backward(y)"],
        ["A sum passes on what arrives, to both of its inputs.", "add_backward(y)"],
        ["The product multiplies what arrives by x: that is the weight's gradient.",
            "matmul_backward(y)"],
    ];
    const ORDER = ["weight", "bias", "x", "y"]; // set_number in one_step.c
    const digits = (number) => String(Number(number.toPrecision(4)));
    let own = {}, program;

    function drawBox(svg, i, steps) {
        const [name, x, y, , when] = BOXES[i], leaf = when === 0;
        const kind = name === "weight" || name === "bias" ? "box learned" : "box";
        live.draw.add(svg, "rect",
            { class: kind, x: x - 46, y: y - 20, width: 92, height: 40, rx: leaf ? 0 : 9 });
        live.draw.add(svg, "text", { class: "middle", x, y: y - 4 }, name);
        const value = steps >= when ? digits(program.exports.value_of(i)) : "·";
        live.draw.add(svg, "text", { class: "middle number", x, y: y + 13 }, value);
    }

    // From the side an arrow is level, else it leads down: the line, its tip, and where
    // the gradient stands.
    function arrowShape([, x, y, to]) {
        const [, toX, toY] = BOXES[to], edge = toX + 47, tip = toX + (x - toX) * 0.45;
        return y === toY
            ? [`M${x - 46} ${y}H${edge}`, `M${edge - 1} ${y}l8-4v8z`, "middle", 180, y - 26]
            : [`M${x} ${y + 20}L${tip} ${toY - 21}`, `M${tip} ${toY - 20}l-4-8h8z`,
                ...x > toX ? ["", x - 7, y + 40] : ["end", toX - 7, y + 40]];
    }

    function drawArrow(svg, i, steps) {
        const [, , , to, , when] = BOXES[i];
        if (to === null) return;
        const [line, tip, align, x, y] = arrowShape(BOXES[i]);
        live.draw.add(svg, "path", { class: when > 10 ? "arrow dotted" : "arrow", d: line });
        live.draw.add(svg, "path", { class: "tip", d: tip });
        if (when > 10 || steps < when) return;
        live.draw.add(svg, "text", { class: `f1 gradient ${align}`, x, y },
            `grad ${digits(program.exports.gradient_of(i))}`);
    }

    const show = live.steps(part, (steps) => {
        const svg = part("graph");
        svg.replaceChildren();
        BOXES.forEach((box, i) => drawArrow(svg, i, steps));
        BOXES.forEach((box, i) => drawBox(svg, i, steps));
        [part("said").textContent, part("line").textContent] = STEPS[steps];
    });

    function run() {
        const { seed } = live.settings(seeds);
        const command = ["./stage1", "--graph", ...seed === "1" ? [] : ["--seed", seed]];
        program = live.start(module, command, {});
        for (const [name, value] of Object.entries(own))
            program.exports.set_number(ORDER.indexOf(name), value);
        program.main();
        live.showValues(seeds);
        for (const [i, [name]] of BOXES.entries())
            if (ORDER.includes(name) && !(name in own))
                form.elements[name].value = digits(program.exports.value_of(i));
        const moved = Object.keys(own).length ? ", with numbers of your own" : "";
        part("command").textContent = command.join(" ") + moved;
        show();
    }

    form.addEventListener("input", ({ target }) => {
        if (Number.isFinite(target.valueAsNumber)) own[target.name] = target.valueAsNumber;
        run();
    });
    seeds.addEventListener("input", live.soon(() => {
        own = {};
        run();
    }));
    for (const f of [form, seeds]) f.addEventListener("submit", (event) => event.preventDefault());
    run();
});
