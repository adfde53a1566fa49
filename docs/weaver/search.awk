# From the labels of all chapters to the index of the search: one record for each
# section and each name, window.SEARCH = [[page, id, title, words, kind], …]
BEGIN { FS = "\t"; print "window.SEARCH = [" }
function quoted(text) { gsub(/["\\]/, " ", text); sub(/^ /, "", text); return "\"" text "\"" }
function record(id, title, words, kind) {
    print "[" quoted(page ".html") "," quoted(id) "," quoted(title) "," quoted(words) "," \
        quoted(kind) "],"
}
function flush_section() {
    if (page != "" && title != "")
        record(id, title, words, "section")
    words = ""
}
FNR == 1 {
    flush_section()
    page = FILENAME
    sub(/.*\//, "", page)
    sub(/\.words$/, "", page)
    id = title = chapter = ""
}
$1 == "title" || $1 == "heading" {
    flush_section(); id = $2
    if (chapter == "") chapter = $3
    title = $1 == "title" ? $3 : chapter " › " $3
}
$1 == "term" { flush_section(); id = $2; title = chapter " › " $3 }
$1 == "text" { words = words " " $3 }
$1 == "define" { record("def-" $2, $2 ($3 == "type" ? "" : "()"), "", $3) }
END { flush_section(); print "];" }
