// Who gets which row, against torch.utils.data.DistributedSampler. (The rest of
// stage 8 needs MPI: tests/mpi/.)
#include "golden.h"

#include "../../stages/stage8/sampler.c"

START_TEST(test_rows)
{
    static Golden g;
    int lines = 0;
    golden_open(&g, "stage8.txt");
    while (golden_next(&g)) {
        if (strcmp(g.key, "rows") != 0)
            continue;
        uint64_t seed = (uint64_t)golden_number(&g);
        int epoch = (int)golden_number(&g), rows = (int)golden_number(&g);
        int shares = (int)golden_number(&g), share = atoi(golden_word(&g));
        Tensor *x = tensor_new_zeros(shape_2d(rows, 2));
        Tensor *y = tensor_new_zeros(shape_1d(rows));
        for (int i = 0; i < rows; i++) // each row says its number
            x->data[2 * i] = x->data[2 * i + 1] = y->data[i] = (float)i;
        Sampler s = sampler_new((TensorDataset){x, y}, shares, seed, 2);
        sampler_set_epoch(&s, epoch);
        for (int i = 0; i < sampler_rows(&s); i += 2) {
            TensorDataset batch = sampler_batch(&s, share, i);
            for (int k = 0; k < tensor_cols(batch.y); k++) {
                float row = (float)golden_number(&g);
                ck_assert_int_eq(sampler_row(&s, share, i + k), (int)row);
                ck_assert_float_eq(batch.y->data[k], row);
                ck_assert_float_eq(batch.x->data[2 * k + 1], row);
            }
        }
        ck_assert_ptr_null(golden_word(&g));
        sampler_free(&s);
        tensor_free(x);
        tensor_free(y);
        lines++;
    }
    ck_assert_int_eq(lines, 25);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("sampler");
    tcase_add_test(tests, test_rows);
    return run_tests("sampler", tests);
}
