// Writes models as PyTorch 1.13 does, byte for byte.
#ifndef PT_WRITE_H
#define PT_WRITE_H

#include "bytes.h"
#include "model_file/pt_pickler.h"
#include "model_file/pt_zip.h"
#include "nn.h"

// The file of torch.save(model), to be freed: large parameters stand in it as
// splices. The prefix is the name inside the file.
ZipWriter pt_write_model(const Module *model, const char *prefix);
// The file of torch.save(model.state_dict()), with a line that describes the
// architecture (NULL: without).
ZipWriter pt_write_state(const Module *model, const char *prefix,
                         const char *architecture);

// The parts of a pickle: one of several items, of a dict ("su") or a list
// ("ae"), is what stands between begin and end; numbers, or bytes, as a tensor
// (they must live until the end, from 64 kB on as long as the file); a state
// dict. pt_write_end makes the file and frees the pickler.
void pt_begin_item(Pickler *w, int i, int count);
void pt_end_item(Pickler *w, int i, int count, const char *codes);
void pt_write_tensor(Pickler *w, const float *data, Shape shape);
void pt_write_bytes(Pickler *w, const unsigned char *data, int size);
void pt_write_state_dict(Pickler *w, const Module *model,
                         const char *architecture);
ZipWriter pt_write_end(Pickler *w, const char *prefix);

#endif
