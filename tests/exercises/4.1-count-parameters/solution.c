/*: # Solution 4.1: how many parameters? {#sol-4-1}

Each of the $m$ units has its own $n$ weights and its own bias, so the layer has
$m (n + 1)$ numbers. The trap is the type. `width[i + 1] * width[i]` is a
product of two `int`s and is computed as an `int`, even if it is then added to a
`long long`. At 100,000 times 100,000 it has overflowed already. Making *one*
factor a `long long` makes the product one. */
#include <stdbool.h>

#include "nn.h"

long long count_chain(int layers, const int *width, bool bias)
{
    long long count = 0;
    for (int i = 0; i < layers; i++)
        count += (long long)width[i + 1] * (width[i] + (bias ? 1 : 0));
    return count;
}

/*: The second function need not know what layers there are. `module_parameters`
walks through children and children's children, leaves out what has no
parameters, and lists a tensor that two layers share once. Who walks through
them alone counts it twice. In PyTorch it is one line, and does the same:

```python
sum(p.numel() for p in model.parameters())
``` */
long long count_model(const Module *model)
{
    Parameters list = {0};
    long long count = 0;
    module_parameters(model, "", &list);
    for (int i = 0; i < list.count; i++)
        count += tensor_numel(list.item[i].tensor);
    parameters_free(&list);
    return count;
}
