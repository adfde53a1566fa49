-- A figure as it stands in a page: without its own size and title, with ids of
-- its own, and with the colours of common/program/plot.gp as variables of the style
-- sheet, so that it follows light and dark.
local M = {}

local names = {"ink", "grid", "c1", "c2", "c3", "c4", "c5", "c6",
               "p1", "p2", "p3", "p4", "p5", "p6"}
local values = {"222221", "d0d0d1",
                "0072b2", "d55e00", "009e73", "cc79a7", "e69f00", "56b4e9",
                "cce3f0", "f7dfcc", "ccece3", "f5e4ed", "faeccc", "ddf0fb"}
local variable = {}
for i, value in ipairs(values) do
    variable[value] = "var(--" .. names[i] .. ")"
end

local function themed(svg)
    svg = svg:gsub("rgb%(%s*(%d+),%s*(%d+),%s*(%d+)%)", function(r, g, b)
        return variable[("%02x%02x%02x"):format(r, g, b)]
    end)
    return (svg:gsub("#(%x%x%x%x%x%x)", function(hex)
        return variable[hex:lower()]
    end))
end

function M.inline(svg, name, alt)
    svg = svg:gsub("^.-<svg", "<svg", 1):gsub("<!%-%-.-%-%->", "")
    svg = svg:gsub("<title>.-</title>", ""):gsub("<desc>.-</desc>", "")
    svg = svg:gsub(' id=(["\'])', " id=%1" .. name .. "-")
    svg = svg:gsub('href=(["\'])#', "href=%1#" .. name .. "-")
        :gsub("url%(#", "url(#" .. name .. "-")
    svg = svg:gsub("xlink:href", "href")
    -- the opening tag: no fixed size, a name for those who cannot see it
    svg = svg:gsub("<svg(.-)>", function(attributes)
        attributes = attributes:gsub('%s+width="[^"]*"', ""):gsub('%s+height="[^"]*"', "")
        attributes = attributes:gsub('%s+xmlns:xlink="[^"]*"', "")
        local width = attributes:match('viewBox="[%d.]+ [%d.]+ ([%d.]+)')
        return '<svg style="max-width:' .. math.floor(1.2 * width) .. 'px" role="img" aria-label="'
            .. alt:gsub('[&<>"]', "") .. '"' .. attributes .. ">"
    end, 1)
    return themed(svg)
end

return M
