// The compiler and the linker, both WebAssembly: how they are called, when the site is
// built (build.mjs) and in the page (compiler.mjs). run is runLLVM of @yowasp/clang.

// Where a program's memory begins and ends; memory.c has the same numbers.
const SHADOW = 24 << 20, DATA = 96 << 20, STACK = 8 << 20, MOST = 512 << 20;

// AddressSanitizer's pass, which the driver would not ask for here; memory.c is the rest.
// What is not set is 0, as mostly in the fresh memory of a process.
const CHECKED = ["-fsanitize=address", "-fsanitize-address-use-after-scope",
    "-ftrivial-auto-var-init=zero",
    "-mllvm", "-asan-instrumentation-with-call-threshold=0",
    "-mllvm", `-asan-mapping-offset=${SHADOW}`, "-mllvm", "-asan-use-after-return=never"];

// Without that feature a float that fits no int becomes what it becomes on a PC, and so
// does abs of it, if it is called. A loop without end stays one, and malloc is asked.
const COMPILE = ["clang", "-cc1", "-triple", "wasm32-unknown-wasip1", "-std=c11",
    "-mrelocation-model", "static", "-ffp-contract=off", "-fno-rounding-math",
    "-target-cpu", "generic", "-target-feature", "-nontrapping-fptoint", "-fno-builtin-abs",
    "-fno-finite-loops", "-fno-builtin-malloc", "-fno-builtin-calloc", "-fno-builtin-realloc",
    "-fvisibility=hidden", "-debug-info-kind=line-tables-only", "-dwarf-version=4",
    "-fgnuc-version=4.2.1",
    "-resource-dir", "/usr", "-isysroot", "/usr", "-internal-isystem", "/usr/include",
    "-internal-isystem", "/usr/include/wasm32-wasip1", "-D_WASI_EMULATED_SIGNAL",
    "-D_WASI_EMULATED_PROCESS_CLOCKS", "-D__wasm_exception_handling__"];

const WRAPPED = ["malloc", "free", "calloc", "realloc", "aligned_alloc", "posix_memalign",
    "strlen", "strcpy", "strcat", "strcmp", "memcmp"];
const LIB = "/usr/lib/wasm32-wasip1";
const LINK = ["wasm-ld", "-m", "wasm32", "--stack-first", "-z", `stack-size=${STACK}`,
    `-L${LIB}`];
const SYSTEM = ["-lwasi-emulated-signal", "-lwasi-emulated-process-clocks", "-lm", "-lc",
    "/usr/lib/wasm32-unknown-wasip1/libclang_rt.builtins.a"];

// Calls one of the tools; what it says, and the file that it has made, if it has.
async function call(run, words, files, made) {
    const said = [];
    const take = (bytes) => { if (bytes) said.push(new Uint8Array(bytes)); };
    const text = async () => new Response(new Blob(said)).text();
    try {
        const out = await run(words, files, { stdout: take, stderr: take });
        return { said: await text(), file: out[made], read: out["x.d"] };
    } catch (e) {
        const full = e instanceof WebAssembly.RuntimeError || e instanceof RangeError;
        if (e.code === undefined && !full) throw e;
        return { said: await text(), stopped: full };
    }
}

// A C file of the tree becomes "x.o"; checked: with the checks of memory. With -E among
// the words it is only preprocessed.
export function compile(run, path, files, words, checked) {
    const action = words.includes("-E") ? [] : ["-emit-obj"];
    return call(run, [...COMPILE, ...action, ...checked ? CHECKED : [], ...words,
        "-dependency-file", "x.d", "-MT", "x", "-x", "c", path, "-o", "x.o"], files, "x.o");
}

// Objects become "x.wasm", a learner's program. The forbidden functions are brought by the
// page.
export function linkLearner(run, objects, forbidden) {
    const wrapped = [...WRAPPED, ...forbidden].map((name) => `--wrap=${name}`);
    const brought = forbidden.map((name) => `__wrap_${name}\n`).join("");
    return call(run, [...LINK, `${LIB}/crt1-command.o`, ...Object.keys(objects), ...SYSTEM,
        `--global-base=${DATA}`, `--max-memory=${MOST}`, ...wrapped,
        "--allow-undefined-file=page.txt", "--export=exercise_forbidden", "-o", "x.wasm"],
    { ...objects, "page.txt": brought }, "x.wasm");
}

// The same for a program of ours, whose main the page calls (wasi.js).
export function linkOwn(run, objects) {
    return call(run, [...LINK, `${LIB}/crt1-reactor.o`, ...Object.keys(objects), ...SYSTEM,
        "--strip-all", "--entry=_initialize", "--export=__main_void", "-o", "x.wasm"],
    objects, "x.wasm");
}

export function archive(run, objects) {
    return call(run, ["ar", "rcs", "x.a", ...Object.keys(objects)], objects, "x.a");
}

// The lines of these places in a program.
export function places(run, program, offsets) {
    const words = offsets.map((at) => `0x${at.toString(16)}`);
    return call(run, ["addr2line", "-e", "x.wasm", ...words], { "x.wasm": program });
}
