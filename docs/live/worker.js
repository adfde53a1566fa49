// Behind wasi.js in a worker, which the page can end at any time: runs one program, once.
onmessage = async ({ data: { code, words, files } }) => {
    const module = await live.compile(code);
    const program = live.start(module, words, files, (text) => postMessage({ text }));
    postMessage({ status: program.main() });
};
