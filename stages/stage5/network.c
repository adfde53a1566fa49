/*: # A network to experiment with

Stage 3 had one hidden layer. To see what happens to gradients on a long way, we
want as many as we like, all of the same width and with the same activation. */
/*: The parameters are drawn layer by layer, weight before bias. With one hidden
layer and PyTorch's own initialisation that makes exactly the network of
[stage 3](stage3.c). [Xavier and He](init.c) draw the weights a second time,
since `linear_new` has drawn them already. The bias is set to 0, as both papers
do. */
#include "stage5.h"

const char *const init_words[INITS + 1] = {"default", "xavier", "he"};

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

/*: A network owns its layers, and each layer its parameters. */
void network_free(Network *net)
{
    for (int i = 0; i <= net->plan.depth; i++)
        linear_free(&net->layer[i]);
    free(net->layer);
}

/*: ## Forward

From layer to layer, each time with the activation, and at the end a layer that
makes scores. Softmax follows, unless the loss wants
[logits](stage3.c#the-loss-and-a-mistake-in-the-notebook). */
Tensor *network_hidden(const Network *net, Tensor *x, int count)
{
    for (int i = 0; i < count; i++)
        x = net->plan.activation->forward(linear_forward(&net->layer[i], x));
    return x;
}

Tensor *network_forward(const Network *net, Tensor *x)
{
    Tensor *h = network_hidden(net, x, net->plan.depth); // (n, hidden)
    Tensor *out = linear_forward(&net->layer[net->plan.depth], h);
    return net->plan.logits ? out : tensor_softmax(out, 1); // (n, classes)
}

/*: ## The parameters

Their names count from 1, as in stage 3: `layer1.weight`, `layer1.bias`, … */
Parameters network_parameters(const Network *net)
{
    Parameters parameters = {0};
    for (int i = 0; i <= net->plan.depth; i++) {
        char name[24];
        snprintf(name, sizeof name, "layer%d", i + 1);
        linear_parameters(&net->layer[i], name, &parameters);
    }
    return parameters;
}
