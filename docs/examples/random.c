#include <stdio.h>

#include "kindling.h"

int main(void)
{
    manual_seed(1);
    float u[3], z[3];
    int order[6];
    rand_uniform(default_generator(), 0, 1, 3, u); // torch.rand(3)
    rand_normal(default_generator(), 3, z);        // torch.randn(3)
    randperm(default_generator(), 6, order);       // torch.randperm(6)
    printf("%.4f %.4f %.4f\n", u[0], u[1], u[2]);
    printf("%.4f %.4f %.4f\n", z[0], z[1], z[2]);
    for (int i = 0; i < 6; i++)
        printf("%d ", order[i]);
    printf("\n");
}
