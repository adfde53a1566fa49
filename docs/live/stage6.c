// What stage 6 does more when it runs in a page: it keeps the network that was
// chosen, and makes of a line that somebody draws what the digits of the table
// are: set upright, stretched to one height and nearly one width, with strokes
// so thick that all have about as much ink, a bitmap of 32 x 32 points, then
// counts from 0 to 16 of its blocks of 4 x 4.
//
// The linker puts each __wrap_f between f and its callers (--wrap, live.mk).
#include "../../stages/stage6/stage6.h"

enum {
    FRAME = 32, // points of the bitmap, each way
    BLOCK = FRAME / SIDE,
    WIDE = 22,  // how wide the digits of the table are in it
    INK = 312,  // how many of its points are black in the table's mean
    MOST = 2000 // points of a drawing
};

// A point of the drawing. A stroke goes on from the point before, or begins.
typedef struct Point {
    float x, y, begins;
} Point;

static Point point[MOST];
static unsigned char bitmap[FRAME * FRAME];
static float count[PIXELS], probability[CLASSES];
static const Module *model;
static const Digits *digits;

void __wrap_draw(const Trained *trained, int networks, const Module *chosen,
                 const Digits *all);

#define EXPORT(name) __attribute__((export_name(#name)))

EXPORT(points_at) Point *points_at(void);
EXPORT(bitmap_at) unsigned char *bitmap_at(void);
EXPORT(counts_at) float *counts_at(void);
EXPORT(probabilities_at) float *probabilities_at(void);
EXPORT(look_at_drawing) void look_at_drawing(int points);
EXPORT(look_at_digit) int look_at_digit(int number);
EXPORT(row_of_digit) int row_of_digit(int number);

// Here main() ends. It does not return, so nothing that it holds is freed.
void __wrap_draw(const Trained *trained, int networks, const Module *chosen,
                 const Digits *all)
{
    (void)trained, (void)networks;
    model = chosen;
    digits = all;
    exit(0);
}

Point *points_at(void)
{
    return point;
}

unsigned char *bitmap_at(void)
{
    return bitmap;
}

float *counts_at(void)
{
    return count;
}

float *probabilities_at(void)
{
    return probability;
}

// What the network says of the counts.
static void ask(void)
{
    Tensor *x = tensor_new_zeros(shape_2d(1, PIXELS));
    for (int k = 0; k < PIXELS; k++)
        x->data[k] = count[k] / 16;
    const Tensor *p = tensor_softmax(module_forward(model, x), 1);
    memcpy(probability, p->data, sizeof probability);
    tape_reset();
    tensor_free(x);
}

// How far the drawing leans: so much further to the right is a point for each
// step down, in the mean. The digits of the table have been set upright.
static double slant_of(int points)
{
    double x = 0, y = 0, both = 0, down = 0;
    for (int i = 0; i < points; i++) {
        x += point[i].x / points;
        y += point[i].y / points;
    }
    for (int i = 0; i < points; i++) {
        both += (point[i].x - x) * (point[i].y - y);
        down += (point[i].y - y) * (point[i].y - y);
    }
    return down > 1e-4 * points ? both / down : 0; // a dash leans nowhere
}

// Where the middle of the upright drawing is, and by what it is multiplied: to
// fill the height, and the width that digits have, but never to more than 1.5
// times the width that it has by itself.
typedef struct Place {
    double slant, x, y, across, up;
} Place;

static Place place_of(int points, double pen)
{
    double left = INFINITY, right = -INFINITY, top = INFINITY, foot = -INFINITY;
    double slant = slant_of(points);
    for (int i = 0; i < points; i++) {
        double x = point[i].x - slant * point[i].y;
        left = fmin(left, x);
        right = fmax(right, x);
        top = fmin(top, point[i].y);
        foot = fmax(foot, point[i].y);
    }
    double wide = fmax(right - left, 1e-3), tall = fmax(foot - top, wide / 8);
    double up = (FRAME - 2 * pen) / tall, across = (WIDE - 2 * pen) / wide;
    return (Place){slant, (left + right) / 2, (top + foot) / 2,
                   fmin(across, 1.5 * up), up};
}

// A point of the drawing in the frame.
static Point moved(Point p, Place place)
{
    double x = p.x - place.slant * p.y - place.x;
    return (Point){(float)(FRAME / 2 + x * place.across),
                   (float)(FRAME / 2 + (p.y - place.y) * place.up), p.begins};
}

// The square of the distance from a place to the straight line from a to b.
static double far_from(double x, double y, Point a, Point b)
{
    double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    double along = (x - a.x) * dx + (y - a.y) * dy;
    double t = length > 0 ? fmin(1, fmax(0, along / length)) : 0;
    double gap_x = x - a.x - t * dx, gap_y = y - a.y - t * dy;
    return gap_x * gap_x + gap_y * gap_y;
}

// Fills the bitmap; returns how many points are black.
static int blacken(int points, double pen)
{
    Place place = place_of(points, pen);
    memset(bitmap, 0, sizeof bitmap);
    for (int i = 0; i < points; i++) {
        Point b = moved(point[i], place);
        Point a = point[i].begins || i == 0 ? b : moved(point[i - 1], place);
        for (int k = 0; k < FRAME * FRAME; k++)
            bitmap[k] |=
                far_from(k % FRAME + 0.5, k / FRAME + 0.5, a, b) <= pen * pen;
    }
    int black = 0;
    for (int k = 0; k < FRAME * FRAME; k++)
        black += bitmap[k];
    return black;
}

// Thin strokes are made thicker and thick ones thinner, until there is as much
// ink as a digit of the table has: the pen is found by halving.
void look_at_drawing(int points)
{
    double thin = 1, thick = 5;
    while (thick - thin > 0.05) {
        double pen = (thin + thick) / 2;
        if (blacken(points, pen) < INK)
            thin = pen;
        else
            thick = pen;
    }
    memset(count, 0, sizeof count);
    for (int k = 0; k < FRAME * FRAME; k++)
        count[k / FRAME / BLOCK * SIDE + k % FRAME / BLOCK] += bitmap[k];
    ask();
}

// A digit of the test set, from 0 on: returns which digit it is.
int look_at_digit(int number)
{
    const TensorDataset test = digits->test;
    memset(bitmap, 0, sizeof bitmap); // it is not known any more
    for (int k = 0; k < PIXELS; k++)
        count[k] = 16 * test.x->data[number * PIXELS + k];
    ask();
    return (int)test.y->data[number];
}

// Its row in the file, from 1 on.
int row_of_digit(int number)
{
    return digits->row[number] + 1;
}
