// Everything that a program needs, in C and in C++: include this and no other
// header. (The others leave it to this one to tell C++ that they are C.)
#ifndef KINDLING_H
#define KINDLING_H

#define KINDLING_VERSION "1.0.0"

// What the others include: a C++ library must not find itself in extern "C".
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

#include "autograd.h"
#include "base.h"
#include "csv.h"
#include "data.h"
#include "init.h"
#include "metrics.h"
#include "model_file/model_file.h"
#include "nn.h"
#include "ops.h"
#include "optim.h"
#include "random.h"
#include "table.h"
#include "tensor.h"

#ifdef __cplusplus
}
#endif

#endif
