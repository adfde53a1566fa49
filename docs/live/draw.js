// Drawing in an SVG: axes, curves, marks. Colours are classes of live.css, so they
// follow light and dark.
live.draw = {};
{
    const NAMESPACE = "http://www.w3.org/2000/svg";

    live.draw.add = function (parent, name, attributes, text) {
        const element = document.createElementNS(NAMESPACE, name);
        for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
        if (text !== undefined) element.textContent = text;
        parent.append(element);
        return element;
    };

    // Round numbers, about so many, between low and high.
    function ticks(low, high, count) {
        const rough = (high - low) / count, power = 10 ** Math.floor(Math.log10(rough));
        const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough);
        const out = [];
        for (let i = Math.ceil(low / step); i * step <= high + step / 1e6; i++)
            out.push(Number((i * step).toPrecision(6)));
        return out;
    }

    function drawAxes(plot, labels) {
        const { svg, left, right, top, bottom } = plot;
        const add = (name, attributes, text) => live.draw.add(svg, name, attributes, text);
        for (const x of plot.names ? [] : ticks(...plot.xRange, 5)) {
            add("path", { class: "grid", d: `M${plot.x(x)} ${top}V${bottom}` });
            add("text", { x: plot.x(x), y: bottom + 14, class: "middle" }, x);
        }
        for (const [i, name] of (plot.names || []).entries())
            add("text", { x: plot.x(i + 0.5), y: bottom + 14, class: "middle" }, name);
        for (const y of ticks(...plot.yRange, 4)) {
            add("path", { class: "grid", d: `M${left} ${plot.y(y)}H${right}` });
            add("text", { x: left - 5, y: plot.y(y) + 4, class: "end" }, y);
        }
        add("path", { class: "axis", d: `M${left} ${top}V${bottom}H${right}` });
        add("text", { x: (left + right) / 2, y: bottom + 29, class: "middle" }, labels[0]);
        add("text", { x: left, y: top - 6 }, labels[1]);
    }

    // An empty plot over the whole svg: x and y lead from numbers to places in it. Bars
    // have names in the place of numbers.
    live.draw.plot = function (svg, xRange, yRange, labels, names) {
        const { width, height } = svg.viewBox.baseVal;
        const frame = { left: 38, right: width - 8, top: 18, bottom: height - 36 };
        const plot = { svg, xRange, yRange, names, ...frame };
        const scale = (from, to, [low, high]) => (v) =>
            Math.round(10 * (from + (to - from) * (v - low) / (high - low))) / 10;
        plot.x = scale(plot.left, plot.right, xRange);
        plot.y = scale(plot.bottom, plot.top, yRange);
        svg.replaceChildren();
        plot.below = live.draw.add(svg, "g", {});
        drawAxes(plot, labels);
        return plot;
    };

    live.draw.curve = function (plot, points, name) {
        const d = points.map(([x, y], i) => `${i ? "L" : "M"}${plot.x(x)} ${plot.y(y)}`).join("");
        return live.draw.add(plot.svg, "path", { class: `curve ${name}`, d });
    };

    // Numbers of a data file, a list for each line that is no comment.
    live.draw.numbers = function (text) {
        return text.trim().split("\n").filter((line) => /^[-\d]/.test(line))
            .map((line) => line.split(/[ ,]/).map(Number));
    };
}
