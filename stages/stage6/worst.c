/*: # The worst mistakes

An accuracy is one number for 450 digits. To learn something from mistakes one
has to look at them, beginning with those that the network was surest of. Often
one finds wrong labels in this way, or a kind of digit that is missing in the
training set. */
#include "stage6.h"

/*: ## The confusion matrix

[As in stage 3](metrics.c#the-confusion-matrix); a class is called like its
digit. */
void print_confusion(TensorDataset test, Tensor *pred)
{
    static char digit[CLASSES][2], *names[CLASSES];
    for (int i = 0; i < CLASSES; i++) {
        digit[i][0] = (char)('0' + i);
        names[i] = digit[i];
    }
    confusion_print(stdout, test.y, tensor_argmax(pred, 1), CLASSES, names);
}

enum { WORST = 10 };

/*: ## Finding the worst

A mistake is a digit of the test set with a wrong name. The probability that the
network gave to this name says how bad it is. */
typedef struct Mistake {
    int digit, said;   // the digit's number in the test set, its wrong name
    float sure, right; // probabilities of the wrong name and of the right one
} Mistake;

static int surer_first(const void *a, const void *b)
{
    const Mistake *x = a, *y = b;
    return (x->sure < y->sure) - (x->sure > y->sure);
}

// Fills the list with the worst mistakes; returns how many it has found.
static int find_worst(TensorDataset test, const Tensor *p, Mistake *worst)
{
    int rows = tensor_rows(p), count = 0;
    Mistake *list = memory_new((size_t)rows, sizeof *list);
    for (int i = 0; i < rows; i++) {
        const float *row = p->data + i * CLASSES;
        int is = (int)test.y->data[i], said = line_argmax(row, CLASSES, 1);
        if (said != is)
            list[count++] = (Mistake){i, said, row[said], row[is]};
    }
    qsort(list, (size_t)count, sizeof *list, surer_first);
    count = count < WORST ? count : WORST;
    memcpy(worst, list, (size_t)count * sizeof *list);
    free(list);
    return count;
}

/*: ## Showing them

As lines: the row in the file, counted from 1 without the header, what it is,
what was said, and the probabilities of both. */
void print_worst(const Digits *digits, Tensor *pred)
{
    Mistake list[WORST];
    int count = find_worst(digits->test, tensor_softmax(pred, 1), list);
    printf("\n  row  is  said  with  right with\n");
    for (int i = 0; i < count; i++)
        printf("%5d  %2d  %4d  %4.2f  %10.2f\n", digits->row[list[i].digit] + 1,
               (int)digits->test.y->data[list[i].digit], list[i].said,
               list[i].sure, list[i].right);
}

/*: And as pictures, five in a line, with what is to stand below each. */
void write_worst(const Digits *digits, Tensor *pred)
{
    enum { ACROSS = 5 };
    static const char PICTURES[] = "build/stage6/worst.dat";
    static const char NAMES[] = "build/stage6/worst-names.dat";
    const TensorDataset test = digits->test;
    Mistake list[WORST];
    int count = find_worst(test, tensor_softmax(pred, 1), list);
    FILE *file = plot_open(PICTURES);
    for (int i = 0; i < count; i++)
        picture_write(file, test.x->data + list[i].digit * PIXELS, 1,
                      i / ACROSS, i % ACROSS);
    output_close(file, PICTURES);
    file = plot_open(NAMES);
    for (int i = 0; i < count; i++)
        fprintf(file, "%d %d %d %d\n", i % ACROSS, i / ACROSS,
                (int)test.y->data[list[i].digit], list[i].said);
    output_close(file, NAMES);
}
