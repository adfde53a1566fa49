-- What stands around an exercise: its points and minutes, and the list of a
-- stage's exercises. They come from tests/exercises/<name>/{about.txt,run.c}.
local common = require "common"
local M = {}

-- minutes, difficulty, practises, needs; and the points of all items together.
function M.about(page)
    local folder, about = "tests/exercises/" .. page .. "/", {points = 0}
    for _, line in ipairs(common.lines(common.read(folder .. "about.txt"))) do
        local key, text = line:match("^(%l+): (.+)$")
        if key then about[key] = text end
    end
    for _, key in ipairs({"minutes", "difficulty", "practises", "needs"}) do
        if not about[key] then
            common.stop(folder .. "about.txt says nothing about " .. key)
        end
    end
    local items = common.read(folder .. "run.c"):match("exercise_items%[%] = (%b{})")
    for points in (items or ""):gmatch('{"[^"]*",%s*([%d.]+)') do
        about.points = about.points + points
    end
    if about.points == 0 then
        common.stop(folder .. "run.c: exercise_items has no points")
    end
    about.level = ({"easy", "middling", "hard"})[tonumber(about.difficulty)]
    return about
end

-- The page and id of the section or chapter with this title: on the wanted page,
-- or on the only one that has it.
local function find_section(labels, title, wanted)
    local found, count
    for page, label in pairs(labels.title) do
        for _, heading in ipairs({{text = label.text}, table.unpack(label.headings)}) do
            if heading.text == title and (page == wanted or not found or found.page ~= wanted) then
                found, count = {page = page, id = heading.id}, (count or 0) + 1
            end
        end
    end
    return found and (count == 1 or found.page == wanted) and found
end

-- "The data" of stage 2, "Adam" of common/optim.c: quoted titles become links.
local function linked(needs, page, labels)
    local path = "tests/exercises/" .. page .. "/about.txt"
    local text = needs:gsub('()"([^"]+)"', function(at, title)
        local wanted = needs:match("[oi][fn] ([%w_/]+ ?%d?)", at) or ""
        wanted = wanted:gsub("^.*/", ""):gsub("^stage (%d)", "stage%1")
        local found = find_section(labels, title, wanted)
            or common.stop(path .. ': there is no chapter or section "' .. title .. '"')
        local target = found.page .. ".html" .. (found.id and "#" .. found.id or "")
        return ('"[%s](%s)"'):format(title, target)
    end)
    return (text:gsub("exercise ([%d.]+%d)", function(id)
        for other in pairs(labels.title) do
            if other:sub(1, #id + 1) == id .. "-" then
                return ("exercise [%s](%s.html)"):format(id, other)
            end
        end
    end))
end

-- The lines under an exercise's title.
function M.head(page, labels)
    local about, id = M.about(page), page:match("^[%d.]+")
    local needs = linked(about.needs, page, labels)
    local text = ("*%g points, about %s minutes, %s.* You practise %s. Read first: %s.\n\n" ..
        "`make start EX=%s` puts this file into `work/`. Fill it in (what stands at `your code " ..
        "here` is nonsense that compiles), then `make grade EX=%s`. " ..
        "Stuck? `make hint EX=%s`.\n"):format(about.points, about.minutes, about.level,
        about.practises, needs, id, id, id)
    return pandoc.Div(pandoc.read(text, "markdown").blocks, {class = "exercise"})
end

-- ::: {.exercises}: the exercises of the stage whose chapter this is.
function M.list(labels)
    local rows = {"| exercise | points | minutes | difficulty |", "|---|---|---|---|"}
    local folder = common.source:match("^(.*/)") .. "exercises/"
    for _, chapter in ipairs(common.chapters()) do
        if chapter.path:sub(1, #folder) == folder then
            local about = M.about(chapter.page)
            table.insert(rows, ("| [%s](%s.html) | %g | %s | %s |"):format(
                labels.title[chapter.page].text:gsub("^Exercise ", ""), chapter.page,
                about.points, about.minutes, about.level))
        end
    end
    return pandoc.read(table.concat(rows, "\n"), "markdown").blocks
end

return M
