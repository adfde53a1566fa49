# Of equivalent.txt, the results of mutant.sh and the list of changes.c: what became of the
# mutants, and which survived that should not have.
BEGIN { FS = "\t" }

# equivalent.txt: "common/optim.c: sgd_step", "- the line", "+ the line changed", a reason.
FILENAME ~ /equivalent/ {
    if (/^common\//) place = $0
    else if (/^- /) before = substr($0, 3)
    else if (/^\+ /) equivalent[place "\t" before "\t" substr($0, 3)] = 1
    next
}

FILENAME ~ /results/ { fate[$1 "\t" $2] = $3; next }

{
    what = fate[$2 "\t" $1]
    key = $2 ": " $4 "\t" $5 "\t" $6
    if (what == "survived" && key in equivalent) what = "listed"
    else if (what == "survived")
        printf "%s:%s: %s: no test sees\n- %s\n+ %s\n", $2, $3, $4, $5, $6
    if (what == "listed") used[key] = 1
    sub(/ .*/, "", what)
    count[what]++
    all++
    files[$2]
}

END {
    for (key in equivalent)
        if (every == 1 && !(key in used) && substr(key, 1, index(key, ":") - 1) in files)
            print "equivalent.txt has one that no test is wanted for: " key
    real = count["killed"] + count["time"] + count["survived"]
    printf "%d mutants: %d seen by the tests, %d by the time limit, ",
        all, count["killed"], count["time"]
    printf "%d survived;\n%d do not compile, %d are the same program, ",
        count["survived"], count["uncompiled"], count["same"]
    printf "%d are known to be equivalent\n", count["listed"]
    exit count["survived"] > 0
}
