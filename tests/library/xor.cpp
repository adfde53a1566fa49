// The program of the README, as one would write it in C++.
#include "kindling.h"

#include <cstdio>
#include <memory>
#include <vector>

struct Free {
    void operator()(Tensor *t) const { tensor_free(t); }
    void operator()(Optimizer *o) const { optimizer_free(o); }
};

class Net {
  public:
    Net() : model(module_new("Sequential"))
    {
        sequential_add(&model, nullptr, module_new_linear(2, 4, true));
        sequential_add(&model, nullptr, module_new("Tanh"));
        sequential_add(&model, nullptr, module_new_linear(4, 1, true));
        module_parameters(&model, "", &parameters);
    }
    Net(const Net &) = delete;
    Net &operator=(const Net &) = delete;
    ~Net()
    {
        parameters_free(&parameters);
        module_free(&model);
    }
    Tensor *operator()(Tensor *x) const { return module_forward(&model, x); }

    Module model;
    Parameters parameters{};
};

int main()
{
    const std::vector<float> inputs{0, 0, 0, 1, 1, 0, 1, 1};
    const std::vector<float> targets{0, 1, 1, 0};
    std::unique_ptr<Tensor, Free> x(
        tensor_new_from(shape_2d(4, 2), inputs.data()));
    std::unique_ptr<Tensor, Free> y(
        tensor_new_from(shape_2d(4, 1), targets.data()));
    manual_seed(1);
    Net net;
    std::unique_ptr<Optimizer, Free> adam(adam_new(&net.parameters, 0.1));
    for (int step = 1; step <= 100; step++) {
        Tensor *loss = mse_loss(net(x.get()), y.get(), REDUCTION_MEAN);
        backward(loss);
        optimizer_step(adam.get());
        optimizer_zero_grad(adam.get());
        if (step % 20 == 0)
            std::printf("step %3d: loss %.6f\n", step, tensor_item(loss));
        tape_reset();
    }
    tape_free();

    Error error;
    Module again;
    bool good = model_save("xor.pt", &net.model, &error) &&
                model_load("xor.pt", &again, &error);
    if (good)
        module_free(&again);
    else
        std::fprintf(stderr, "%s\n", error.message);
    return good ? 0 : 1;
}
