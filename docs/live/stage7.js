// Stage 7: each change of a slider trains the model anew, in the page, and lets it make
// twenty names. For each of their letters the program has noted what it looked at.
live.widget("stage7", (part, module, box) => {
    const form = part("settings"), at = part("at");
    const START = live.settings(form); // as in the chapter
    const HEADS = 4, BLOCK = 16, LETTERS = ".abcdefghijklmnopqrstuvwxyz";
    let program, notes, names, which = 0;

    function words() {
        const changed = Object.entries(live.settings(form)).filter(([k, v]) => v !== START[k]);
        return ["./stage7", ...changed.flatMap(([option, value]) => [`--${option}`, value])];
    }

    // What was noted for each letter of each name.
    function readNotes() {
        const { exports, memory } = program, size = exports.note_size();
        const all = new Float32Array(memory.buffer, exports.first_note(),
            size * exports.note_count());
        notes = names.map(() => []);
        for (let i = 0; i < all.length; i += size) {
            const note = all.slice(i, i + size);
            notes[note[0]].push({
                share: (head) => [...note.subarray(2 + BLOCK * head, 2 + BLOCK * head + note[1])],
                probability: [...note.subarray(2 + BLOCK * HEADS)] });
        }
    }

    // Behind the letters so far: the edge first.
    const soFar = (count) => `.${names[which].slice(0, count)}`;

    // A triangle of squares for each head, as large as the shares.
    function drawHeads(count) {
        const svg = part("heads"), cell = 118 / notes[which].length;
        svg.replaceChildren();
        for (let head = 0; head < HEADS; head++) {
            const left = 20 + 150 * (head % 2), top = 16 + 150 * (head >> 1);
            live.draw.add(svg, "text", { class: "end", x: left + 118, y: top + 12 },
                `head ${head}`);
            [...soFar(count)].forEach((letter, i) => {
                const y = top + cell * (i + 0.5), last = i === count ? "" : "soft";
                live.draw.add(svg, "text", { class: `end ${last}`, x: left - 4, y: y + 4 }, letter);
                live.draw.add(svg, "text", { class: `middle ${last}`, x: left + cell * (i + 0.5),
                    y: top + 131 }, letter);
                notes[which][i].share(head).forEach((share, j) => {
                    const side = 0.96 * cell * Math.sqrt(share);
                    live.draw.add(svg, "rect", { class: `f${head + 1}`, "data-share": share,
                        x: left + cell * (j + 0.5) - side / 2, y: y - side / 2,
                        width: side, height: side });
                });
            });
        }
    }

    // The 27 probabilities; the letter that was drawn has another colour.
    function drawNext(count) {
        const note = notes[which][count], svg = part("next");
        svg.replaceChildren();
        live.draw.add(svg, "text", { x: 6, y: 12 }, `what comes after ${soFar(count)}`);
        const drawn = LETTERS.indexOf(names[which][count] || ".");
        note.probability.forEach((p, i) => {
            live.draw.add(svg, "rect", { class: i === drawn ? "f2" : "f1", x: 8 + 10.6 * i,
                y: 130 - 108 * p, width: 8.6, height: 108 * p });
            live.draw.add(svg, "text", { class: "middle", x: 12.3 + 10.6 * i, y: 144 },
                LETTERS[i]);
        });
    }

    // Means of fifty losses, or of fewer where there are few.
    function drawLoss() {
        const losses = live.draw.numbers(program.file("build/stage7/history.csv"))
            .map((row) => row[1]);
        const many = Math.max(1, Math.round(losses.length / 20)), means = [];
        for (let i = 0; i + many <= losses.length; i += many)
            means.push([i + many / 2, losses.slice(i, i + many).reduce((a, b) => a + b) / many]);
        const plot = live.draw.plot(part("loss"), [0, 1.06 * Math.max(1, losses.length)], [2, 3.4],
            ["step", "loss"]);
        live.draw.curve(plot, means, "c1");
    }

    function say(count) {
        const { probability } = notes[which][count], next = names[which][count];
        const drawn = probability[LETTERS.indexOf(next || ".")].toFixed(4);
        const what = next ? `the letter ${next} was drawn` : "the end was drawn";
        part("said").textContent =
            `Name ${which + 1}: after ${soFar(count)} ${what}, with probability ${drawn}.`;
    }

    function show() {
        const count = Number(at.value);
        part("at-value").textContent = `${count} of ${names[which].length}`;
        at.setAttribute("aria-valuetext", soFar(count));
        drawHeads(count);
        drawNext(count);
        say(count);
    }

    function choose(name) {
        which = name % names.length;
        at.max = notes[which].length - 1; // first: a value is never above it
        at.value = at.max;
        show();
    }

    function run() {
        const command = words();
        live.showValues(form);
        program = live.start(module, command, live.files);
        program.main();
        part("command").textContent = command.join(" ");
        part("printed").textContent = program.out();
        names = program.out().split("this model")[1].split("\n").slice(2, -1)
            .map((line) => line.split(" ")[0]);
        readNotes();
        drawLoss();
        choose(which);
        box.dataset.runs = Number(box.dataset.runs || 0) + 1;
    }

    let playing = 0;
    function play() {
        const started = ++playing, wait = live.calm.matches ? 0 : 500;
        at.value = 0;
        (function frame() {
            if (started !== playing) return;
            show();
            if (at.value === at.max) return;
            setTimeout(() => {
                at.value = started === playing ? Number(at.value) + 1 : at.value;
                frame();
            }, wait);
        })();
    }

    const again = live.trainer(box, form, part("said"), () => { playing++; run(); });
    form.addEventListener("input", again);
    part("back").addEventListener("click", () => {
        form.reset();
        again();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    at.addEventListener("input", live.soon(() => { playing++; show(); }));
    part("play").addEventListener("click", play);
    part("another").addEventListener("click", () => { playing++; choose(which + 1); });
});
