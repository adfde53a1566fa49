-- Reads a C file as a chapter: prose from /*: Markdown */ comments, everything
-- else as code with the line numbers of the file. A .md file is read as it is.
--
--     pandoc -f docs/weaver/reader.lua … stages/stage1/stage1.c
--
-- The whole file becomes one Markdown text, which is parsed once: so footnotes
-- and reference links work across comments.

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

-- Code lines first … last, without empty lines at both ends.
local function add_code(out, lines, first, last)
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
    table.insert(out, ('\n%s {.c .numberLines startFrom="%d"}\n%s\n%s\n')
                 :format(fence, first, code, fence))
end

local function markdown_of(name, text)
    local lines, out = {}, {}
    for line in (text:gsub("\r", "") .. "\n"):gmatch("(.-)\n") do
        table.insert(lines, line)
    end
    local code_from, i = 1, 1
    while i <= #lines do
        if lines[i]:match("^/%*:") then
            add_code(out, lines, code_from, i - 1)
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
    add_code(out, lines, code_from, #lines)
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
