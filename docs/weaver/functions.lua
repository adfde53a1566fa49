-- ::: {.functions}: what the headers of common/ declare, piece by piece, with a
-- link from each function to its code.
local common = require "common"
local M = {}

-- Lines that only the compiler needs.
local function is_guard(line)
    return line:match("^#include") or line:match("^#ifndef [%u_]+_H$") or
        line:match("^#define [%u_]+_H$")
end

-- The pieces of a header: what stands between empty lines, and not inside braces.
local function pieces(path)
    local out, piece, depth = {}, {}, 0
    local function finish()
        local text = table.concat(piece, "\n")
        if ("\n" .. text):find("\n[^#]") then -- something besides the preprocessor's
            table.insert(out, piece)
        end
        piece = {}
    end
    for _, line in ipairs(common.lines(common.read(path))) do
        depth = depth + select(2, line:gsub("{", "")) - select(2, line:gsub("}", ""))
        if line == "" and depth == 0 then
            finish()
        elseif not is_guard(line) then
            table.insert(piece, line)
        end
    end
    finish()
    return out
end

-- The functions that a piece declares; an inline one has its code here.
local function functions_of(piece)
    local out = {}
    for _, line in ipairs(piece) do
        local name = line:match("^[%a_][^=#]-([%w_]+)%(")
        if name and not line:match("^typedef") then
            table.insert(out, {name = name, inline = line:match("^static inline") ~= nil})
        end
    end
    return out
end

-- The page that defines a function, or nil.
local function page_defining(labels, name)
    for page, title in pairs(labels.title) do
        if title.defines[name] and not page:match("^stage%d") and not page:match("^%d") then
            return page
        end
    end
end

local function links(labels, header, functions)
    local out = pandoc.List()
    for i, f in ipairs(functions) do
        if i > 1 then
            out:extend({pandoc.Str(","), pandoc.Space()})
        end
        if f.inline then
            out:insert(pandoc.Span({pandoc.Code(f.name)}, {id = "def-" .. f.name}))
        else
            local page = page_defining(labels, f.name) or
                common.stop(header .. ": no chapter defines " .. f.name)
            out:insert(pandoc.Link({pandoc.Code(f.name)}, page .. ".html#def-" .. f.name))
        end
    end
    return pandoc.Plain(out)
end

-- The header of a chapter, if it has not been seen: its own, or one that several
-- chapters share, as ops_arithmetic.c, ops_matrix.c and others share ops.h, and all
-- of program/ share program.h. (A header that is a chapter, simd.h, stands on its
-- own page.)
local function header_of(chapter, seen)
    local room = chapter.path:gsub("(%l+)/[%l_]+%.c$", "%1/%1.c")
    for _, path in ipairs({chapter.path, chapter.path:gsub("_%l+%.c$", ".c"), room}) do
        local header = path:gsub("%.c$", ".h")
        if header:match("^common/.*%.h$") and header ~= chapter.path
            and not seen[header] and common.find(header) then
            seen[header] = true
            return header
        end
    end
end

local SHARED = {
    ["common/ops.h"] = "Operations",
    ["common/program/program.h"] = "Around a program",
}

function M.list(labels)
    local blocks, seen = pandoc.List(), {}
    for _, chapter in ipairs(common.chapters()) do
        local header = header_of(chapter, seen)
        if header then
            local text = SHARED[header] or labels.title[chapter.page].text
            blocks:insert(pandoc.Header(2, {pandoc.Str(text)}, {id = "of-" .. chapter.page}))
            for _, piece in ipairs(pieces(header)) do
                local functions = functions_of(piece)
                local code = pandoc.CodeBlock(table.concat(piece, "\n"), {class = "c"})
                local entry = pandoc.List({code})
                if #functions > 0 then
                    entry:insert(1, links(labels, header, functions))
                end
                blocks:insert(pandoc.Div(entry, {class = "function"}))
            end
        end
    end
    return blocks
end

return M
