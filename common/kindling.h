// The one include of a program: everything that common/ offers.
#ifndef KINDLING_H
#define KINDLING_H

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

#endif
