/*: # The graph, drawn

[The tape](autograd.c#the-tape) is a list, but what it holds is a **graph**:
each result points to what it was computed from. Here we draw it. No boxes are
placed by hand; we write down what there is and what points to what, and the
program `dot` of Graphviz finds the places. Its language is short:

    digraph { x -> mul; weight -> mul; mul -> loss; }

is already a drawing of four nodes and three arrows. Words in brackets behind a
node or an arrow say what it looks like: `x [label="x = 3"]`.

The graph of $L = w x$ with its gradients:

```{.c example="draw_graph"}
```

![The same, drawn](draw_graph.svg){#fig-draw-graph alt="Boxes x and w with
arrows to mul, from there to sum and on to the word loss; the arrow of w says
grad 3"} */
#include "program/program.h"

#include "autograd.h"
#include "mistake.h"

typedef struct Graph {
    FILE *file;
    const Parameters *names;
    const Tensor **seen; // the number of a node is its place in this list
    int count;
} Graph;

/*: The drawing has the colours of the other figures, so that a page can replace
them in the dark; a test compares them with `common/program/plot.gp`. Ink stands
for what is computed, blue for what is learned: parameters and gradients. */
static const char BEGIN[] =
    "digraph {\n"
    "    bgcolor=transparent\n"
    "    node [shape=box style=rounded fontname=\"sans-serif\" fontsize=14\n"
    "          color=\"#222221\" fontcolor=\"#222221\"]\n"
    "    edge [fontname=\"sans-serif\" fontsize=13\n"
    "          color=\"#222221\" fontcolor=\"#0072b2\"]\n";
static const char PARAMETER[] =
    " style=filled color=\"#0072b2\" fillcolor=\"#cce3f0\"";

/*: ## Nodes

A **leaf** was computed from nothing: data, or a parameter. It shows its name,
a result shows the operation. Below stands the shape, and the value, if it is a
single number. A matrix would fill the page. */
static const char *title_of(const Graph *graph, const Tensor *t)
{
    for (int i = 0; i < graph->names->count; i++)
        if (graph->names->item[i].tensor == t)
            return graph->names->item[i].name;
    return t->backward ? t->op : "constant";
}

static void put_node(const Graph *graph, const Tensor *t, int number)
{
    fprintf(graph->file, "    n%d [label=\"%s\\n%s", number, title_of(graph, t),
            shape_text(t->shape).chars);
    if (tensor_numel(t) == 1)
        fprintf(graph->file, "\\n%.4g", tensor_item(t));
    const char *look = t->backward        ? ""
                       : t->requires_grad ? PARAMETER
                                          : " style=solid";
    fprintf(graph->file, "\"%s]\n", look);
}

/*: ## Arrows

An arrow is a tensor on its way from the operation that made it to the one that
uses it. Going back, [backward](autograd.c#backward) brings its gradient along
the same way, and so we write the gradient beside the arrow. Of a tensor $g$
with many numbers it is the length,

$$ |g| = \sqrt{\textstyle\sum_i g_i^2}. $$ {#eq-graph-length}

What needs no gradient, the data, has a dotted arrow. A tensor that was used
twice has two arrows and on both the same number: the sum of what came back. */
static void put_arrow(const Graph *graph, const Tensor *t, int from,
                      const char *to)
{
    fprintf(graph->file, "    n%d -> %s", from, to);
    if (!t->requires_grad) {
        fprintf(graph->file, " [style=dotted]\n");
        return;
    }
    double squares = 0;
    for (int i = 0; t->grad && i < tensor_numel(t); i++)
        squares += (double)t->grad[i] * t->grad[i];
    if (t->grad && tensor_numel(t) == 1)
        fprintf(graph->file, " [label=\" grad %.4g\"]", t->grad[0]);
    else if (t->grad)
        fprintf(graph->file, " [label=\" |grad| %.4g\"]", sqrt(squares));
    fprintf(graph->file, "\n");
}

/*: ## From the loss to the leaves

A tensor is drawn after its inputs, so each input must be drawn first, and its
inputs before that: the function calls itself. It stops at the leaves, and at
what has been drawn already. The answer is the number of the node. */
static int put_tensor(Graph *graph, const Tensor *t)
{
    for (int i = 0; i < graph->count; i++)
        if (graph->seen[i] == t)
            return i;
    for (int k = 0; k < 3; k++)
        if (t->input[k])
            put_tensor(graph, t->input[k]);
    int number = graph->count++;
    graph->seen[number] = t;
    put_node(graph, t, number);
    char to[16];
    snprintf(to, sizeof to, "n%d", number);
    for (int k = 0; k < 3; k++)
        if (t->input[k])
            put_arrow(graph, t->input[k], put_tensor(graph, t->input[k]), to);
    return number;
}

/*: The walk back begins with $\partial L / \partial L = 1$: an arrow from the
last operation to the word "loss". There are at most as many results as on the
tape up to the loss, each with three leaves. */
void graph_write(const char *path, const Tensor *loss, const Parameters *names)
{
    check(loss->requires_grad && loss->tape_index >= 0,
          "graph_write: the loss was not computed from a parameter");
    size_t most = 4 * ((size_t)loss->tape_index + 1);
    Graph graph = {plot_open(path), names, memory_new(most, sizeof(Tensor *)),
                   0};
    fputs(BEGIN, graph.file);
    int last = put_tensor(&graph, loss);
    fprintf(graph.file, "    loss [shape=plaintext]\n");
    put_arrow(&graph, loss, last, "loss");
    fprintf(graph.file, "}\n");
    free(graph.seen);
    output_close(graph.file, path);
}
