/*: # Ten points

Stages 1 and 2 fit a line to the same ten points and draw the same figure of it.
Both programs take them from here.

## The data

The inputs are 0 to 9. Numbers of that size are awkward: in
[@eq-stage1-gradient] they make the derivative by $w$ far larger than that by
$b$, and one step cannot suit both. So they get a new measure, which is called
**standardising**: minus their mean, divided by their deviation, the root of the
mean square that is left. Then they lie around 0, about 1 from it.

```python
X_train = np.arange(10, dtype='float32').reshape((10, 1))
y_train = np.array([1.0, 1.3, 3.1, 2.0, 5.0, 6.3, 6.6, 7.4, 8.0, 9.0],
                   dtype='float32')
X_train_norm = (X_train - np.mean(X_train)) / np.std(X_train)
```
*/
#ifndef POINTS_H
#define POINTS_H

#include "kindling.h"
#include "program/program.h"

enum { POINTS = 10 };
static const float X[POINTS] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
static const float Y[POINTS] = {1.0f, 1.3f, 3.1f, 2.0f, 5.0f,
                                6.3f, 6.6f, 7.4f, 8.0f, 9.0f};

static float standardised(float x)
{
    float sum = 0, squares = 0;
    for (int i = 0; i < POINTS; i++)
        sum += X[i];
    float mean = sum / POINTS;
    for (int i = 0; i < POINTS; i++)
        squares += (X[i] - mean) * (X[i] - mean);
    return (x - mean) / sqrtf(squares / POINTS);
}

/*: A `TensorDataset` is two tensors, inputs and targets: here a column of ten
numbers, and a row. */
static TensorDataset points_new(void)
{
    float x[POINTS];
    for (int i = 0; i < POINTS; i++)
        x[i] = standardised(X[i]);
    return (TensorDataset){tensor_new_from(shape_2d(POINTS, 1), x),
                           tensor_new_from(shape_1d(POINTS), Y)};
}

/*: ## The figure

(Skip this, unless you want to know how the figure is made.) The line goes
through a hundred places between the first point and the last. A model is asked
for all of them at once: they are one batch. [gnuplot](plot.c) draws what is
written here. */
static Tensor *places_on_the_line(void)
{
    enum { PLACES = 100 };
    float x[PLACES];
    for (int i = 0; i < PLACES; i++)
        x[i] = standardised(9.0f * (float)i / (PLACES - 1));
    return tensor_from(shape_2d(PLACES, 1), x);
}

static void draw_line(const Run *run, TensorDataset points, const Tensor *x,
                      const Tensor *y)
{
    run_write(run, "points.dat", "x y", (const Tensor *[]){points.x, points.y},
              2);
    run_write(run, "line.dat", "x y", (const Tensor *[]){x, y}, 2);
    run_write_history(run);
}

#endif
