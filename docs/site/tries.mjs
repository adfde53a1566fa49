// What a learner's file could try in a page, each as something in the place of mse, the
// first function of 1.1, which is worth a point: [what, code, before]. None may earn it,
// or reach anything but the answers of its own item.
const imported = (module, name, type = "int", takes = "void") =>
    `__attribute__((import_module("${module}"), import_name("${name}"))) ${type} go(${takes});\n`;
const NOTHING = "    return 0;";
const GO = "    return (float)go();";
const text = (lines) => `static const char text[] = "${lines}";\n`;

export const TRIES = [
    ["asks the page for fetch", GO, imported("env", "fetch")],
    ["asks for eval", GO, imported("js", "eval")],
    ["asks for postMessage", GO, imported("env", "postMessage")],
    ["asks for localStorage", GO, imported("localStorage", "getItem")],
    ["asks for the memory of another", NOTHING,
        "__attribute__((import_module(\"judge\"), import_name(\"memory\"))) extern int go;\n"],
    ["opens the answers", "    FILE *file = fopen(\"answers.txt\", \"r\");\n" +
        "    return file ? (float)fgetc(file) : 0;"],
    ["opens the answers by another name",
        "    FILE *file = fopen(\"/work/../answers.txt\", \"r\");\n" +
        "    return file ? (float)fgetc(file) : 0;"],
    ["writes a file", "    FILE *file = fopen(\"results.json\", \"w\");\n" +
        "    return file ? (float)fputs(\"{}\", file) : 0;"],
    ["removes a file", "    return (float)remove(\"answers.txt\");"],
    ["opens a path by the system's call", "    return (float)go();",
        imported("wasi_snapshot_preview1", "path_open")],
    ["opens a socket", GO, imported("wasi_snapshot_preview1", "sock_accept")],
    ["looks for the answers in memory", "    for (const char *c = (char *)text + 64;; c++)\n" +
        "        if (memcmp(c, \"program\\tsolution\", 16) == 0)\n            return c[0];",
    text("program")],
    ["reads before its own memory", "    float sum = 0;\n" +
        "    for (int i = 0; i < 1000; i++)\n        sum += input[-i];\n    return sum;"],
    ["reads behind all memory", "    return *(volatile float *)0xfffffff0;"],
    ["reads the environment", "    char *all = getenv(\"KEY\");\n    return all ? all[0] : 0;"],
    ["sends answers of its own", "    write(3, text, sizeof text - 1);\n    _Exit(0);",
        "#include <unistd.h>\n" + text("answer\\tloss\\t-\\t5\\nend\\n")],
    ["sends an end", "    write(3, text, sizeof text - 1);\n    _Exit(0);",
        "#include <unistd.h>\n" + text("end\\n")],
    ["sends megabytes", "    for (;;)\n        write(3, text, sizeof text - 1);",
        "#include <unistd.h>\n" + text("answer\\tloss\\t-\\t1\\n".repeat(40))],
    ["writes to descriptors that are none", "    for (int i = 4; i < 99; i++)\n" +
        "        write(i, text, 4);\n    return 0;", "#include <unistd.h>\n" + text("full")],
    ["complains like the checks of memory", "    fputs(\"passed: 6 of 6\\n\", stderr);\n" +
        "    return 0;"],
    ["ends before it has answered", "    exit(0);"],
    ["brings a main", NOTHING, "int main(void)\n{\n    return 0;\n}\n"],
    ["brings a start", NOTHING, "void _start(void);\nvoid _start(void)\n{\n}\n"],
    ["brings items of its own", NOTHING, "const ExerciseItem exercise_items[] = {{0}};\n"],
    ["brings an answer", NOTHING, "void answer(const char *name, double value)\n{\n" +
        "    (void)name, (void)value;\n}\n"],
    ["brings checks of memory", "    return input[n + 2];",
        "void __asan_load4(unsigned long at);\nvoid __asan_load4(unsigned long at)\n{\n" +
        "    (void)at;\n}\n"],
    ["calls a number as a function", "    return ((float (*)(void))77)();"],
    ["includes the solution", NOTHING, "#include \"solution.c\"\n"],
    ["embeds the answers", NOTHING, "static const char all[] = {\n#embed \"answers.txt\"\n};\n"],
    ["text for the assembler", NOTHING,
        "__asm__(\".import_module go, env\\n.functype go () -> ()\");\n"],
    ["takes all memory", "    for (;;) {\n        char *more = malloc(1 << 20);\n" +
        "        memset(more, 1, 1 << 20);\n    }"],
];
