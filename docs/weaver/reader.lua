-- Reads a C file as a chapter: prose from /*: Markdown */ comments, everything
-- else as code with the line numbers of the file. A .md file is read as it is.
--
--     pandoc -f docs/weaver/reader.lua … stages/stage1/stage1.c
--
-- The whole file becomes one Markdown text, which is parsed once: so footnotes
-- and reference links work across comments.
--
-- What stands above a function, or in its header, is a note beside its code.
package.path = "docs/weaver/?.lua;" .. package.path
local common = require "common"

local function stop(name, line, problem)
    io.stderr:write(name .. ":" .. line .. ": " .. problem .. "\n")
    os.exit(1)
end

-- A fence longer than any in the code.
local function fence_for(code)
    local longest = 3
    for run in code:gmatch("~+") do
        longest = math.max(longest, #run)
    end
    return ("~"):rep(longest + 1)
end

-- Is a word of a comment C or Python: text_length, x->grad, torch.exp, .momentum?
local function is_code(word)
    return word:find("%w_%w") or word:find("%w%->%w") or word:find("^torch%.") or
        word:find("^%.%a")
end

-- A word as Markdown: a name of C as code, all else as it is.
local function noted(word)
    local before, name, after = word:match('^(["(]*)(.-)([,.:;")]*)$')
    if is_code(name) and not name:find("`") then
        return before .. "`" .. name .. "`" .. after
    end
    return word == "->" and "→" or (word:gsub("[^%w'\"\128-\255]", "\\%0"))
end

-- A comment as Markdown, behind the name that it is about, if there is one. A call,
-- f(x).g(y), is code with all that is in its parentheses.
local function note(text, name)
    local marked = text:gsub("%f[%w_.][%a_.][%w_.]*%b()", "\1%0\2"):gsub("\2\1", "")
        :gsub("\2(%.%a[%w_]*)", "%1\2")
    local words = (marked .. "\1\2"):gsub("([^\1]*)\1([^\2]*)\2", function(plain, call)
        return plain:gsub("%S+", noted) .. (call == "" and "" or "`" .. call .. "`")
    end)
    local about = name and "`" .. name .. "`: " or ""
    return "\n::: {.beside}\n" .. about .. words .. "\n:::\n"
end

-- Code lines first … last, without empty lines at both ends.
local function add_block(out, lines, first, last, beside)
    while first <= last and lines[first]:match("^%s*$") do
        first = first + 1
    end
    while last >= first and lines[last]:match("^%s*$") do
        last = last - 1
    end
    if first > last then
        return
    end
    local code = table.concat(lines, "\n", first, last)
    local fence = fence_for(code)
    local block = ('\n%s {.c .numberLines startFrom="%d"}\n%s\n%s\n')
        :format(fence, first, code, fence)
    if beside then
        block = "\n:::: {.bite}\n" .. note(beside.text, beside.name) .. block .. "::::\n"
    end
    table.insert(out, block)
end

-- The comment that stands alone above what lines[i] begins, as one line; and where
-- the code begins. A comment with a drawing or a list in it stays in the code.
local function comment_at(lines, i)
    local words = {}
    while lines[i] and lines[i]:match("^// %S") do
        table.insert(words, lines[i]:sub(4))
        i = i + 1
    end
    if #words > 0 and lines[i] and lines[i]:match("^[%a_#]") then
        return table.concat(words, " "), i
    end
end

-- Code lines first … last in bites: a new one begins where a comment, or what the
-- header says, tells something of what follows.
local function add_code(out, lines, first, last, comments)
    local beside, i = nil, first
    while i <= last do
        local begins = i == first or lines[i - 1] == ""
        local text, code = comment_at(lines, begins and i or last + 1)
        local name = begins and common.defined(lines[i], {table.unpack(lines, i, last)})
        if not text and name and comments[name] then
            text, code = comments[name], i
            for other, comment in pairs(comments) do -- said once
                if comment == text then comments[other] = nil end
            end
        end
        if text and code <= last then
            add_block(out, lines, first, i - 1, beside)
            local about = common.defined(lines[code], {table.unpack(lines, code, last)})
            beside, first, i = {text = text, name = about}, code, code
        end
        i = i + 1
    end
    add_block(out, lines, first, last, beside)
end

local function markdown_of(name, text)
    local lines, out, comments = {}, {}, {}
    common.add_comments(name, comments)
    for line in (text:gsub("\r", "") .. "\n"):gmatch("(.-)\n") do
        table.insert(lines, line)
    end
    local code_from, i = 1, 1
    while i <= #lines do
        if lines[i]:match("^/%*:") then
            add_code(out, lines, code_from, i - 1, comments)
            local first = i
            while not lines[i]:find("*/", 1, true) do
                i = i + 1
                if i > #lines then
                    stop(name, first, "this /*: is never closed")
                end
            end
            if not lines[i]:match("%*/%s*$") then
                stop(name, i, "nothing may follow the */ of a prose comment")
            end
            local prose = table.concat(lines, "\n", first, i)
            prose = prose:gsub("^/%*: ?", ""):gsub("%s*%*/%s*$", "")
            table.insert(out, "\n" .. prose .. "\n")
            code_from = i + 1
        end
        i = i + 1
    end
    add_code(out, lines, code_from, #lines, comments)
    return table.concat(out, "\n")
end

function Reader(sources, options)
    local text = ""
    for _, source in ipairs(sources) do
        local is_c = source.name:match("%.[ch]$")
        text = text .. (is_c and markdown_of(source.name, source.text) or source.text)
    end
    return pandoc.read(text, "markdown+smart-implicit_figures", options)
end
