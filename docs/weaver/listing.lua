-- A listing's calls as links to what they call: in the HTML that pandoc makes of a
-- block of C, each name before a "(" that a chapter defines. What the header says of
-- it is the link's hint.
local common = require "common"
local M = {}

local function read_comments()
    local comments = {}
    for _, chapter in ipairs(common.chapters()) do
        common.add_comments(chapter.path, comments)
    end
    return comments
end

-- Where each name is defined: the page itself, or the only other page that does. A
-- name that several others define, as each exercise its check, is nobody's.
local function read_places(labels, here)
    local places = {}
    for _, chapter in ipairs(common.chapters()) do
        local page = chapter.page
        for name in pairs(labels.title[page].defines) do
            local seen = places[name]
            places[name] = (page == here or not seen) and page or seen == here and here or false
        end
    end
    return places
end

local comments, places

local function link(labels, here, name)
    comments = comments or read_comments()
    places = places or read_places(labels, here)
    local page = places[name]
    if not page then
        return name
    end
    local hint = comments[name] and
        (' title="%s"'):format(common.escape(comments[name]):gsub('"', "&quot;")) or ""
    return ('<a class="call" href="%s#def-%s"%s>%s</a>'):format(
        page == here and "" or page .. ".html", name, hint, name)
end

-- A line that begins in its first column defines or declares, it does not call. One
-- further in says how far, so that what does not fit can go on below a little further.
function M.linked(html, labels, here)
    local lines = common.lines(html)
    for i, line in ipairs(lines) do
        local indent = #line:gsub("<[^>]*>", ""):match("^ *")
        if indent > 0 then
            line = line:gsub("([%a_][%w_]*)(<span class=\"op\">%()", function(name, paren)
                return link(labels, here, name) .. paren
            end)
            local style = (' style="--in:%d"'):format(math.min(indent, 8))
            lines[i] = line:gsub('^<span id="[^"]*"', "%0" .. style)
        end
    end
    return table.concat(lines, "\n")
end

return M
