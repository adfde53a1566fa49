// Stage 6 in six files: training and examination (stage6.c), its settings, the
// digits, what is kept of a training, what is drawn, the worst mistakes.
#ifndef STAGE6_H
#define STAGE6_H

#include "kindling.h"
#include "program/program.h"

enum { SIDE = 8, PIXELS = SIDE * SIDE, CLASSES = 10 };

// command_line.c: the networks; what the command line asks for.
enum { PLAIN, WEIGHT_DECAY, DROPOUT, NETWORKS };
extern const char *const network_names[NETWORKS];

typedef struct Settings {
    CliCommon common;
    int network; // 0: all, else its place among them, from 1 on
    int hidden;
    int patience; // epochs without progress before it stops; 0: never
    double weight_decay, dropout;
} Settings;
Settings settings_read(int argc, char **argv);

// digits.c: data/digits.csv in three sets. x is (rows, 64), pixels from 0 to 1;
// y is (rows), which digit it is.
typedef struct Digits {
    TensorDataset train, valid, test;
    int *row; // where each stood in the file: the test's first, then valid's
} Digits;
Digits digits_read(void);
void digits_free(Digits *digits);

// keep.c: what is kept of a training.
enum { TENSORS = 4 }; // two weights, two biases

typedef struct Trained {
    const char *name;
    Module model;
    double weight_decay;
    History train, valid;  // loss and accuracy of each epoch
    int best;              // the epoch with the least validation loss
    double least;          // that loss; infinite before the first epoch
    Parameters parameters; // of the model, and a copy from the best epoch:
    Tensor *copy[TENSORS];
} Trained;
Trained trained_new(const char *name, Module model);
void trained_free(Trained *trained);
// Adds an epoch to the histories; prints its line if it is time for one.
void record(Trained *trained, Epoch train, Epoch valid, const CliCommon *c);
// Copies the parameters, and back.
void keep(Trained *trained);
void bring_back(Trained *trained);

// picture.c: writes what gnuplot draws into build/stage6/: the curves of all
// networks, some digits, the hidden units and the confusions of the chosen one.
void draw(const Trained *trained, int count, const Module *chosen,
          const Digits *digits);
// The histories of one network: epoch,loss,accuracy,valid_loss,valid_accuracy.
void curves_write(const char *path, const Trained *trained);
// One picture in a row and column of a sheet: for each number that is not 0 a
// square "x y half sign", whose area is |number| / most.
void picture_write(FILE *file, const float *number, double most, int row,
                   int column);

// worst.c: the confusion matrix; the mistakes that the model was most sure of,
// as lines and as pictures for gnuplot. pred is (tests, 10).
void print_confusion(TensorDataset test, Tensor *pred);
void print_worst(const Digits *digits, Tensor *pred);
void write_worst(const Digits *digits, Tensor *pred);

#endif
