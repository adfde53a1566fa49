-- Pass 2: makes a chapter's page. Fills in recorded output, numbers, excerpts,
-- figures and references; whatever is missing stops the build with its line.
package.path = "docs/weaver/?.lua;" .. package.path
local common = require "common"
local svg = require "svg"
local page_of = require "page"
local exercise = require "exercise"
local listing = require "listing"
local mathml = require "mathml"
local stop = common.stop

common.source = PANDOC_STATE.input_files[1]
local is_html = FORMAT:match("html") or FORMAT == "json" -- joined later: join.lua
local here = common.page(common.source)
local labels = page_of.read_labels()

-- ------------------------------------------------------------ recorded output

local function record(code)
    local name = code.attributes.of or stop("which output? of=… is missing", code.text)
    return common.read(common.weave .. "/records/" .. name .. ".txt", 'of="' .. name)
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

local widgets = common.read(common.weave .. "/live/widgets.txt")

-- What docs/records.txt says of a record, or nil.
local function command_of(name)
    local line = "\n" .. name:gsub("%-", "%%-") .. ": ([^\n]*)\n"
    local command = ("\n" .. common.read("docs/records.txt")):match(line)
    return command and command:gsub(" 2>&1 || true$", "")
end

-- The words of a program that a page can run again (docs/live/run.js), or nil.
local function rerun(name)
    local command = (command_of(name) or ""):match("^%./(stage[1-9].*)$")
    if FORMAT:match("html") and widgets ~= "" and command and command:match("^[%w%s%-._/]+$") then
        return command
    end
end

-- A table that is a little wider than the page is set smaller, so that no row breaks. A
-- single line is none, and may break.
local function class_of(text)
    local wide, lines = 0, common.lines(text)
    for _, line in ipairs(lines) do
        wide = wide + (#line > 84 and 1 or 0)
    end
    if #lines == 1 then
        return "output sentence"
    end
    return wide > 2 and "output wide" or "output"
end

-- What one would type to see it, unless that is a small script.
local function typed(name)
    local command = command_of(name) or ""
    command = (command:match("^.*&& (.*)$") or command):gsub(" %-%-no%-plot", "")
    return command:match("^[%w%s%-._/]+$")
end

local function output(code)
    local text, name = chosen(code), code.attributes.of
    local command, words = rerun(name), typed(name)
    page_of.run = page_of.run or command ~= nil
    local blocks = pandoc.List({pandoc.CodeBlock(text)})
    if words then
        blocks:insert(1, pandoc.Div({pandoc.Plain({pandoc.Code(words)})}, {class = "from"}))
    end
    return pandoc.Div(blocks, {class = class_of(text), ["data-run"] = command})
end

-- `pattern with a (capture)`{.value of="stage3"}: a number in a sentence. No line ends
-- behind its sign.
local function value(code)
    local found = record(code):match(code.text) or
        stop("the output " .. code.attributes.of .. " has nothing like " .. code.text, code.text)
    return found:find("-", 1, true) and pandoc.Span({pandoc.Str(found)}, {class = "whole"}) or
        pandoc.Str(found)
end

-- ------------------------------------------------------------------- excerpts

-- A block of C: in a page with links from its calls. pandoc calls every block that it
-- writes by itself cb1; here they are cb1001, cb1002, …
local listings = 0
local function listed(block)
    if not FORMAT:match("html") then
        return block
    end
    listings = listings + 1
    local html = pandoc.write(pandoc.Pandoc({block}), "html")
        :gsub("cb1", "cb" .. 1000 + listings)
    return pandoc.RawBlock("html", listing.linked(html, labels, here))
end

-- The lines of a function, struct or macro, prose left out; and the number of
-- the first line.
local function excerpt(path, name)
    local lines = common.lines(common.read(path, path))
    for i, line in ipairs(lines) do
        local macro = common.macro(line) == name
        if macro or common.defined(line, {table.unpack(lines, i)}) == name then
            local out = {}
            for k = i, #lines do
                table.insert(out, lines[k])
                if lines[k]:match(macro and "[^\\]$" or "^}") then
                    return table.concat(out, "\n"), i
                end
            end
        end
    end
    stop(path .. " defines no " .. name, 'function="' .. name)
end

-- Code with a line above it that says where it comes from.
local function with_origin(origin, code)
    return pandoc.Div({pandoc.Div({pandoc.Plain({origin})}, {class = "from"}), code},
                      {class = "excerpt"})
end

local function included(code)
    local path = code.attributes.include
    local name = code.attributes["function"]
    local text, line = excerpt(path, name)
    local block = listed(pandoc.CodeBlock(text, {class = "c numberLines", startFrom = line}))
    if path:match("%.h$") then -- no page of its own: this is where it stands
        local here_it_is = with_origin(pandoc.Str(path), block)
        here_it_is.identifier = "def-" .. name
        return here_it_is
    end
    local place = common.page(path) .. ".html#def-" .. name
    return with_origin(pandoc.Link({pandoc.Str(path)}, place), block)
end

-- Code of the chapter itself: an anchor for each name that it defines. In a page
-- the line itself is the anchor, and the other lines are #L-<number>.
local anchored = {} -- the first of two definitions, for two systems, has the anchor

local function own_code(code)
    local lines, names, anchors = common.lines(code.text), {}, {}
    local first = tonumber(code.attributes.startFrom)
    for i, line in ipairs(lines) do
        local name = common.defined(line, {table.unpack(lines, i)})
        if name and not anchored[name] then
            anchored[name] = true
            table.insert(anchors, pandoc.Span({}, {id = "def-" .. name}))
            names["L-" .. (first or 1) + i - 1] = "def-" .. name
        end
    end
    if FORMAT:match("html") and first then
        code.identifier = "L"
        local html = pandoc.write(pandoc.Pandoc({code}), "html"):gsub(' id="L"', "", 1)
        html = html:gsub('<span id="(L%-%d+)"><a href="[^"]*"></a>', function(id)
            id = names[id] or id
            return '<span id="' .. id .. '"><a href="#' .. id
                .. '" aria-hidden="true" tabindex="-1"></a>'
        end)
        return pandoc.RawBlock("html", listing.linked(html, labels, here))
    end
    return #anchors > 0 and is_html and {pandoc.Plain(anchors), code} or code
end

-- ```{.c example="tensor"}: the small program that opens a chapter, and what it
-- prints.
local function example(code)
    local path = "docs/examples/" .. code.attributes.example .. ".c"
    local text = common.read(path, code.attributes.example):gsub("\n$", "")
    code.attributes = {of = "example-" .. code.attributes.example}
    local block = listed(pandoc.CodeBlock(text, {class = "c"}))
    return {with_origin(pandoc.Str(path), block), output(code)}
end

local function make_codeblock(code)
    if code.attributes.example then
        return example(code)
    elseif code.classes:includes("output") then
        return output(code)
    elseif code.attributes.include then
        return included(code)
    elseif code.classes[1] == "c" then
        return own_code(code)
    elseif code.classes[1] == "python" then
        return with_origin(pandoc.Str("In PyTorch"), code)
    end
end

local function make_code(code)
    if code.classes:includes("value") then
        return value(code)
    end
end

-- Short code in a sentence is not broken over two lines; in longer code options
-- such as --lr are not, and no arrow.
local function whole_code(code)
    if is_html and #code.text <= 30 and code.text:find("[ -]") then
        code.classes:insert("whole")
        return code
    elseif is_html and code.text:find("[ %w]%-") then
        local html = common.escape(code.text):gsub(" (%-[^ ]+)", ' <span class="whole">%1</span>')
            :gsub("%-&gt;", '<span class="whole">-&gt;</span>')
        return pandoc.RawInline("html", "<code>" .. html .. "</code>")
    end
end

-- ------------------------------------------------------- figures and formulas

local function figure_file(src)
    return common.read(common.weave .. "/figures/" .. src, src)
end

local function figure(image)
    local alt = image.attributes.alt or stop("the figure has no alt text", image.src)
    local label = labels.here[image.identifier]
    local number = label and label.number or stop("the figure has no label #fig-…", image.src)
    local name = image.identifier
    local caption = pandoc.write(pandoc.Pandoc({pandoc.Plain(image.caption)}), "html")
    return pandoc.Div({pandoc.RawBlock("html",
        "<figure>" .. svg.inline(figure_file(image.src), name, alt) ..
        "<figcaption><b>Figure " .. number .. ".</b> " .. caption
            .. "</figcaption></figure>")}, {id = name})
end

local function make_math(math)
    if is_html then
        return pandoc.RawInline("html", mathml.of(math))
    end
end

-- A formula in a sentence and what is written on to it, a full stop or a bracket,
-- stay on one line.
local function with_punctuation(inlines)
    local out, run, formulas = pandoc.List(), pandoc.List(), 0
    local function finish()
        if formulas > 0 and #run > 1 then
            out:insert(pandoc.Span(run, {class = "whole"}))
        else
            out:extend(run)
        end
        run, formulas = pandoc.List(), 0
    end
    for _, inline in ipairs(inlines) do
        local formula = inline.t == "Math" and inline.mathtype == "InlineMath"
        if formula or inline.t == "Str" then
            run:insert(inline)
            formulas = formulas + (formula and 1 or 0)
        else
            finish()
            out:insert(inline)
        end
    end
    finish()
    return out
end

local function equation(para, i, id)
    local before, after = pandoc.List(), pandoc.List()
    for k, inline in ipairs(para.content) do
        if k < i then before:insert(inline) end
        if k > i + 2 then after:insert(inline) end
    end
    local number = labels.here[id].number
    local blocks = pandoc.List({pandoc.Para(before)})
    blocks:insert(pandoc.Div({pandoc.RawBlock("html", mathml.of(para.content[i]) ..
        '<span class="number">(' .. number .. ")</span>")}, {id = id, class = "equation"}))
    if #after > 0 then blocks:insert(pandoc.Para(after)) end
    return blocks
end

local function paragraph(para)
    if #para.content == 1 and para.content[1].t == "Image" then
        return is_html and figure(para.content[1]) or nil
    end
    for i, inline in ipairs(para.content) do
        local label = para.content[i + 2]
        if is_html and inline.t == "Math" and inline.mathtype == "DisplayMath" and label and
            label.text and label.text:match("^{#(eq%-[%w-]+)}") then
            return equation(para, i, label.text:match("^{#(eq%-[%w-]+)}"))
        end
    end
end

-- ------------------------------------------------------------------ references

local function link_to(label, text)
    local page = label.page == here and "" or label.page .. ".html"
    return pandoc.Link({pandoc.Str(text)}, page .. "#" .. label.id)
end

local function make_cite(cite)
    local id = cite.citations[1].id
    local label = labels.here[id] or labels.all[id] or stop("nothing is called " .. id, id)
    local text = label.kind == "equation" and "(" .. label.number .. ")"
        or "Figure " .. label.number
    return link_to(label, text)
end

-- [`nn.Linear`](torch:torch.nn.Linear): PyTorch's own page of it.
local function pytorch_page(name)
    local path = name:find(".html#", 1, true) and name or "generated/" .. name .. ".html"
    return "https://docs.pytorch.org/docs/stable/" .. path
end

local function make_link(link)
    if link.target:match("^torch:") then
        link.target = pytorch_page(link.target:sub(7))
        return link
    end
    local name, id = link.target:match("^([%w_.-]+)%.[cmh]d?#?(.*)$")
    if not name or link.target:match("^https?:") then
        return nil
    end
    local page = labels.title[name] or stop("there is no chapter " .. link.target, link.target)
    if id ~= "" and not page.ids[id] then
        stop("that chapter has no #" .. id, link.target)
    end
    link.target = name .. ".html" .. (id ~= "" and "#" .. id or "")
    return link
end

-- ---------------------------------------------------------------------- boxes

-- ::: {.diff from=… was=… to=… function=…}: a function of two programs, compared.
local function difference(div)
    local function copied(path, name, copy)
        common.write(copy, (excerpt(path, name)) .. "\n")
        return copy
    end
    local base, a = common.weave .. "/" .. here, div.attributes
    local from = copied(a.from, a.was, base .. ".from")
    local to = copied(a.to, a["function"], base .. ".to")
    local pipe = io.popen("diff -b -U 2 " .. from .. " " .. to)
    local text = pipe:read("a"):gsub("^[^\n]*\n[^\n]*\n", ""):gsub("\n$", "")
    pipe:close()
    os.remove(from)
    os.remove(to)
    return {pandoc.RawBlock("html", "<details><summary>Show what has changed since <code>"
            .. a.was .. "</code> of <code>" .. a.from .. "</code></summary>"),
            pandoc.CodeBlock(text, {class = "diff"}), pandoc.RawBlock("html", "</details>")}
end

local function make_header(header)
    if header.level == 1 and common.source:match("/exercises/") then
        return {header, exercise.head(here, labels)}
    end
    local title = labels.title[here]
    if header.level == 1 and page_of.full_title(title) ~= title.text then
        header.content:insert(1, pandoc.Str(title.number))
        header.content:insert(2, pandoc.Space())
        return header
    end
end

-- ::: {.live widget="stage3"}: in a page the widget (docs/live/), where it could be
-- built, before the figure that it brings to life; elsewhere the figure alone. With
-- {.live .both} the figure stays, above the widget. With a caption="…" the widget has one
-- of its own.
local function live(div)
    local name = div.attributes.widget
    if not FORMAT:match("html") or not ("\n" .. widgets):find("\n" .. name .. "\n", 1, true) then
        return div.content
    end
    page_of.live = name
    local path = "docs/live/" .. name .. ".html"
    local both, caption = div.classes:includes("both"), div.attributes.caption
    if caption then
        local raw = div.content[1].content[1]
        raw.text = raw.text:gsub("(</b> )(.*)(</figcaption>)", function(before, still, after)
            return before .. '<span class="still">' .. still .. '</span><span class="moving">'
                .. common.escape(caption) .. "</span>" .. after
        end)
    end
    div.content:insert(both and #div.content + 1 or 1,
                       pandoc.RawBlock("html", common.read(path, name)))
    return pandoc.Div(div.content, {class = both and "live both" or "live"})
end

local titles = {note = "Note", mistake = "A mistake", exercise = "Exercise"}

local function make_div(div)
    if div.classes:includes("diff") then
        return difference(div)
    elseif div.classes:includes("live") then
        return live(div)
    elseif div.classes:includes("functions") then
        return require("functions").list(labels)
    elseif div.classes:includes("chapters") then
        return page_of.contents(labels)
    elseif div.classes:includes("answer") then
        return {pandoc.RawBlock("html", "<details><summary>Answer</summary>"),
                pandoc.Div(div.content, {class = "answer"}), pandoc.RawBlock("html", "</details>")}
    elseif div.classes:includes("imprint") then
        return pandoc.Div({page_of.imprint()}, {class = "imprint"})
    elseif div.classes:includes("exercises") then
        return exercise.list(labels)
    end
    local title = titles[div.classes[1]]
    if title then
        div.content:insert(1, pandoc.Div({pandoc.Plain({pandoc.Strong({pandoc.Str(title)})})},
                                         {class = "title"}))
        return div
    end
end

-- A word in bold that the glossary explains leads there, and each entry has its id.
local function make_strong(strong)
    local id = common.term(pandoc.utils.stringify(strong))
    local terms = labels.title.glossary.ids
    id = terms[id] and id or id:gsub("s$", "") -- "tensors" too
    if here ~= "glossary" and terms[id] then
        return pandoc.Link({strong}, "glossary.html#" .. id, "", {class = "term"})
    end
end

local function make_terms(list)
    return pandoc.DefinitionList(list.content:map(function(item)
        local id = common.term(pandoc.utils.stringify(item[1]))
        return {{pandoc.Span(item[1], {id = id})}, item[2]}
    end))
end

-- The PyTorch lines that stand directly before a block of C stand beside it.
local function pairs_of_code(doc)
    local out = pandoc.List()
    for _, block in ipairs(doc.blocks) do
        local python = out[#out]
        local bite = block.t == "Div" and block.classes:includes("bite")
        if python and python.t == "CodeBlock" and python.classes[1] == "python"
            and (bite or block.t == "CodeBlock" and block.classes[1] == "c") then
            local note = bite and block.content[1].content or {}
            local beside = pandoc.Div({python, table.unpack(note)}, {class = "beside"})
            local code = bite and block.content[2] or block
            out[#out] = pandoc.Div({beside, code}, {class = "bite"})
        else
            out:insert(block)
        end
    end
    doc.blocks = out
    return doc
end

-- In a stage the code of what is no learning is folded.
local FOLDED = {["the-options"] = true, ["the-graph-of-a-step"] = true, ["the-figures"] = true}

local function fold(doc)
    local out, fold_it = pandoc.List(), false
    for _, block in ipairs(doc.blocks) do
        if block.t == "Header" then
            fold_it = FOLDED[block.identifier] and here:match("^stage%d$")
        end
        local code = block.t == "CodeBlock" and block.classes[1] == "c"
            or block.t == "Div" and block.classes:includes("bite")
        if fold_it and code then
            out:insert(pandoc.RawBlock("html", "<details><summary>Show the code</summary>"))
            out:insert(block)
            out:insert(pandoc.RawBlock("html", "</details>"))
        else
            out:insert(block)
        end
    end
    doc.blocks = out
    return doc
end

-- In a table on a phone a line may end inside code, behind _, ( or a point before a
-- name, or the table would be wider than the page.
local function breakable(code)
    local spaces = code.text:find(" ")
    if not spaces and code.text:find("-") then
        return nil
    end
    local html = common.escape(code.text):gsub("_+%f[%w]", "%0<wbr/>")
        :gsub("%(%f[%w]", "%0<wbr/>"):gsub("[.]%f[%a]", "%0<wbr/>")
    return pandoc.RawInline("html",
        (spaces and #code.text <= 30 and '<code class="phrase">' or "<code>") .. html .. "</code>")
end

local function with_breakable_code(tab)
    return is_html and tab:walk({Code = breakable}) or nil
end

-- A table's columns are as wide as what is in them, whatever the source looks like.
local function table_as_needed(tab)
    for _, column in ipairs(tab.colspecs) do
        column[2] = nil
    end
    return pandoc.Div({tab}, {class = "table"})
end

-- ----------------------------------------------------------------- the order

return {
    {Pandoc = pairs_of_code},
    {Pandoc = fold},
    {Para = paragraph},
    {Inlines = with_punctuation},
    {CodeBlock = make_codeblock, Code = make_code, Math = make_math, Cite = make_cite,
     Link = make_link, Div = make_div, Header = make_header, Strong = make_strong,
     DefinitionList = make_terms},
    {Table = with_breakable_code},
    {Table = table_as_needed, Code = whole_code},
    {Pandoc = function(doc) return page_of.finish(doc, here, labels) end},
}
