// Files for 1.1 that go wrong in other ways than by a wrong number: [title, exercise, text].
import { readFileSync } from "node:fs";

const NAME = "1.1-mse-gradient", LINE = "    return sum / (float)n;\n";
const right = readFileSync(`tests/exercises/${NAME}/solution.c`, "utf8");

// The solution with something else in the place of mse's last line.
export function instead(lines, before = "") {
    if (!right.includes(LINE)) throw new Error(`${NAME}: the solution is another one`);
    return before + right.replace(LINE, `${lines}\n`);
}

export const CASES = [
    ["right", right],
    ["a loop without end", instead("    while (n) sum += 1;\n    return sum;")],
    ["a recursion without end", instead("    return n < 0 ? sum : 1 + mse(n + 1, input, target);")],
    ["a NULL pointer", instead("    return ((volatile float *)0)[3] + sum;")],
    ["one too far", instead("    return sum + input[n];")],
    ["a block that is freed", instead("    float *copy = malloc(8);\n    free(copy);\n" +
        "    return sum + copy[0];")],
    ["a local array", instead("    volatile int k = 3;\n    float a[3];\n" +
        "    for (int i = 0; i <= k; i++)\n        a[i] = sum;\n    return sum + a[k];")],
    ["freed twice", instead("    char *volatile copy = malloc(8);\n    free(copy);\n" +
        "    free(copy);\n    return sum;")],
    ["a division by zero", instead("    volatile int k = 0;\n    return sum + n / k;")],
    ["abort", instead("    abort();")],
    ["exit", instead("    exit(0);")],
    ["no memory", instead("    char *all = malloc((size_t)1 << 31);\n" +
        "    return all ? 0 : sum / (float)n;")],
    ["a function of the library", instead("    return mse_loss(NULL, NULL, 0)->data[0];",
        "#include \"ops.h\"\n")],
    ["an error", instead("    return som / (float)n;")],
    ["a function that is not there", right.replace("void mse_gradient(", "void mse_gradent(")],
    ["another type", right.replace("float mse(int n,", "double mse(int n,")],
    ["no end", `${right.trimEnd().slice(0, -1)}`],
    ["printing", instead("    printf(\"n is %d\\n\", n);\n    return sum / (float)n;")],
].map(([title, text]) => [title, NAME, text]);
