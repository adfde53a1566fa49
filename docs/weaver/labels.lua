-- Pass 1: what others can refer to in a chapter, one thing a line, fields apart
-- by tabs, to build/weave/labels/<page>.txt:
--
--     title  <id> <text>       heading <id> <text>     figure <id> <number>
--     equation <id> <number>   text <id> <words>
--     define <name> <public, private or type>          term <id> <word>
--     place <id>
-- "text" is for the search. The build reads these files in pass 2 (weave.lua).
package.path = "docs/weaver/?.lua;" .. package.path
local common = require "common"

-- The words of a title; a formula as it would be typed, not in TeX.
local function title(header)
    local plain = header:walk({Math = function(math)
        local text = pandoc.write(pandoc.Pandoc({pandoc.Plain({math})}), "plain")
        return pandoc.Str((text:gsub("%s", ""):gsub("\u{2004}", "")))
    end})
    return pandoc.utils.stringify(plain)
end

common.source = PANDOC_STATE.input_files[1]
local out = {}

local function add(...)
    table.insert(out, (table.concat({...}, "\t"):gsub("\n", " ")))
end

-- "3." in stage 3: what stands before the number of its figures and formulas.
local function chapter_number()
    for _, chapter in ipairs(common.chapters()) do
        if chapter.path == common.source then
            return chapter.number and chapter.number .. "." or ""
        end
    end
    common.stop("this chapter is not in docs/book.txt")
end

-- The label of a displayed formula: $$…$$ {#eq-name}
local function equations(para, chapter, count)
    for i, inline in ipairs(para.content) do
        if inline.t == "Math" and inline.mathtype == "DisplayMath" then
            local label = para.content[i + 2] or {}
            local id = label.text and label.text:match("^{#(eq%-[%w-]+)}")
            if id then
                count = count + 1
                add("equation", id, chapter .. count)
            end
        end
    end
    return count
end

local function definitions(code)
    local lines = common.lines(code.text)
    for i, line in ipairs(lines) do
        local name = common.defined(line, {table.unpack(lines, i)})
        if name then
            add("define", name, common.kind(line))
        end
    end
end

-- The records, figures and files that the page is made of, for make.
local needs = {}

local function write_needs()
    local page = common.page(common.source)
    local targets = common.book .. "/" .. page .. ".html " ..
        common.weave .. "/json/" .. page .. ".json:"
    local notes = common.weave .. "/labels/" .. page .. ".stamp: " -- what the headers say
    for _, header in ipairs(common.headers(common.source)) do
        if common.find(header) then
            table.insert(needs, " " .. header)
            notes = notes .. header .. " "
        end
    end
    common.write(common.weave .. "/labels/" .. page .. ".d",
        targets .. table.concat(needs) .. "\n" .. notes .. "\n")
end

local function need(path)
    if path and common.find(path) then
        table.insert(needs, " " .. path)
    end
end

-- What exercise.lua reads, for the exercise itself or for the list of a stage.
local function need_exercises(folder)
    for _, chapter in ipairs(common.chapters()) do
        if chapter.path:sub(1, #folder) == folder then
            need("tests/exercises/" .. chapter.page .. "/about.txt")
            need("tests/exercises/" .. chapter.page .. "/run.c")
        end
    end
end

local function need_record(code)
    if code.attributes.of then
        need(common.weave .. "/records/" .. code.attributes.of .. ".txt")
    end
end

function Pandoc(doc)
    local figures, formulas, here, chapter = 0, 0, "", chapter_number()
    if common.source:match("/exercises/") then
        need_exercises(common.source)
    end
    doc:walk({
        Image = function(image)
            need(common.weave .. "/figures/" .. image.src)
            if image.identifier:match("^fig%-") then
                figures = figures + 1
                add("figure", image.identifier, chapter .. figures)
            end
        end,
        Para = function(para)
            formulas = equations(para, chapter, formulas)
        end,
        Code = need_record,
        Span = function(span)
            if span.identifier ~= "" then add("place", span.identifier) end
        end,
        Div = function(div)
            need(div.attributes.from)
            need(div.attributes.to)
            if div.classes:includes("live") then
                need("docs/live/" .. div.attributes.widget .. ".html")
            end
            if div.classes:includes("exercises") then
                need_exercises(common.source:match("^(.*/)") .. "exercises/")
            end
        end,
        CodeBlock = function(code)
            if code.attributes.example then
                need("docs/examples/" .. code.attributes.example .. ".c")
                code.attributes.of = "example-" .. code.attributes.example
            end
            need_record(code)
            need(code.attributes.include)
            if (code.attributes.include or ""):match("%.h$") then
                add("define", code.attributes["function"],
                    code.attributes["function"]:match("^%u") and "type" or "public")
            end
            if code.classes[1] == "c" and not code.attributes.include
                and not code.attributes.example then
                definitions(code)
            end
        end,
    })
    for _, block in ipairs(doc.blocks) do
        if block.t == "Header" then
            here = block.identifier
            add(block.level == 1 and "title" or "heading", here, title(block))
        elseif block.t == "DefinitionList" then
            for _, item in ipairs(block.content) do
                local word = pandoc.utils.stringify(item[1])
                add("term", common.term(word), word)
                add("text", here, pandoc.utils.stringify(item[2]))
            end
        elseif block.t ~= "CodeBlock" and block.t ~= "RawBlock" then
            add("text", here, pandoc.utils.stringify(block))
        end
    end
    write_needs()
    common.write(os.getenv("LABELS"), table.concat(out, "\n") .. "\n")
    return pandoc.Pandoc({})
end
