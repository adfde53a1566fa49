// Four numbers to a loss: the network of stage 3 is trained once, as in the chapter, and
// each move of a slider asks it about another flower.
live.widget("scores", (part, module) => {
    const form = part("settings");
    const SPECIES = ["setosa", "versicolor", "virginica"];
    const UNITS = 16; // as ./stage3 has without being asked
    const UNIT_NAMES = Array.from({ length: UNITS }, (_, i) => i % 5 === 0 ? i : "");
    const program = live.start(module, ["./stage3"], live.files);
    program.main();

    const layer = (i, count) => Array.from(
        new Float32Array(program.memory.buffer, program.exports.layer_at(i), count));

    function drawBars(svg, numbers, labels, names, colour) {
        const plot = live.draw.plot(svg, [0, numbers.length], [0, 1], labels, names);
        numbers.forEach((number, i) => {
            const left = plot.x(i + 0.15), right = plot.x(i + 0.85), top = plot.y(number);
            live.draw.add(svg, "path",
                { class: colour(i), d: `M${left} ${plot.y(0)}V${top}H${right}V${plot.y(0)}z` });
        });
    }

    function fill(name, numbers) {
        [...part(name).querySelectorAll("td")].forEach((cell, i) => {
            cell.textContent = numbers[i].toFixed(4);
        });
    }

    function show() {
        const { species, ...measures } = live.settings(form);
        live.showValues(form);
        program.exports.ask(...Object.values(measures).map(Number));
        const answers = layer(3, SPECIES.length), likely = answers.indexOf(Math.max(...answers));
        drawBars(part("units"), layer(1, UNITS), ["hidden units", "answer"], UNIT_NAMES,
            () => "f5");
        drawBars(part("answers"), answers, ["", "probability"], SPECIES, (i) => `f${i + 1}`);
        fill("scores", layer(2, SPECIES.length));
        fill("probabilities", answers);
        part("said").textContent = `The network says ${SPECIES[likely]}. If the flower is ` +
            `${SPECIES[species]}, its surprise is −ln ${answers[species].toFixed(4)} = ` +
            `${program.exports.surprise(Number(species)).toFixed(4)}.`;
    }

    form.addEventListener("input", live.soon(show));
    form.addEventListener("submit", (event) => event.preventDefault());
    show();
});
