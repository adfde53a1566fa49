-- ::: {.functions}: every public function, from the headers of common/, with the
-- comment above it and a link to its code.
local common = require "common"
local M = {}

local function comment_above(lines, i)
    local first = i
    while first > 1 and lines[first - 1]:match("^//") do
        first = first - 1
    end
    local out = {}
    for k = first, i - 1 do
        table.insert(out, (lines[k]:gsub("^// ?", "")))
    end
    return table.concat(out, "\n")
end

-- A declaration may go on over several lines.
local function declaration(lines, i)
    local text = lines[i]
    while not text:find(";") and lines[i + 1] do
        i = i + 1
        text = text .. "\n" .. lines[i]
    end
    return text, i
end

-- What stands whole in a header.
local function inline_function(lines, i)
    local first = i
    while not lines[i]:match("^}") do
        i = i + 1
    end
    return table.concat(lines, "\n", first, i), i
end

-- The page that defines a function, or nil.
local function page_defining(labels, name)
    for page, title in pairs(labels.title) do
        if title.defines[name] and not page:match("^stage%d") and not page:match("^%d") then
            return page
        end
    end
end

-- The functions of a header: name, declaration, and the comment, which may
-- stand above several functions in a row.
function M.of_header(path)
    local lines, out, comment, i = common.lines(common.read(path)), {}, "", 1
    while i <= #lines do
        local line = lines[i]
        local name = line:match("^[%a_][^=#]-([%w_]+)%(")
        local inline, inside = line:match("^static inline"), line:match("^typedef")
        if line == "" then
            comment = ""
        elseif name and not inside and not line:match("^#") then
            local above = comment_above(lines, i)
            comment = above ~= "" and above or comment
            local text, last = (inline and inline_function or declaration)(lines, i)
            if text:find(";") then
                table.insert(out, {name = name, text = text, comment = comment, inline = inline})
            end
            i = last
        end
        i = i + 1
    end
    return out
end

-- The name, leading to the code; a function of a header has its code here.
local function title(labels, header, f)
    if f.inline then
        return pandoc.Span({pandoc.Code(f.name)}, {id = "def-" .. f.name})
    end
    local page = page_defining(labels, f.name) or
        common.stop(header .. ": no chapter defines " .. f.name)
    return pandoc.Link({pandoc.Code(f.name)}, page .. ".html#def-" .. f.name)
end

function M.list(labels)
    local blocks = pandoc.List()
    for _, chapter in ipairs(common.chapters()) do
        local header = chapter.path:match("^common/") and chapter.path:gsub("%.c$", ".h")
        if header and header:match("%.h$") and common.find(header) then
            local functions = M.of_header(header)
            if #functions > 0 then
                blocks:insert(pandoc.Header(2, {pandoc.Str(labels.title[chapter.page].text)},
                                            {id = "of-" .. chapter.page}))
            end
            for _, f in ipairs(functions) do
                blocks:insert(pandoc.Plain({title(labels, header, f)}))
                blocks:insert(pandoc.CodeBlock(f.text, {class = "c"}))
                if f.comment ~= "" then
                    blocks:insert(pandoc.Para({pandoc.Str(f.comment)}))
                end
            end
        end
    end
    return blocks
end

return M
