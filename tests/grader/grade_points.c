// What is right, and how many points that is: decided far from the learner's
// code, which has come to its end.
#include "grader.h"

// An item whose process did not end as it should, or used memory that is not
// its own, earns nothing: what it answered may be luck.
bool ended_well(const Run *run)
{
    return run->ending == RETURNED && !run->memory;
}

bool case_passed(const Exercise *e, int item, int number)
{
    const Run *got = &e->learner.run[item];
    const Run *expected = &e->program[0].run[item];
    return ended_well(got) && number < got->count &&
           case_equal(&got->cases[number], &expected->cases[number],
                      e->item[item].tolerance);
}

bool item_passed(const Exercise *e, int item)
{
    return e->passed[item] == e->item[item].cases;
}

double item_points(const Exercise *e, int item)
{
    return e->item[item].points * e->passed[item] / e->item[item].cases;
}

double exercise_points(const Exercise *e)
{
    double points = 0;
    for (int i = 0; i < e->items; i++)
        points += item_points(e, i);
    return points;
}

double exercise_points_most(const Exercise *e)
{
    double points = 0;
    for (int i = 0; i < e->items; i++)
        points += e->item[i].points;
    return points;
}
