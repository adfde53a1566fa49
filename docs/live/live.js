// Brings the widgets of a page to life. The markup is there before (NAME.html), so
// that nothing moves; where this fails the still figure takes the place of the widget.

// live.widget("stage3", (part, module) => …): part("name") is the element of
// the widget that has this data-part; module is its program, compiled.
live.widget = async function (name, begin) {
    const box = document.querySelector(`[data-widget="${name}"]`);
    try {
        const module = await live.compile(live.code[name]);
        await live.inflateFiles();
        begin((part) => box.querySelector(`[data-part="${part}"]`), module, box);
        box.dataset.ready = "";
    } catch (e) {
        delete document.documentElement.dataset.live;
        throw e;
    }
};

// Calls f after a change, once a frame at most.
live.soon = function (f) {
    let waits = false;
    return () => {
        if (!waits) requestAnimationFrame(() => { waits = false; f(); });
        waits = true;
    };
};

// A slider and two buttons that lead from operation to operation, first those of the
// forward pass and then as many of the backward pass: draw gets the number of those that
// are done. At the end Next begins again. What is returned draws them again.
live.steps = function (part, draw) {
    const at = part("at"), last = Number(at.max);
    function show() {
        const steps = Number(at.value), pass = steps > last / 2 ? "backward" : "forward";
        const number = steps ? `${steps} of ${last}, ${pass} pass` : `0 of ${last}`;
        part("at-value").textContent = number;
        at.setAttribute("aria-valuetext", number);
        part("previous").disabled = steps === 0;
        part("next").textContent = steps === last ? "Begin again" : "Next";
        draw(steps);
    }
    const go = (by) => () => {
        at.value = (Number(at.value) + by) % (last + 1);
        show();
    };
    at.addEventListener("input", show);
    part("previous").addEventListener("click", go(-1));
    part("next").addEventListener("click", go(1));
    return show;
};

// Trains now, and anew after each call. What takes long waits until the slider rests, and
// says so, since the page then stands still.
live.trainer = function (box, form, said, train) {
    let waiting, time;
    function run() {
        const began = performance.now();
        train();
        time = performance.now() - began;
        delete box.dataset.busy;
    }
    run();
    return () => {
        box.dataset.busy = "";
        live.showValues(form);
        clearTimeout(waiting);
        if (time > 150) said.textContent = "Training …";
        waiting = setTimeout(run, time > 150 ? 300 : 0);
    };
};

// The settings of a form. A slider with data-values stands for one of these words.
live.value = function (input) {
    if (input.type === "checkbox") return input.checked;
    const { values } = input.dataset;
    return values ? values.split(" ")[Number(input.value)] : input.value;
};

live.settings = function (form) {
    const inputs = [...form.elements].filter((input) => input.name);
    return Object.fromEntries(inputs.map((input) => [input.name, live.value(input)]));
};

// Beside each slider stands its value, and a screen reader says it.
live.showValues = function (form) {
    for (const input of [...form.elements].filter((i) => i.type === "range" && i.name)) {
        const text = live.value(input);
        input.setAttribute("aria-valuetext", text);
        input.parentElement.querySelector(".value").textContent = text;
    }
};

// What is printed is longer than its window: its end is shown.
live.showEnd = function (window, text) {
    window.textContent = text;
    window.scrollTop = window.scrollHeight;
};

live.calm = matchMedia("(prefers-reduced-motion: reduce)");
