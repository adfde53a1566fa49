// EARNS 0: a file drawn in by the assembler
__asm__(".incbin \"tests/exercises/1.1-mse-gradient/solution.c\"");
