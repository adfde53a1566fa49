// A recorded output can be run again, with other options: the program of the stage, as
// WebAssembly, in a worker that a button ends. A button stands on each output that has a
// command (weave.lua); the form is made of what the program says to --help.
{
    const worker = URL.createObjectURL(new Blob([live.worker], { type: "text/javascript" }));
    const NOT_HERE = ["no-plot", "png", "show", "help", "graph"]; // and no names of files
    const add = (parent, name, text) => {
        const element = parent.appendChild(document.createElement(name));
        if (text !== undefined) element.textContent = text;
        return element;
    };

    // The program of a stage comes when it is first asked for.
    const loading = {};
    const load = (stage) => loading[stage] ??= new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = `program-${stage}.js`;
        script.onload = async () => {
            await live.inflateFiles();
            done(live.code[`program_${stage}`]);
        };
        script.onerror = () => failed(new Error(`${script.src} is missing`));
        document.head.append(script);
    });

    // Calls say with each piece of text, and in the end with null and the exit status.
    function start(code, words, say) {
        const running = new Worker(worker);
        running.onmessage = ({ data: { text, status } }) => {
            say(text ?? null, status);
            if (text === undefined) running.terminate();
        };
        running.onerror = (event) => say(null, event.message);
        running.postMessage({ code, words, files: live.files });
        return running;
    }

    const help = (code, stage) => new Promise((done) => {
        let all = "";
        start(code, [`./${stage}`, "--help"], (text) => {
            if (text === null) done(all);
            else all += text;
        });
    });

    // "  --lr X    learning rate (default 0.001)": name, argument, what for, default.
    function optionsOf(text) {
        const lines = text.replace(/\n {6,}/g, " ");
        const found = [...lines.matchAll(/^ {2}--(\S+)(?: ([A-Z]+))? +(.*)$/gm)];
        return found.map(([, name, argument, about]) => {
            const [, words, what, standard] = about
                .match(/^(?:(\S+[|]\S+): )?(.*?)(?: [(]default (\S+)[)])?$/);
            return { name, argument, what, standard, words: words && words.split("|") };
        }).filter(({ name, argument }) => argument !== "FILE" && !NOT_HERE.includes(name));
    }

    function addField(form, option, given) {
        const label = add(form, "label"), { name, argument, words } = option;
        add(label, "code", `--${name}`);
        add(label, "span", ` ${option.what}`);
        const input = label.appendChild(document.createElement(words ? "select" : "input"));
        input.name = name;
        for (const word of words || []) add(input, "option", word);
        if (!argument) {
            input.type = "checkbox";
            input.checked = given.includes(`--${name}`);
            return;
        }
        const at = given.indexOf(`--${name}`);
        input.value = at < 0 ? option.standard ?? "" : given[at + 1];
        if (!words) input.inputMode = argument === "N" ? "numeric" : "decimal";
    }

    // The words of the command: first those that no field stands for.
    function wordsOf(form, given, options) {
        const out = given.filter((word, i) => {
            const name = (word.startsWith("--") ? word : given[i - 1] || "").slice(2);
            return i === 0 || !options.some((option) => option.name === name);
        });
        for (const { name, argument, standard } of options) {
            const input = form.elements[name];
            if (!argument && input.checked) out.push(`--${name}`);
            if (argument && input.value.trim() !== (standard ?? ""))
                out.push(`--${name}`, input.value.trim());
        }
        return out;
    }

    async function open(block, panel) {
        const given = ["./" + block.dataset.run.split(" ")[0],
            ...block.dataset.run.split(" ").slice(1)];
        const recorded = block.querySelector("pre").textContent.trim();
        const stage = given[0].slice(2), code = await load(stage);
        const options = optionsOf(await help(code, stage));
        const form = add(panel, "form"), buttons = add(panel, "p");
        form.className = "settings";
        for (const option of options) addField(form, option, given);
        const go = add(buttons, "button", "Run"), stop = add(buttons, "button", "Stop");
        const said = add(buttons, "span"), command = add(add(panel, "p"), "code");
        const printed = add(panel, "pre");
        said.setAttribute("role", "status");
        printed.tabIndex = 0;
        let running = null;

        function end(words) {
            running?.terminate();
            running = null;
            go.disabled = false;
            stop.disabled = true;
            said.textContent = words;
            panel.dataset.runs = Number(panel.dataset.runs || 0) + 1;
        }

        function run() {
            const words = wordsOf(form, given, options), began = performance.now();
            const seconds = () => `${((performance.now() - began) / 1000).toFixed(2)} s`;
            running?.terminate();
            printed.textContent = "";
            command.textContent = words.join(" ");
            go.disabled = true;
            stop.disabled = false;
            said.textContent = "It runs.";
            running = start(code, words, (text, status) => {
                if (text !== null) {
                    printed.append(text);
                    return;
                }
                const same = printed.textContent.includes(recorded);
                end(`${seconds()}${status ? `, exit status ${status}` : ""}` +
                    (same ? ": what is recorded, digit for digit." : "."));
            });
            stop.onclick = () => end(`Stopped after ${seconds()}.`);
        }
        for (const button of [go, stop]) button.type = "button";
        form.addEventListener("submit", (event) => event.preventDefault());
        form.addEventListener("keydown", ({ key }) => { if (key === "Enter") run(); });
        go.addEventListener("click", run);
        run();
    }

    function offer(block) {
        const button = add(block, "button", "Run it here"), panel = document.createElement("div");
        button.type = "button";
        button.className = "copy run";
        button.setAttribute("aria-expanded", "false");
        panel.className = "panel";
        panel.hidden = true;
        block.after(panel);
        button.addEventListener("click", async () => {
            panel.hidden = !panel.hidden;
            button.setAttribute("aria-expanded", String(!panel.hidden));
            if (!panel.firstChild) await open(block, panel);
        });
    }

    if (document.documentElement.dataset.live !== undefined)
        for (const block of document.querySelectorAll("[data-run]")) offer(block);
}
