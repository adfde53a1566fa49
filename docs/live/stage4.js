// Stage 4: the page trains and saves, as the chapter does, and ./stage4 --describe reads
// the file. Its machine is stopped after any instruction. Nothing leaves the page.
live.widget("stage4", (part, module, box) => {
    const form = part("settings"), at = part("at"), place = part("place").elements.byte;
    const LINES = 12, WIDTH = 8; // of the bytes shown as numbers
    const LARGEST = 64 << 20; // for a page
    const PARTS = ["", "pickle", "parameters", "headers", "padding", "directory"];
    const MARK = "what stands above the last mark";
    const INSTRUCTIONS = new Map(Object.entries({ // pickletools has these names
        0x80: ["PROTO", "which language this is: version 2"],
        N: ["NONE", "push None"],
        "]": ["EMPTY_LIST", "push an empty list"],
        "}": ["EMPTY_DICT", "push an empty dict"],
        0x88: ["NEWTRUE", "push True"],
        0x89: ["NEWFALSE", "push False"],
        K: ["BININT1", "push a whole number of one byte"],
        M: ["BININT2", "push a whole number of two bytes"],
        J: ["BININT", "push a whole number of four bytes"],
        0x8a: ["LONG1", "push a whole number of as many bytes as the next one says"],
        G: ["BINFLOAT", "push a floating-point number of eight bytes"],
        X: ["BINUNICODE", "push a text: its length in four bytes, then its letters"],
        c: ["GLOBAL", "push what has this name in this module: a function or a class"],
        "(": ["MARK", "push a mark, to remember this height of the stack"],
        ")": ["EMPTY_TUPLE", "push an empty tuple"],
        0x85: ["TUPLE1", "make a tuple of the topmost value"],
        0x86: ["TUPLE2", "make a tuple of the two topmost values"],
        0x87: ["TUPLE3", "make a tuple of the three topmost values"],
        t: ["TUPLE", `make a tuple of ${MARK}`],
        s: ["SETITEM", "put a key and its value into the dict below them"],
        u: ["SETITEMS", `put ${MARK}, keys and values in turn, into the dict below it`],
        R: ["REDUCE", "call the function with the tuple. Here it becomes a note of the call"],
        0x81: ["NEWOBJ", "make an object of the class. Here it becomes a note"],
        b: ["BUILD", "give the object below the dict these attributes"],
        Q: ["BINPERSID", "ask for something outside the pickle: the numbers of a tensor"],
        q: ["BINPUT", "remember what is on top, under the number that follows"],
        r: ["LONG_BINPUT", "remember what is on top, under the number that follows"],
        h: ["BINGET", "push what was remembered under this number"],
        j: ["LONG_BINGET", "push what was remembered under this number"],
        ".": ["STOP", "the end: what is on the stack is what the file holds"],
    }).map(([code, words]) =>
        [/\d/.test(code) ? Number(code) : code.charCodeAt(0), words]));

    const made = live.start(module, ["./stage4"], live.files);
    made.main();
    const FILES = {
        state: ["iris_classifier_state.pt", made.bytes("build/stage4/iris_classifier_state.pt")],
        whole: ["iris_classifier.pt", made.bytes("build/stage4/iris_classifier.pt")],
        attack: ["evil.pt", live.files["tests/golden/model_files/refused_evil.pt"]],
    };
    let name, bytes, program, rectangles, steps, shown; // shown: the byte that one looks at
    const flipped = new Set();

    // What the byte is for: the map has 64 bytes in a row.
    function partOf(byte) {
        const row = byte - byte % 64, column = byte % 64;
        const found = rectangles.find(([x0, x1, from, to]) =>
            from <= row && row < to && x0 <= column && column < x1);
        return found ? found[4] : 0;
    }

    const hex = (number, digits) => number.toString(16).padStart(digits, "0");
    // Where the instruction stands that was performed last, and where it ends.
    const instruction = () => {
        const step = Number(at.value);
        return step && steps ? [program.exports.place_of(step - 1), program.exports.place_of(step)]
            : [-1, -1];
    };

    function drawMap() {
        const svg = part("map"), { width, height } = svg.viewBox.baseVal;
        const rows = Math.ceil(bytes.length / 64), x = width / 64;
        const y = Math.min(8, height / rows) / 64;
        svg.replaceChildren();
        for (const [x0, x1, from, to, kind] of rectangles)
            live.draw.add(svg, "path", { class: `b${kind}`,
                d: `M${x * x0} ${y * from}H${x * x1}V${y * to}H${x * x0}z` });
        const cell = (byte, name) => live.draw.add(svg, "rect", { class: name,
            x: x * (byte % 64) - 2, y: y * (byte - byte % 64) - 2,
            width: x + 4, height: 64 * y + 4 });
        for (const byte of flipped) cell(byte, "cell wrong");
        cell(shown, "cell");
    }

    function drawByte(svg, byte, x, y, [from, to]) {
        const kind = partOf(byte), wrong = flipped.has(byte) ? " wrong" : "";
        const inside = byte >= from && byte < to;
        live.draw.add(svg, "rect", { class: inside ? `b${kind}` : `l${kind}`,
            x, y: y - 14, width: 21, height: 19 });
        if (byte === shown || wrong)
            live.draw.add(svg, "rect",
                { class: `cell${wrong}`, x: x + 1, y: y - 13, width: 19, height: 17 });
        live.draw.add(svg, "text",
            { class: `middle byte${inside ? " in" : ""}`, x: x + 10.5, y }, hex(bytes[byte], 2));
    }

    // Lines of bytes, those that one looks at in the third of them.
    function drawBytes() {
        const svg = part("bytes"), here = instruction(), LINE = 20.5;
        const top = Math.floor(bytes.length / WIDTH) - LINES + 1;
        const first = Math.max(0, Math.min(top, Math.floor(shown / WIDTH) - 2));
        svg.replaceChildren();
        for (let line = 0; line < LINES; line++) {
            const from = (first + line) * WIDTH, y = 15 + line * LINE;
            const row = bytes.subarray(from, from + WIDTH);
            if (row.length === 0) break;
            live.draw.add(svg, "text", { class: "byte soft", x: 0, y }, hex(from, 4));
            row.forEach((_, i) => drawByte(svg, from + i, 46 + 22 * i, y, here));
            const letters = [...row].map((b) => b >= 32 && b < 127 ? String.fromCharCode(b) : "·");
            live.draw.add(svg, "text", { class: "byte soft", x: 230, y }, letters.join(""));
        }
    }

    function drawPlace() {
        place.value = shown;
        part("at-byte").textContent = `0x${hex(shown, 3)}: ${hex(bytes[shown], 2)}` +
            `, ${PARTS[partOf(shown)] || "?"}`;
        part("flip").textContent = flipped.has(shown) ? "Flip it back" : "Flip its highest bit";
        drawMap();
        drawBytes();
    }

    function list(name, lines) {
        part(name).replaceChildren(...lines.map((line) => {
            const item = document.createElement("li");
            item.textContent = line;
            return item;
        }));
        part(name).scrollTop = 0;
    }

    function stepText(step) {
        if (!steps) return "The reader has stopped before the machine could start.";
        if (step === 0) return "The machine is empty. Press Next.";
        const [from] = instruction();
        const [title, does] = INSTRUCTIONS.get(bytes[from]) || ["?", "no model file needs this"];
        const refused = step === steps && title !== "STOP" ? ` ${program.err().trim()}` : "";
        return `${hex(bytes[from], 2)} at 0x${hex(from, 3)}, ${title}: ${does}.${refused}`;
    }

    function showStep() {
        const step = Number(at.value), number = `${step} of ${steps}`;
        program.exports.stack_after(step);
        const lines = steps ? program.file("stack.txt").split("\n") : [];
        for (const [kind, name] of [["s", "stack"], ["m", "memo"]])
            list(name, lines.filter((line) => line[0] === kind).map((line) => line.slice(2)));
        part("step").textContent = stepText(step);
        part("at-value").textContent = number;
        at.setAttribute("aria-valuetext", number);
        part("previous").disabled = step === 0;
        part("next").disabled = step === steps;
        if (step) [shown] = instruction();
        drawPlace();
    }

    function say(failed) {
        const fine = `${name} has ${bytes.length} bytes, and its checksums are right.`;
        const allIn = (kind) => [...flipped].every((byte) => partOf(byte) === kind);
        const what = !flipped.size ? ""
            : !failed ? "No checksum covers a byte that you have flipped."
            : allIn(1) ? "PyTorch looks at no checksum: it would run what the pickle says now."
            : allIn(2) ? "PyTorch would load it without a word, with another number."
            : "";
        part("said").textContent = failed ? `${program.err().trim()}. ${what}` : `${fine} ${what}`;
    }

    // The reader runs; where it finds damage the old map stays.
    function read() {
        const command = ["./stage4", "--describe", name];
        program = live.start(module, command, { [name]: bytes });
        const failed = program.main() !== 0;
        program.exports.map();
        if (program.bytes("map.dat")) rectangles = live.draw.numbers(program.file("map.dat"));
        steps = program.exports.stack_after(0);
        at.max = steps;
        for (const control of ["at", "next", "previous"]) part(control).disabled = !steps;
        part("command").textContent = command.join(" ");
        part("printed").textContent = program.out();
        say(failed);
    }

    function choose(file, step, byte) {
        [name, bytes] = [file[0], Uint8Array.from(file[1])];
        rectangles = [];
        flipped.clear();
        read();
        place.max = bytes.length - 1;
        at.value = step;
        shown = Math.min(byte, bytes.length - 1);
        showStep();
        box.dataset.files = Number(box.dataset.files || 0) + 1;
    }

    function look(byte) {
        if (!Number.isInteger(byte) || byte < 0 || byte >= bytes.length) return;
        shown = byte;
        drawPlace();
    }

    function flip() {
        bytes[shown] ^= 0x80;
        if (!flipped.delete(shown)) flipped.add(shown);
        const byte = shown, step = at.value;
        read();
        at.value = step;
        showStep();
        look(byte);
    }

    async function take(file) {
        if (!file) return;
        if (file.size > LARGEST) {
            part("said").textContent = `${file.name} has more than 64 MB: too much for a page. ` +
                "The program takes it.";
            return;
        }
        FILES.own = [file.name, new Uint8Array(await file.arrayBuffer())];
        form.elements.file.options[3].disabled = false;
        form.elements.file.value = "own";
        choose(FILES.own, 0, 0);
    }

    // The attack is shown where it names what it wants to call.
    const chosen = () => {
        const { value } = form.elements.file;
        choose(FILES[value], value === "attack" ? 2 : 0, 0);
    };
    const goTo = (step) => {
        at.value = step;
        showStep();
    };
    form.elements.file.addEventListener("change", chosen);
    at.addEventListener("input", live.soon(showStep));
    part("previous").addEventListener("click", () => goTo(Number(at.value) - 1));
    part("next").addEventListener("click", () => goTo(Number(at.value) + 1));
    part("flip").addEventListener("click", flip);
    place.addEventListener("input", () => look(Number(place.value)));
    for (const f of [form, part("place")]) f.addEventListener("submit", (e) => e.preventDefault());
    part("map").addEventListener("click", ({ offsetX, offsetY }) => {
        const { width } = part("map").getBoundingClientRect();
        const rows = Math.ceil(bytes.length / 64), high = Math.min(8, 250 / rows) * width / 300;
        look(Math.floor(offsetY / high) * 64 + Math.floor(offsetX / width * 64));
    });
    part("own").addEventListener("change", (event) => take(event.target.files[0]));
    box.addEventListener("dragover", (event) => event.preventDefault());
    box.addEventListener("drop", (event) => {
        event.preventDefault();
        take(event.dataTransfer.files[0]);
    });
    choose(FILES.state, 31, 835);
});
