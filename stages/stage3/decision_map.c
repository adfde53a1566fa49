/*: # A map of decisions

What has a network learned? With two features one can look: ask it at every
place of a plane, and paint the place in the colour of its answer. A table of
four features is a space that nobody can draw, but a cut through it is a plane
again: the last two features span it, the others are held at the mean of the
training rows. [@fig-stage3-regions] is such a map. (Skip this page, unless you
want to know how the figure is made.) */
#include "stage3.h"

/*: An axis shows one feature, in the units of the table, a little beyond the
data on both sides. */
enum { GRID = 120 }; // cells, each way

typedef struct Axis {
    int feature;
    double low, high;
} Axis;

static Axis axis_of(const Table *table, int feature)
{
    double low = INFINITY, high = -INFINITY;
    for (int i = 0; i < table->rows; i++) {
        low = fmin(low, table->x[i * table->features + feature]);
        high = fmax(high, table->x[i * table->features + feature]);
    }
    double margin = low < high ? 0.05 * (high - low) : 0.5;
    return (Axis){feature, low - margin, high + margin};
}

// The place on an axis where a cell begins; half a cell more is its middle.
static double place(Axis axis, double cell)
{
    return axis.low + (axis.high - axis.low) * cell / GRID;
}

/*: ## Asking the model

One row of the map is a batch: 120 points that differ in one feature. The model
was trained on standardised numbers, so it is asked in these. */
static float standardised(const Standardizer *s, Axis axis, int cell)
{
    double value = place(axis, cell + 0.5);
    return (float)((value - s->mean[axis.feature]) /
                   s->deviation[axis.feature]);
}

static Tensor *row_new(const TableSplit *split, Axis across, Axis up, int row)
{
    int features = split->table->features;
    Tensor *x = tensor_new_zeros(shape_2d(GRID, features));
    Tensor *mean = tensor_mean_dim(split->train.x, 0); // (features)
    for (int i = 0; i < GRID; i++) {
        float *point = x->data + i * features;
        memcpy(point, mean->data, (size_t)features * sizeof *point);
        point[across.feature] = standardised(&split->scale, across, i);
        point[up.feature] = standardised(&split->scale, up, row);
    }
    return x;
}

/*: ## From cells to rectangles

A picture of 14,400 small squares would be a large file. Neighbouring cells of a
row that have the same class become one rectangle; what is left is a few
hundred. */
static void write_row(FILE *file, const Tensor *said, Axis across, Axis up,
                      int row)
{
    for (int i = 0, from = 0; i < GRID; i++)
        if (i + 1 == GRID || said->data[i + 1] != said->data[from]) {
            fprintf(file, "%g %g %g %g %g\n", place(across, from),
                    place(across, i + 1), place(up, row), place(up, row + 1),
                    said->data[from]);
            from = i + 1;
        }
}

/*: The rows are asked for one after the other, so that a large map needs no
more memory than a small one. Nothing is to be learned: no history is kept. */
static void write_regions(const TableSplit *split, Axis across, Axis up,
                          Classifier *say, const void *model)
{
    FILE *file = plot_open("build/stage3/regions.dat");
    fprintf(file, "# x0 x1 y0 y1 class\n");
    no_grad_begin();
    for (int row = 0; row < GRID; row++) {
        Tensor *x = row_new(split, across, up, row);
        write_row(file, say(model, x), across, up, row);
        tensor_free(x);
        tape_reset();
    }
    no_grad_end();
    output_close(file, "build/stage3/regions.dat");
}

/*: ## Points and names

On top of the map lie the rows of the table, and the script learns from
`names.gp` what to write at the axes. */
static void write_flowers(const TableSplit *split, Axis across, Axis up)
{
    const Table *table = split->table;
    FILE *file = plot_open("build/stage3/flowers.dat");
    fprintf(file, "# x y class test\n");
    for (int i = 0; i < table->rows; i++) {
        const double *x = table->x + split->order[i] * table->features;
        fprintf(file, "%g %g %d %d\n", x[across.feature], x[up.feature],
                table->label[split->order[i]], i < split->tests);
    }
    output_close(file, "build/stage3/flowers.dat");
}

/*: The names come from somebody's table and may hold anything, so
[plot_put_text](plot.c#text-in-a-gnuplot-script) writes them. */
static void write_names(const Table *table, Axis across, Axis up)
{
    FILE *file = plot_open("build/stage3/names.gp");
    fprintf(file, "classes = %d\n", table->features > 1 ? table->classes : 0);
    fprintf(file, "array class_names[%d]", table->classes);
    for (int c = 0; c < table->classes; c++) {
        fprintf(file, "\nclass_names[%d] = ", c + 1);
        plot_put_text(file, table->class_name[c]);
    }
    fprintf(file, "\nxname = ");
    plot_put_text(file, table->feature_name[across.feature]);
    fprintf(file, "\nyname = ");
    plot_put_text(file, table->feature_name[up.feature]);
    fprintf(file, "\n");
    output_close(file, "build/stage3/names.gp");
}

/*: All together; a table with a single feature has no plane. */
void decision_map_write(const TableSplit *split, Classifier *say,
                        const void *model)
{
    int last = split->table->features - 1;
    Axis across = axis_of(split->table, last > 0 ? last - 1 : 0);
    Axis up = axis_of(split->table, last);
    write_names(split->table, across, up);
    if (last == 0)
        return;
    write_regions(split, across, up, say, model);
    write_flowers(split, across, up);
}
