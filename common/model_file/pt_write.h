// Writes models as PyTorch 1.13 does, byte for byte.
#ifndef PT_WRITE_H
#define PT_WRITE_H

#include "bytes.h"
#include "nn.h"

// The file of torch.save(model), to be freed. The prefix is the name inside the
// file.
Bytes pt_write_model(const Module *model, const char *prefix);
// The file of torch.save(model.state_dict()), with a line that describes the
// architecture (NULL: without).
Bytes pt_write_state(const Module *model, const char *prefix,
                     const char *architecture);

#endif
