#include <stdio.h>

int main(void)
{
    float a = 0.1f, b = 0.3f, c = 0.4f;
    float left = (a + b) + c, right = a + (b + c);
    printf("(0.1 + 0.3) + 0.4 = %.8f\n", left);
    printf("0.1 + (0.3 + 0.4) = %.8f\n", right);
}
