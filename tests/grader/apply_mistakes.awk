# awk -v folder=DIR -f apply_mistakes.awk solution.c RS= mistakes: writes solution.c
# with each of the mistakes to DIR/NAME.c, and their names and sentences to
# stdout, parted by a tab. In the file of mistakes, paragraphs as this one:
#
#     sum-not-mean: The loss is the sum of the squares: it is
#     to be divided by n.
#      float mse(int n, const float *input)         this line stays,
#     -    return sum / (float)n;                   this one goes,
#     +    return sum;                              this one comes;
#     ...                                           and at another place:
#     -    sum /= n;
#     ~ float sum = 0 => float sum = 1             or only a part of a line,
#     ~2 x[i] => x[0]                              where it stands the second time,
#     ~* x[i] => x[0]                              or wherever it stands.
#
# With -v pairs=FILE it makes pairs of them too, and lists them in FILE.
#
# What stays or goes at a place are whole lines, one after the other, which
# solution.c has exactly once. A paragraph that begins with # is a remark.
BEGIN { FS = "\n" }
NR == FNR {
    solution[++lines] = $0
    prose = prose || /^\/\*:/
    is_code[lines] = !prose
    bodies += /^[a-zA-Z].*[(]/
    body[lines] = bodies
    prose = prose && !/\*\/$/
    next
}
/^#/ { next }
{
    sub(/\n$/, "") # which some keep
    name = $1
    sub(/:.*/, "", name)
    if ($1 !~ /^[a-z0-9-]+: ./)
        stop("it begins with no name and sentence")
    if (name in known)
        stop("there are two of this name")
    known[name] = 1
    sentence = substr($1, length(name) + 3)
    for (n = 2; n <= NF && $n !~ /^[-+ ~]/; n++)
        sentence = sentence " " $n
    split("", gone)
    split("", new)
    split("", line)
    for (count = 0; n <= NF; n++)
        if ($n == "...")
            change()
        else if ($n ~ /^~[1-9*]? .* =>/)
            replace($n)
        else if ($n ~ /^[-+ ]/)
            place[++count] = $n
        else
            stop("begins with none of -, + and blank: " $n)
    if (count || !replaced)
        change()
    replaced = 0
    write(folder "/" name ".c")
    print name "\t" sentence
    keep(++mistakes)
}
END { if (pairs) print_pairs() }

# What the mistake changes, for the pairs. A line that gives way to one other is
# a line that changes.
function keep(m,   i)
{
    sentences[m] = sentence
    for (i = 1; i <= lines; i++)
        if (gone[i] && !gone[i - 1] && !gone[i + 1] && new[i] == "" &&
            split(new[i + 1], unused, "\n") == 2) {
            gone[i] = 0
            line[i] = substr(new[i + 1], 1, length(new[i + 1]) - 1)
            new[i + 1] = ""
        }
    for (i = 1; i <= lines + 1; i++) {
        if (gone[i])
            kept_gone[m, i] = 1
        if (i in line && line[i] != solution[i])
            kept_line[m, i] = line[i]
        if (new[i] != "")
            kept_new[m, i] = new[i]
        if (changed(m, i))
            in_body[m, body[i]] = 1
    }
}

function moves(m, i) { return (m, i) in kept_gone || (m, i) in kept_new }
function changed(m, i) { return moves(m, i) || (m, i) in kept_line }

# How many characters at the beginning and at the end of two lines are the same.
function same_before(a, b,   n)
{
    while (n < length(a) && n < length(b) && substr(a, n + 1, 1) == substr(b, n + 1, 1))
        n++
    return n
}
function same_behind(a, b, before,   n)
{
    while (n < length(a) - before && n < length(b) - before &&
           substr(a, length(a) - n, 1) == substr(b, length(b) - n, 1))
        n++
    return n
}

# A line with the changes of both, if they are at different places; else "".
function both(old, a, b,   a_first, a_last, b_first, b_last)
{
    a_first = same_before(old, a)
    b_first = same_before(old, b)
    a_last = length(old) - same_behind(old, a, a_first)
    b_last = length(old) - same_behind(old, b, b_first)
    if (b_first < a_first)
        return both(old, b, a)
    if (b_first < a_last || b_first == a_first)
        return ""
    return substr(a, 1, length(a) - (length(old) - a_last)) \
        substr(old, a_last + 1, b_first - a_last) substr(b, b_first + 1)
}

# Both in the same function, at different places: elsewhere they are told apart
# without this.
function fit_together(a, b,   i, near)
{
    for (i = 1; i <= lines + 1; i++) {
        if ((moves(a, i) && (changed(b, i) || changed(b, i + 1))) ||
            (moves(b, i) && (changed(a, i) || changed(a, i - 1))))
            return 0
        if ((a, i) in kept_line && (b, i) in kept_line &&
            both(solution[i], kept_line[a, i], kept_line[b, i]) == "")
            return 0
    }
    for (i = 0; i <= bodies; i++)
        near = near || ((a, i) in in_body && (b, i) in in_body)
    return near
}

function take(m,   i)
{
    for (i = 1; i <= lines + 1; i++) {
        if ((m, i) in kept_gone)
            gone[i] = 1
        if ((m, i) in kept_line) {
            if (i in line)
                line[i] = both(solution[i], line[i], kept_line[m, i])
            else
                line[i] = kept_line[m, i]
        }
        if ((m, i) in kept_new)
            new[i] = kept_new[m, i]
    }
}

# Two mistakes at once, as many as there is room for, those first that stand
# first in the file: PAIRS says where their names and sentences go.
function print_pairs(   a, b, sum, count)
{
    printf "" > pairs
    for (sum = 3; sum < 2 * mistakes; sum++)
        for (a = sum > mistakes ? sum - mistakes : 1; a < sum - a && count < 120; a++) {
            b = sum - a
            if (!fit_together(a, b))
                continue
            split("", gone)
            split("", new)
            split("", line)
            take(a)
            take(b)
            write(folder "/pair-" ++count ".c")
            print "pair-" count "\tTwo things: " sentences[a] " And: " sentences[b] > pairs
        }
}

function stop(what)
{
    print FILENAME ": " name ": " what | "cat >&2"
    exit 1
}

# Does what stays and goes stand in the solution from line at on?
function stands(at,   i)
{
    for (i = 1; i <= count; i++)
        if (place[i] !~ /^\+/ && substr(place[i], 2) != solution[at++])
            return 0
    return 1
}

# Where that is.
function where(   i, at, found)
{
    for (i = 1; i <= lines; i++)
        if (stands(i)) {
            found++
            at = i
        }
    for (i = 1; i <= count && place[i] ~ /^\+/; i++)
        ;
    if (i > count)
        stop("no line says where")
    if (found != 1)
        stop((found ? "more than once" : "not") " in solution.c: " \
             substr(place[i], 2))
    return at
}

# A part of a line, the only one or the one that is asked for.
function replace(text,   which, mark, old, i, found, at, begin)
{
    which = text ~ /^~[1-9*]/ ? substr(text, 2, 1) : ""
    text = substr(text, which == "" ? 3 : 4)
    mark = index(text, " =>")
    old = substr(text, 1, mark - 1)
    text = substr(text, mark + 4)
    for (i = 1; i <= lines; i++) {
        if (!is_code[i])
            continue
        if (!(i in line))
            line[i] = solution[i]
        for (begin = 1; (at = index(substr(line[i], begin), old)); begin = at) {
            at += begin - 1
            found++
            if (which == "*" || which == "" || which == found) {
                line[i] = substr(line[i], 1, at - 1) text \
                    substr(line[i], at + length(old))
                at += length(text)
            } else
                at += length(old)
        }
    }
    if (!found || found < which + 0)
        stop("not in solution.c: " old)
    if (which == "" && found > 1)
        stop("more than once in solution.c: " old)
    replaced = 1
}

function change(   i, at)
{
    at = where()
    for (i = 1; i <= count; i++)
        if (place[i] ~ /^\+/)
            new[at] = new[at] substr(place[i], 2) "\n"
        else
            gone[at++] = place[i] ~ /^-/
    count = 0
}

function write(path,   i)
{
    printf "" > path
    for (i = 1; i <= lines + 1; i++)
        printf("%s%s", new[i],
            gone[i] || i > lines ? "" : (i in line ? line[i] : solution[i]) "\n") > path
    close(path)
}
