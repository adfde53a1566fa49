# Says in one line what a learner's file does that it may not, if it does. The files
# that it is read from come with a word that tells what they are:
#
#     is=known  what the compiler may read; then is=read, what it has read
#     is=text   what it has made, for the assembler
#     is=parts  sections of the object file, from objdump -h
#     is=course, is=library  names that are taken, one a line
#     is=names  names of the object file, from nm; then is=plain, those without
#               the checks of memory
#
# -v file=FILE -v own=RUN_C -v forbidden="NAME …" tell the rest.
function refuse(text) {
    print text
    exit
}
# Without detours: work/../common/nn.h is common/nn.h.
function straight(path) {
    sub(/^(\.\/)+/, "", path)
    while (sub(/[^\/.][^\/]*\/\.\.\//, "", path)) {}
    return path
}
function know(paths,    word, i) {
    for (i = split(paths, word, blank); i > 0; i--) known[straight(word[i])]
}
function checks_of_memory(name) {
    refuse("it calls " name ": the checks of memory are not yours")
}
function assembler() {
    refuse("it holds text for the assembler: C is wanted")
}
# A name of the course is taken if a header has it that the learner's file includes.
function in_headers(name,    path, line, found) {
    for (path in seen) {
        if (path !~ /^(common|tests\/grader)\/.*\.h$/) continue
        while ((getline line < path) > 0)
            found = found || (" " line " ") ~ ("[^A-Za-z0-9_]" name "[^A-Za-z0-9_]")
        close(path)
    }
    return found
}

BEGIN {
    blank = "[ \t\\\\]+" # make's lists have \ before a blank and at the end of a line
    know(file)
    know(own)
}
is == "known" { know($0) }
is == "read" {
    count = split($0, word, blank)
    for (i = 1; i <= count; i++) {
        path = straight(word[i])
        if (path in known) seen[path]
        else if (path ~ /\//)
            refuse("it includes " path \
                ": only standard C headers and those of common/ are allowed")
    }
}

# What C code never becomes: instructions that the compiler does not know, and so
# does not check; files that the assembler draws in, functions that run while the
# program is being loaded, sections that the linker obeys.
is == "text" && /^[ \t]*\.(string|ascii|asciz)[ \t]+"([^"\\]|\\.)*"$/ { next }
is == "text" && /^[ \t]*[#;\/@]+ *(APP|InlineAsm Start|Start of file scope inline assembly)/ {
    assembler()
}
is == "text" && /\./ && tolower($0) ~ /\.(incbin|include|macro|altmacro|irp|rept)/ { assembler() }
is == "parts" && / \.(preinit_array|interp|dynamic|deplibs|gnu\.(lto|warning|version))/ {
    assembler()
}

is == "course" && !/^_*main$/ { course[$1] }
is == "library" { library[$1] }

# What the exercise is about is not to be had from the library, neither by its name nor
# through another function; and the checks of memory stay as they are.
is == "names" && $(NF - 1) == "i" { assembler() }
is == "names" && $1 ~ /^[Uvw]$/ { # also those that it only calls where they are there
    count = split(forbidden, word)
    for (i = 1; i <= count; i++)
        if ($2 ~ ("^_?(__real_|__wrap_)?" word[i] "$"))
            refuse("it calls " word[i] ": here it is you who writes that")
    if ($2 ~ /^_*(asan_((un)?poison_memory|set_(death|error)|default_|on_)|lsan_|sanitizer_)/)
        checks_of_memory($2)
    if ($2 ~ /^_*(libc_)?dl(v?sym|m?open|info|addr|_iterate_phdr)$/)
        refuse("it calls " $2 ", which is no function of C")
}
is == "plain" && /[Uvw] _*asan_/ { checks_of_memory($2) }
# Nor does the learner's file bring what the exercise has from the course: rooms of its
# own for the inputs, or checks of memory that see nothing. Or functions of the C
# library: a free that frees nothing.
is == "names" && NF == 3 {
    plain = $3
    sub(/^_/, "", plain)
    if ($3 in course && in_headers($3))
        refuse("it defines " plain ", which the course has: choose another name")
    if ($3 in library)
        refuse("it defines " plain ", which the C library has: choose another name")
    if ($3 ~ /^_*(asan_[^dg]|lsan_|ubsan_|sanitizer_)/)
        refuse("it defines " $3 ": the checks of memory are not yours")
}
