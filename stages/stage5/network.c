/*: # A network to experiment with

Stage 3 had one hidden layer. To see what happens to gradients on a long way, we
want as many as we like, all of the same width and with the same activation. */
#include "network.h"

#include <math.h>
#include <stdlib.h>

#include "autograd.h"
#include "init.h"
#include "ops.h"
#include "optim.h"

/*: The parameters are drawn layer by layer, weight before bias. With one hidden
layer and PyTorch's own initialisation that makes exactly the network of
[stage 3](stage3.c). [Xavier and He](init.c) draw the weights a second time,
since `linear_new` has drawn them already. The bias is set to 0, as both papers
do. */
Network network_new(Plan plan)
{
    Network net = {plan, memory_new((size_t)plan.depth + 1, sizeof(Linear))};
    for (int i = 0; i <= plan.depth; i++) {
        int in = i == 0 ? plan.inputs : plan.hidden;
        int out = i == plan.depth ? plan.classes : plan.hidden;
        Linear *layer = &net.layer[i];
        *layer = linear_new(in, out, true);
        if (plan.init == INIT_XAVIER)
            xavier_uniform(layer->weight);
        if (plan.init == INIT_HE)
            kaiming_uniform(layer->weight);
        for (int j = 0; j < out && plan.init != INIT_DEFAULT; j++)
            layer->bias->data[j] = 0;
    }
    return net;
}

void network_free(Network *net)
{
    for (int i = 0; i <= net->plan.depth; i++)
        linear_free(&net->layer[i]);
    free(net->layer);
}

// The output of the first count hidden layers: (n, hidden).
static Tensor *hidden_forward(const Network *net, Tensor *x, int count)
{
    for (int i = 0; i < count; i++)
        x = net->plan.activation->forward(linear_forward(&net->layer[i], x));
    return x;
}

Tensor *network_forward(const Network *net, Tensor *x)
{
    Tensor *h = hidden_forward(net, x, net->plan.depth);
    return linear_forward(&net->layer[net->plan.depth], h);
}

/*: ## Training

Line by line the loop of [stage 3](stage3.c#training), with a choice. To compare
seven activations with stage 3, softmax must come before the loss as it does
there. Where nothing is to be compared the loss gets
[logits](stage3.c#the-loss-and-a-mistake-in-the-notebook), as it should. */
static int hits(Tensor *pred, Tensor *target)
{
    no_grad_begin();
    Tensor *is_correct = tensor_eq(tensor_argmax(pred, 1), target);
    int count = (int)tensor_item(tensor_sum(is_correct));
    no_grad_end();
    return count;
}

static Parameters parameters_of(const Network *net)
{
    Parameters parameters = {0};
    for (int i = 0; i <= net->plan.depth; i++) {
        char name[24];
        snprintf(name, sizeof name, "layer%d", i + 1);
        linear_parameters(&net->layer[i], name, &parameters);
    }
    return parameters;
}

void network_train(Network *net, TensorDataset data, Training t, double *loss,
                   double *accuracy)
{
    DataLoader loader = dataloader_new(data, t.batch_size, true);
    Parameters parameters = parameters_of(net);
    Optimizer *adam = adam_new(&parameters, t.lr);
    TensorDataset batch;
    for (int epoch = 0; epoch < t.epochs; epoch++) {
        double losses = 0, right = 0;
        while (dataloader_next(&loader, &batch)) {
            Tensor *pred = network_forward(net, batch.x); // (batch, classes)
            if (!t.logits)
                pred = tensor_softmax(pred, 1);
            Tensor *l = cross_entropy_loss(pred, batch.y, REDUCTION_MEAN);
            backward(l);
            optimizer_step(adam);
            optimizer_zero_grad(adam);
            losses += (double)tensor_item(l) * tensor_numel(batch.y);
            right += hits(pred, batch.y);
            tape_reset();
        }
        loss[epoch] = losses / tensor_numel(data.y);
        accuracy[epoch] = right / tensor_numel(data.y);
    }
    optimizer_free(adam);
    parameters_free(&parameters);
    dataloader_free(&loader);
}

/*: ## Three things to measure */
double network_accuracy(const Network *net, TensorDataset data)
{
    Tensor *pred = network_forward(net, data.x);
    double share = (double)hits(pred, data.y) / tensor_numel(data.y);
    tape_reset();
    return share;
}

void network_gradients(Network *net, TensorDataset data, double *mean)
{
    Tensor *pred = network_forward(net, data.x);
    backward(cross_entropy_loss(pred, data.y, REDUCTION_MEAN));
    for (int i = 0; i <= net->plan.depth; i++) {
        Tensor *weight = net->layer[i].weight;
        mean[i] = 0;
        for (int k = 0; k < tensor_numel(weight); k++)
            mean[i] += fabs(weight->grad[k]) / tensor_numel(weight);
        tensor_zero_grad(weight);
        tensor_zero_grad(net->layer[i].bias);
    }
    tape_reset();
}

/*: A ReLU unit is [dead](deep.c#dead-units) if its output is 0 for every row of
the data. So the largest output is asked for. */
double network_dead_share(const Network *net, Tensor *x)
{
    int dead = 0, hidden = net->plan.hidden;
    for (int i = 1; i <= net->plan.depth; i++) {
        Tensor *largest = tensor_max(hidden_forward(net, x, i), 0); // (hidden)
        for (int j = 0; j < hidden; j++)
            dead += largest->data[j] <= 0;
        tape_reset();
    }
    return (double)dead / (hidden * net->plan.depth);
}
