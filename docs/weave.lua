-- Pass 2: makes a chapter's page. Fills in recorded output, numbers, excerpts,
-- figures and references; whatever is missing stops the build with its line.
package.path = "docs/?.lua;" .. package.path
local common = require "common"
local svg = require "svg"
local page_of = require "page"
local stop, stringify = common.stop, pandoc.utils.stringify

common.source = PANDOC_STATE.input_files[1]
local is_html = FORMAT:match("html")
local here = common.page(common.source)
local labels = page_of.read_labels()
local used = {} -- figures and files that this page depends on

-- ------------------------------------------------------------ recorded output

local function record(code)
    local name = code.attributes.of or stop("which output? of=… is missing", code.text)
    return common.read(common.book .. "/records/" .. name .. ".txt", 'of="' .. name)
end

-- The lines that lines="1-4", or match="pattern" and to="pattern" choose.
local function chosen(code)
    local first, last = (code.attributes.lines or ""):match("^(%d+)-?(%d*)$")
    local match, to, out, open = code.attributes.match, code.attributes.to, {}, false
    for number, line in ipairs(common.lines(record(code))) do
        local begins = match and line:match(match) ~= nil
        open = open or (begins and to ~= nil)
        local inside = not match and not first
        if first then
            inside = number >= tonumber(first) and number <= (tonumber(last) or tonumber(first))
        end
        if inside or begins or open then
            table.insert(out, line)
        end
        if open and line:match(to) then
            break
        end
    end
    if #out == 0 then
        stop("the output " .. code.attributes.of .. " has no such line",
             match or code.attributes.lines)
    end
    return table.concat(out, "\n")
end

local function output(code)
    return pandoc.Div({pandoc.CodeBlock(chosen(code))}, {class = "output"})
end

-- `pattern with a (capture)`{.value of="stage3"}: a number in a sentence.
local function value(code)
    local found = record(code):match(code.text)
    return pandoc.Str(found or stop("the output " .. code.attributes.of ..
                                    " has nothing like " .. code.text, code.text))
end

-- ------------------------------------------------------------------- excerpts

-- The lines of a function, prose left out; and the number of its first line.
local function excerpt(path, name)
    local lines = common.lines(common.read(path, path))
    for i, line in ipairs(lines) do
        if common.defined(line, {table.unpack(lines, i)}) == name then
            local out = {}
            for k = i, #lines do
                table.insert(out, lines[k])
                if lines[k]:match("^}") then
                    return table.concat(out, "\n"), i
                end
            end
        end
    end
    stop(path .. " defines no " .. name, 'function="' .. name)
end

local function included(code)
    local path = code.attributes.include
    local text, line = excerpt(path, code.attributes["function"])
    local block = pandoc.CodeBlock(text, {class = "c numberLines", startFrom = line})
    local source = pandoc.Link({pandoc.Str(path)},
        common.page(path) .. ".html#def-" .. code.attributes["function"])
    return pandoc.Div({block, pandoc.Plain({source})}, {class = "excerpt"})
end

-- Code of the chapter itself: an anchor for each name that it defines.
local function own_code(code)
    local lines, blocks = common.lines(code.text), {}
    for i, line in ipairs(lines) do
        local name = common.defined(line, {table.unpack(lines, i)})
        if name then
            table.insert(blocks, pandoc.RawInline("html",
                '<a class="anchor" id="def-' .. name .. '"></a>'))
        end
    end
    return #blocks > 0 and is_html and {pandoc.Plain(blocks), code} or code
end

function CodeBlock(code)
    if code.classes:includes("output") then
        return output(code)
    elseif code.attributes.include then
        return included(code)
    elseif code.classes[1] == "c" then
        return own_code(code)
    end
end

function Code(code)
    if code.classes:includes("value") then
        return value(code)
    end
end
