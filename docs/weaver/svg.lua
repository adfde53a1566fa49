-- A figure as it stands in a page: without its own size and title, with ids of
-- its own, and with the colours of common/program/plot.gp as variables of the style
-- sheet, so that it follows light and dark. A colour that plot.gp does not name
-- stops the build.
local common = require "common"
local M = {}

local variable = {}
for name, value in common.read(common.weave .. "/palette.css"):gmatch("%-%-(%w+): #(%x+)") do
    variable[value] = "var(--" .. name .. ")"
end

local function themed(svg, figure)
    local function themed_colour(hex)
        return variable[hex:lower()] or
            common.stop("a colour that plot.gp does not name: #" .. hex, figure)
    end
    svg = svg:gsub("rgb%(%s*(%d+),%s*(%d+),%s*(%d+)%)", function(r, g, b)
        return themed_colour(("%02x%02x%02x"):format(r, g, b))
    end)
    return (svg:gsub("#(%x%x%x%x%x%x)", themed_colour))
end

function M.inline(svg, name, alt)
    if not svg:find("<svg") then
        common.stop("the figure is empty", name)
    end
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
        return '<svg style="max-width:' .. math.floor(1.2 * width) .. 'px; --size:'
            .. math.floor(width) .. 'px" role="img" aria-label="'
            .. alt:gsub('[&<>"]', "") .. '"' .. attributes .. ">"
    end, 1)
    return themed(svg, name)
end

return M
