-- Formulas as MathML. pandoc 2 leaves some things to mend: parentheses that grow
-- where nothing is tall, names of functions with the wide spaces of an operator,
-- and a minus sign after another sign, which browsers take for a subtraction.
local M = {}

local tall = {"<mfrac", "<mtable", "<msqrt", "<munder", "<mover "}

local function is_tall(html)
    for _, tag in ipairs(tall) do
        if html:find(tag, 1, true) then return true end
    end
    return false
end

-- Parentheses stay small, unless something tall stands inside and \left( or a
-- matrix asks for large ones.
local function fences(html, tex)
    local large = tex:find("\\left%A") or tex:find("matrix")
    local open, small = {}, {}
    for at, form, last in html:gmatch('()<mo stretchy="true" form="(%a+)">[][()|]</mo>()') do
        if form == "prefix" then
            table.insert(open, {at, last})
        else
            local partner = table.remove(open)
            if partner and not (large and is_tall(html:sub(partner[2], at))) then
                small[partner[1]], small[at] = true, true
            end
        end
    end
    return (html:gsub('()(<mo stretchy=")true', function(at, tag)
        return small[at] and tag .. "false" or nil
    end))
end

-- What stands before and behind place, without the tags of rows and scripts.
local function before(html, first)
    local text, count = html:sub(1, first - 1), 1
    while count > 0 do
        text, count = text:gsub("<m%l+[^<>/]*>$", "")
    end
    return text:match("<[^<>]*>$") or "", text
end

local function behind(html, first, last)
    local script = html:sub(1, first - 1):match("<(m[su][uon]%l+)>$")
    if script and script ~= "mo" then
        last = select(2, html:find("</" .. script .. ">", last, true)) or last
    end
    return html:sub(last + 1)
end

-- Is what ends here an operand, not a sign, an opening parenthesis or a space?
local function is_operand(tag, text)
    if tag == "</mo>" then
        return text:match(">[])]</mo>$") or text:match('"postfix">[^<]*</mo>$')
    end
    return tag:match("^</") and tag ~= "</mspace>"
end

-- \ln x: a thin space on the side of an operand, none towards a parenthesis or
-- another sign.
local function function_names(html)
    html = html:gsub("(<msub><m[io]>%w+</m[io]>)<mo>(%a%a+)</mo></msub>", "%1<mi>%2</mi></msub>")
    return (html:gsub("()<mo>(%a%a+)</mo>()", function(first, name, next)
        local left = is_operand(before(html, first))
        local rest = behind(html, first, next - 1):gsub("^<mrow>", "")
        local right = rest:match("^<m") and not rest:match("^<mspace") and
            (not rest:match("^<mo") or rest:match("^<mo>%a%a"))
        return ('<mo lspace="%s" rspace="%s">%s</mo>'):format(left and "0.167em" or "0",
            right and "0.167em" or "0", name)
    end))
end

-- 2 · (−x): a sign that follows no operand belongs to what comes next.
local function signs(html)
    html = html:gsub("<mo>%+</mo><mo>=</mo>", "<mo>+=</mo>")
        :gsub("<mo>−</mo><mo>=</mo>", "<mo>−=</mo>")
    for _, sign in ipairs({"−", "%+"}) do
        html = html:gsub("()<mo>(" .. sign .. ")</mo>", function(first, found)
            local tag, text = before(html, first)
            if tag:match("^</") and not is_operand(tag, text) then
                return '<mo form="prefix">' .. found .. "</mo>"
            end
        end)
    end
    return html
end

-- pandoc 3 takes a sign before a number for a letter, and newer versions a function's name
-- too, with an invisible sign behind it; and it writes what the MathML of an EPUB
-- does not have: the size of a fraction, and styles.
local function as_pandoc_2(html)
    for _, sign in ipairs({"−", "±", "%+"}) do
        html = html:gsub("<mi>(" .. sign .. ")</mi>", "<mo>%1</mo>")
    end
    html = html:gsub('<mi mathvariant="normal">(%a%a+)</mi>', "<mo>%1</mo>")
    html = html:gsub("<mrow>(<mo>%a+</mo>)<mo>&#8289;</mo></mrow>", "%1")
        :gsub("<mo>&#8289;</mo>", "")
    html = html:gsub('<mfrac( displaystyle="%l+")>(.-</mfrac>)', "<mstyle%1><mfrac>%2</mstyle>")
    return (html:gsub(' style="text%-align: [^"]*"', ""))
end

-- Does a part end at this word? At a wide space, or behind a comma at half of one; or
-- before an = that has a long left side, but not in +=.
local function ends_at(word, mark, before)
    if mark == "=" then
        return word == "=" and #before > 20 and not before:find("[+-]}?%s*$")
    end
    return word == mark or word == "\\quad" and before:match(",%s*$")
end

-- The parts of a formula between its wide spaces, or before its signs =.
local function parts(tex, mark)
    local out, depth, from, at = {}, 0, 1, 1
    while at <= #tex do
        local word = tex:match("^\\%a+", at) or tex:match("^\\.", at) or tex:sub(at, at)
        if word:find("^[{(%[]$") or word == "\\begin" or word == "\\left" then
            depth = depth + 1
        elseif word:find("^[})%]]$") or word == "\\end" or word == "\\right" then
            depth = depth - 1
        elseif depth == 0 and ends_at(word, mark, tex:sub(from, at - 1)) then
            table.insert(out, tex:sub(from, at - 1))
            from = mark == "=" and at or at + #word
        end
        at = at + #word
    end
    table.insert(out, tex:sub(from))
    return out
end

local function one(math)
    local html = pandoc.write(pandoc.Pandoc({pandoc.Plain({math})}), "html",
                              {html_math_method = "mathml"})
    html = html:gsub("<annotation.-</annotation>", ""):gsub("<mo>ℓ</mo>", "<mi>ℓ</mi>")
    html = as_pandoc_2(html)
    html = html:gsub('(form="%a+">)∥', "%1‖") -- the sign that has no space around it
    -- A root over a low letter would hang below the line.
    html = html:gsub("<msqrt>", '<msqrt><mspace height="0.7em" />')
    -- Chromium loses a hat that it has stretched, and cuts one that combines.
    html = html:gsub('(</mi><mo accent="true")>\204\130</mo>', '%1 stretchy="false">^</mo>')
    return signs(function_names(fences(html, math.text)))
end

-- Where the page is narrow, the parts of a displayed formula stand below each other.
local function broken(tex, mark, class, inner)
    local list, html = parts(tex, mark), ""
    for _, part in ipairs(list) do
        html = html .. inner(part)
    end
    return #list == 1 and html or '<span class="' .. class .. '">' .. html .. "</span>"
end

local function side(tex)
    return one(pandoc.Math("DisplayMath", tex))
end

local function sides(tex)
    return broken(tex, "=", "parts sides", side)
end

function M.of(math)
    if math.mathtype ~= "DisplayMath" then
        return one(math)
    end
    return broken(math.text, "\\qquad", "parts", sides)
end

return M
