// The training of stage 7 by hand, for this one model: every shape known,
// nothing allocated, no tape.
#include <math.h>
#include <string.h>

#include "../../stages/stage7/stage7.h"
#include "bench.h"

enum { STEPS = 1000, HIDDEN = 4 * WIDTH };

// As the module lists them.
typedef struct Fused {
    float token[LETTERS][WIDTH], place[BLOCK][WIDTH];
    struct {
        float q[HEAD_WIDTH][WIDTH], k[HEAD_WIDTH][WIDTH], v[HEAD_WIDTH][WIDTH];
        float out[WIDTH][HEAD_WIDTH];
    } head[HEADS];
    float up[HIDDEN][WIDTH], down[WIDTH][HIDDEN], letter[LETTERS][WIDTH];
} Fused;
enum { FUSED = sizeof(Fused) / sizeof(float) };

// What a pass computes for each of the n letters, and keeps for the way back.
typedef struct Pass {
    int n, letter[BLOCK + 1];
    float e[BLOCK][WIDTH], x[BLOCK][WIDTH], y[BLOCK][WIDTH], z[BLOCK][WIDTH];
    float a[BLOCK][WIDTH], m[BLOCK][WIDTH]; // normalised x and y
    float e_scale[BLOCK], a_scale[BLOCK], m_scale[BLOCK];
    float q[HEADS][BLOCK][HEAD_WIDTH], k[HEADS][BLOCK][HEAD_WIDTH];
    float v[HEADS][BLOCK][HEAD_WIDTH], mix[HEADS][BLOCK][HEAD_WIDTH];
    float share[HEADS][BLOCK][BLOCK], u[BLOCK][HIDDEN], p[BLOCK][LETTERS];
} Pass;

// y += W x and the way back. All sizes are constants where it is inlined.
static inline void times(int out, int in, const float *restrict w,
                         const float *restrict x, float *restrict y)
{
    for (int j = 0; j < out; j++) {
        float sum = 0;
        for (int k = 0; k < in; k++)
            sum += w[j * in + k] * x[k];
        y[j] += sum;
    }
}

static inline void times_back(int out, int in, const float *restrict w,
                              float *restrict dw, const float *restrict x,
                              float *restrict dx, const float *restrict dy)
{
    for (int j = 0; j < out; j++)
        for (int k = 0; k < in; k++) {
            dw[j * in + k] += dy[j] * x[k];
            dx[k] += dy[j] * w[j * in + k];
        }
}

static float norm(const float x[WIDTH], float y[WIDTH])
{
    float sum = 0;
    for (int k = 0; k < WIDTH; k++)
        sum += x[k] * x[k];
    float scale = 1 / sqrtf(sum / WIDTH + 1e-5F);
    for (int k = 0; k < WIDTH; k++)
        y[k] = x[k] * scale;
    return scale;
}

// y = x s with s = (mean of x^2)^-1/2: dx = s (dy - y mean(y dy)).
static void norm_back(const float y[WIDTH], float scale, const float dy[WIDTH],
                      float dx[WIDTH])
{
    float sum = 0;
    for (int k = 0; k < WIDTH; k++)
        sum += y[k] * dy[k];
    for (int k = 0; k < WIDTH; k++)
        dx[k] += scale * (dy[k] - y[k] * sum / WIDTH);
}

static void softmax(float *x, int n)
{
    float most = x[0], sum = 0;
    for (int k = 1; k < n; k++)
        most = fmaxf(most, x[k]);
    for (int k = 0; k < n; k++)
        sum += x[k] = expf(x[k] - most);
    for (int k = 0; k < n; k++)
        x[k] /= sum;
}

static void attend(const Fused *f, Pass *s, int h, int i)
{
    times(HEAD_WIDTH, WIDTH, f->head[h].q[0], s->a[i], s->q[h][i]);
    times(HEAD_WIDTH, WIDTH, f->head[h].k[0], s->a[i], s->k[h][i]);
    times(HEAD_WIDTH, WIDTH, f->head[h].v[0], s->a[i], s->v[h][i]);
    float *share = s->share[h][i];
    for (int j = 0; j <= i; j++) {
        share[j] = 0;
        times(1, HEAD_WIDTH, s->q[h][i], s->k[h][j], &share[j]);
        share[j] /= 2;
    }
    softmax(share, i + 1);
    for (int j = 0; j <= i; j++)
        for (int c = 0; c < HEAD_WIDTH; c++)
            s->mix[h][i][c] += share[j] * s->v[h][j][c];
    times(WIDTH, HEAD_WIDTH, f->head[h].out[0], s->mix[h][i], s->y[i]);
}

static float forward(const Fused *f, Pass *s)
{
    float loss = 0;
    for (int i = 0; i < s->n; i++) {
        for (int k = 0; k < WIDTH; k++)
            s->e[i][k] = f->token[s->letter[i]][k] + f->place[i][k];
        s->e_scale[i] = norm(s->e[i], s->x[i]);
        s->a_scale[i] = norm(s->x[i], s->a[i]);
        memcpy(s->y[i], s->x[i], sizeof s->y[i]);
        for (int h = 0; h < HEADS; h++)
            attend(f, s, h, i);
        s->m_scale[i] = norm(s->y[i], s->m[i]);
        times(HIDDEN, WIDTH, f->up[0], s->m[i], s->u[i]);
        for (int k = 0; k < HIDDEN; k++)
            s->u[i][k] = s->u[i][k] < 0 ? 0 : s->u[i][k];
        memcpy(s->z[i], s->y[i], sizeof s->z[i]);
        times(WIDTH, HIDDEN, f->down[0], s->u[i], s->z[i]);
        times(LETTERS, WIDTH, f->letter[0], s->z[i], s->p[i]);
        softmax(s->p[i], LETTERS);
        loss -= logf(s->p[i][s->letter[i + 1]]);
    }
    return loss / (float)s->n;
}

// From row i's mixture back to its query and to keys and values of all before.
static void attend_back(const Fused *f, Fused *g, const Pass *s, int h, int i,
                        const float *dy, float dq[HEAD_WIDTH],
                        float dk[BLOCK][HEAD_WIDTH],
                        float dv[BLOCK][HEAD_WIDTH])
{
    float dmix[HEAD_WIDTH] = {0}, dshare[BLOCK] = {0}, dot = 0;
    times_back(WIDTH, HEAD_WIDTH, f->head[h].out[0], g->head[h].out[0],
               s->mix[h][i], dmix, dy);
    for (int j = 0; j <= i; j++) {
        for (int c = 0; c < HEAD_WIDTH; c++) {
            dshare[j] += dmix[c] * s->v[h][j][c];
            dv[j][c] += dmix[c] * s->share[h][i][j];
        }
        dot += dshare[j] * s->share[h][i][j];
    }
    for (int j = 0; j <= i; j++)
        for (int c = 0; c < HEAD_WIDTH; c++) {
            float d = s->share[h][i][j] * (dshare[j] - dot) / 2;
            dq[c] += d * s->k[h][j][c];
            dk[j][c] += d * s->q[h][i][c];
        }
}

// From the loss to the row that the heads have added to.
static void layers_back(const Fused *f, Fused *g, Pass *s, int i,
                        float dy[WIDTH])
{
    float dz[WIDTH] = {0}, du[HIDDEN] = {0}, dm[WIDTH] = {0}, dp[LETTERS];
    for (int c = 0; c < LETTERS; c++)
        dp[c] = (s->p[i][c] - (c == s->letter[i + 1])) / (float)s->n;
    times_back(LETTERS, WIDTH, f->letter[0], g->letter[0], s->z[i], dz, dp);
    times_back(WIDTH, HIDDEN, f->down[0], g->down[0], s->u[i], du, dz);
    for (int k = 0; k < HIDDEN; k++)
        du[k] = s->u[i][k] > 0 ? du[k] : 0;
    times_back(HIDDEN, WIDTH, f->up[0], g->up[0], s->m[i], dm, du);
    memcpy(dy, dz, sizeof dz);
    norm_back(s->m[i], s->m_scale[i], dm, dy);
}

static void backward_by_hand(const Fused *f, Fused *g, Pass *s)
{
    float dy[BLOCK][WIDTH], dq[HEADS][BLOCK][HEAD_WIDTH] = {0};
    float dk[HEADS][BLOCK][HEAD_WIDTH] = {0},
          dv[HEADS][BLOCK][HEAD_WIDTH] = {0};
    for (int i = 0; i < s->n; i++) {
        layers_back(f, g, s, i, dy[i]);
        for (int h = 0; h < HEADS; h++)
            attend_back(f, g, s, h, i, dy[i], dq[h][i], dk[h], dv[h]);
    }
    for (int i = 0; i < s->n; i++) {
        float da[WIDTH] = {0}, de[WIDTH] = {0};
        for (int h = 0; h < HEADS; h++) {
            times_back(HEAD_WIDTH, WIDTH, f->head[h].q[0], g->head[h].q[0],
                       s->a[i], da, dq[h][i]);
            times_back(HEAD_WIDTH, WIDTH, f->head[h].k[0], g->head[h].k[0],
                       s->a[i], da, dk[h][i]);
            times_back(HEAD_WIDTH, WIDTH, f->head[h].v[0], g->head[h].v[0],
                       s->a[i], da, dv[h][i]);
        }
        norm_back(s->a[i], s->a_scale[i], da, dy[i]);
        norm_back(s->x[i], s->e_scale[i], dy[i], de);
        for (int k = 0; k < WIDTH; k++) {
            g->token[s->letter[i]][k] += de[k];
            g->place[i][k] += de[k];
        }
    }
}

static void adam_by_hand(float *restrict p, const float *restrict g,
                         float *restrict m, float *restrict v, int step)
{
    float size =
        (float)(0.01 * (1 - (double)step / STEPS) / (1 - pow(0.85, step + 1)));
    float root = (float)sqrt(1 - pow(0.99, step + 1));
    for (int k = 0; k < FUSED; k++) {
        m[k] = 0.85F * m[k] + 0.15F * g[k];
        v[k] = 0.99F * v[k] + 0.01F * g[k] * g[k];
        p[k] -= size * m[k] / (sqrtf(v[k]) / root + 1e-8F);
    }
}

static void begin_pass(Pass *s, const char *name)
{
    float number[NAME_MAX + 2];
    memset(s, 0, sizeof *s);
    s->n = name_encode(name, number);
    for (int i = 0; i <= s->n; i++)
        s->letter[i] = (int)number[i];
}

static void copy_parameters(const Parameters *list, float *to)
{
    for (int i = 0; i < list->count; i++) {
        int n = tensor_numel(list->item[i].tensor);
        memcpy(to, list->item[i].tensor->data, (size_t)n * sizeof *to);
        to += n;
    }
}

// The sum of all losses, so that every step counts.
double gpt_train_by_hand(const Names *names, const Parameters *list)
{
    static Fused f, g, m, v;
    static Pass pass;
    double sum = 0;
    copy_parameters(list, f.token[0]);
    memset(&m, 0, sizeof m);
    memset(&v, 0, sizeof v);
    for (int step = 0; step < STEPS; step++) {
        begin_pass(&pass, names->name[step]);
        memset(&g, 0, sizeof g);
        sum += forward(&f, &pass);
        backward_by_hand(&f, &g, &pass);
        adam_by_hand(f.token[0], g.token[0], m.token[0], v.token[0], step);
    }
    return sum;
}
