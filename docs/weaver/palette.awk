# The colours of common/program/plot.gp as variables of a style sheet:
# :root { --ink: #222221; --grid: …; --c1: …; --p1: …; }
BEGIN { print ":root {"; short["colours"] = "c"; short["pales"] = "p" }
$1 == "ink" || $1 == "grid" {
    print "    --" $1 ": " colour($0) ";"
}
$1 == "array" {
    name = short[substr($2, 1, index($2, "[") - 1)]
    getline # the values stand in the next line
    for (i = 1; match($0, /#[0-9a-f]+/); i++) {
        print "    --" name i ": " colour($0) ";"
        $0 = substr($0, RSTART + RLENGTH)
    }
}
END { print "}" }

function colour(text) {
    match(text, /#[0-9a-f]+/)
    return substr(text, RSTART, RLENGTH)
}
