# From the labels of all chapters to the index of the search: one record for each
# section, window.SEARCH = [[page, id, title, words], …]
BEGIN { FS = "\t"; print "window.SEARCH = [" }
function quoted(text) { gsub(/["\\]/, " ", text); return "\"" text "\"" }
function flush_section() {
    if (page != "" && title != "")
        print "[" quoted(page ".html") "," quoted(id) "," quoted(title) "," quoted(words) "],"
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
$1 == "text" { words = words " " tolower($3) }
$1 == "define" {
    print "[" quoted(page ".html") "," quoted("def-" $2) "," quoted($2 "()") "," \
        quoted(tolower($2)) "],"
}
END { flush_section(); print "];" }
