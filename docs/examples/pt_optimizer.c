#include <stdio.h>

#include "model_file/pt_checkpoint.h"

int main(void)
{
    Module model = module_new("Sequential");
    Parameters list = {0};
    PtFile file;
    Error error;
    sequential_add(&model, NULL, module_new_linear(2, 1, true));
    module_parameters(&model, "", &list);
    Optimizer *sgd = sgd_new(&list, 0.1);
    if (!pt_read_written(&file, pt_write_checkpoint(&model, sgd, 1, "x"),
                         &error))
        return 1;
    const PickleNode *dict =
        pt_pickle_get(file.pickle.root, "optimizer_state_dict");
    const PickleNode *group = pt_pickle_get(dict, "param_groups")->item[0];
    for (int i = 0; i < group->count; i += 2)
        printf("%s ", group->item[i]->text);
    pt_free(&file);
    optimizer_free(sgd);
    parameters_free(&list);
    module_free(&model);
}
