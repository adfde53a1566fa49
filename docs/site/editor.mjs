// The editor: CodeMirror with C, in the colours of the book.
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { cpp } from "@codemirror/lang-cpp";
import { bracketMatching, codeFolding, foldEffect, foldGutter, foldKeymap, indentOnInput,
    indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, highlightSpecialChars, keymap,
    lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

// The prose of a statement, which stands in the page too: all of each comment but its
// first words.
function prose(text) {
    const long = [...text.matchAll(/\/\*:[^]*?\*\//g)].filter(([words]) => words.includes("\n"));
    return long.map(({ index, 0: words }) => {
        const [first] = words.match(/^.{0,44}(?=\s)/);
        return { from: index + first.length, to: index + words.length - 3 };
    });
}

export function openEditor(parent, text, { changed, grade }) {
    const view = new EditorView({ parent, state: EditorState.create({ doc: text, extensions: [
        lineNumbers(), foldGutter(), lintGutter(), codeFolding(), history(), drawSelection(),
        highlightSpecialChars(), highlightActiveLine(), indentOnInput(), bracketMatching(),
        indentUnit.of("    "), cpp(), syntaxHighlighting(classHighlighter),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": "Your file" }),
        EditorView.updateListener.of((update) => {
            if (update.docChanged) changed(update.state.doc.toString());
        }),
        keymap.of([{ key: "Mod-Enter", run: () => { grade(); return true; } },
            indentWithTab, ...defaultKeymap, ...historyKeymap, ...foldKeymap, ...lintKeymap]),
    ] }) });
    // The keys of the book's pages are not meant here.
    for (const name of ["keydown", "keyup"])
        parent.addEventListener(name, (event) => event.stopPropagation());
    fold(view, text);
    return view;
}

function fold(view, text) {
    view.dispatch({ effects: prose(text).map((range) => foldEffect.of(range)) });
}

export const textOf = (view) => view.state.doc.toString();

export function replaceText(view, text) {
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    fold(view, text);
}

// The compiler's messages at their lines: "./work/NAME.c:12:5: error: …".
export function showMessages(view, log, name) {
    const line = new RegExp(`^(?:\\./)?work/${name}\\.c:(\\d+):(\\d+): (?:fatal )?` +
        "(error|warning): (.*)$", "gm");
    const found = [...log.matchAll(line)].map(([, row, column, severity, message]) => {
        const { from, to } = view.state.doc.line(
            Math.min(Number(row), view.state.doc.lines));
        const start = Math.min(from + Number(column) - 1, to);
        const word = view.state.wordAt(start);
        return { from: start, to: word ? word.to : Math.min(start + 1, to), severity, message };
    });
    view.dispatch(setDiagnostics(view.state, found));
}
