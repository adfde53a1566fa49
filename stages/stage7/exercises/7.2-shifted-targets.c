/*: # Exercise 7.2: what comes next? {#ex-7-2}

A name is one question for each of its letters, and one for its end: what comes
next? Questions and right answers are two lists of numbers. Letters are 1 to 26,
the edge is 0; `anna` becomes

| | | | | | |
|---|---|---|---|---|---|
| `input`  | 0 | 1 | 14 | 14 | 1 |
| `target` | 1 | 14 | 14 | 1 | 0 |

The input begins with the edge, the target ends with it, and the target is the
input moved by one place.

- `encode` fills both and returns how many there are. A model has only `block`
  places. A longer name is cut: then there are `block` questions, and the last
  target is the letter that comes next in the name, not the edge. Do not write
  beyond `block` numbers.
- `decode` goes the other way: it is given the numbers that a model has made up,
  and fills `name` with the letters up to the first edge, or up to `n`, and a
  zero at the end of the text. There is room for `n + 1` characters.

Names have letters from `a` to `z`; an empty one is one question, whose answer
is the edge. With `block` 3 `anna` gives the input 0, 1, 14, the target 1, 14,
14 and the answer 3. */

int encode(const char *name, int block, int *input, int *target)
{
    input[0] = name[0]; // your code here
    target[0] = block;
    return 1;
}

void decode(int n, const int *number, char *name)
{
    name[0] = (char)(number[0] + n); // your code here
}
