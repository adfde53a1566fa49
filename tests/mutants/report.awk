# Of equivalent.txt, the results of mutant.sh and the list of changes.c: what became of the
# mutants, and which survived that should not have. Fails below 97 %.
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
    count[$2, what]++
    if (!($2 in files)) name[++names] = $2
    files[$2]++
}

# killed: by a test that failed, or by one that took no end.
function row(file, all, killed, survived, known, same, uncompiled) {
    real = killed + survived
    printf "%-28s %7d %7d %8d %6.1f %10d %5d %9d\n", file, all, killed, survived,
        real ? 100 * killed / real : 100, known, same, uncompiled
}

END {
    for (key in equivalent)
        if (every == 1 && !(key in used) && substr(key, 1, index(key, ":") - 1) in files)
            print "equivalent.txt has one that no test is wanted for: " key
    printf "%-28s %7s %7s %8s %6s %10s %5s %9s\n", "mutants of", "all", "killed",
        "survived", "%", "equivalent", "same", "no C"
    for (i = 1; i <= names; i++) {
        f = name[i]
        killed = count[f, "killed"] + count[f, "time"]
        row(f, files[f], killed, count[f, "survived"], count[f, "listed"], count[f, "same"],
            count[f, "uncompiled"])
        all += files[f]
        seen += killed
        survived += count[f, "survived"]
        listed += count[f, "listed"]
        same += count[f, "same"]
        uncompiled += count[f, "uncompiled"]
    }
    row("all", all, seen, survived, listed, same, uncompiled)
    exit 100 * seen < 97 * (seen + survived)
}
