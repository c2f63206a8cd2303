-- The fallback only: alt texts, which Quarto takes from `fig-alt` by itself and pandoc's writers do not.

local function quoted(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"') .. '"'
end

local list_here = true
local UNBROKEN = 12 -- rows

local function read_meta(meta)
  list_here = FORMAT:match("html") == nil or meta.bronnenlijst == true
end

local function image(el)
  local alt = el.attributes["fig-alt"]
  if not alt then
    return el
  end
  el.attributes["fig-alt"] = nil
  if FORMAT == "typst" then
    return pandoc.RawInline("typst", "#image(" .. quoted(el.src) .. ", alt: " .. quoted(alt) .. ", width: 100%)")
  end
  if FORMAT == "docx" then
    el.attributes.width = "100%"
  end
  el.caption = pandoc.Inlines({ pandoc.Str(alt) })
  return el
end

local function wrapped(before, content, after)
  local result = pandoc.Blocks({ pandoc.RawBlock("typst", before) })
  result:extend(content)
  result:insert(pandoc.RawBlock("typst", after))
  return result
end

-- The styles of the Word document (word.py) by what they are for.
local STYLES = { bijschrift = "Bijschrift", bron = "Noot" }

local function div(el)
  if FORMAT == "docx" then
    for class, style in pairs(STYLES) do
      if el.classes:includes(class) then
        el.attributes["custom-style"] = style
        return el
      end
    end
  end
  -- Each page resolves its own citations; the list they point to stands on one page.
  if el.identifier == "refs" and not list_here then
    return {}
  end
  -- A figure stays with its caption and source on one page; a long table may run on.
  if FORMAT == "typst" and el.classes:includes("figuur") then
    return wrapped("#block(breakable: false, width: 100%)[", el.content, "] <" .. el.identifier .. ">")
  end
  if FORMAT == "typst" and el.classes:includes("bron") then
    return wrapped("#bronregels[", el.content, "]")
  end
  -- A caption never stands alone at the foot of a page.
  if FORMAT == "typst" and el.classes:includes("bijschrift") then
    return wrapped("#block(sticky: true)[", el.content, "]")
  end
end

local function rows(el)
  local count = 0
  for _, body in ipairs(el.bodies) do
    count = count + #body.body
  end
  return count
end

local LINE = 88 -- characters on a line of a table in Word
local ROOM = 4 -- characters beside what a cell holds
local LONGEST = 30 -- characters of a word that a column is never made narrower for

-- The most characters of a cell and of a word in it, per column.
local function lengths(el)
  local cells, words = {}, {}
  local function look(row)
    local column = 1
    for _, cell in ipairs(row.cells) do
      local text = pandoc.utils.stringify(cell.contents)
      if cell.col_span == 1 then
        cells[column] = math.max(cells[column] or 1, utf8.len(text))
        -- A line may end at a hyphen between letters, and should not between two numbers.
        for word in text:gsub("([A-Za-z])%-([A-Za-z])", "%1 %2"):gmatch("[^ \n]+") do
          words[column] = math.max(words[column] or 1, math.min(utf8.len(word), LONGEST))
        end
      end
      column = column + cell.col_span
    end
  end
  for _, row in ipairs(el.head.rows) do look(row) end
  for _, body in ipairs(el.bodies) do
    for _, row in ipairs(body.body) do look(row) end
  end
  return cells, words
end

-- Word makes no columns by itself in every program: each gets room for its longest word, and a part of what is left by
-- the length of its longest cell.
local function widths(el)
  local cells, words = lengths(el)
  local least, wanted = 0, 0
  for i = 1, #el.colspecs do
    cells[i], words[i] = (cells[i] or 1) + ROOM, (words[i] or 1) + ROOM
    least, wanted = least + words[i], wanted + cells[i] - words[i]
  end
  local spare = math.max(0, math.min(LINE - least, wanted))
  local line = math.max(LINE, least)
  for i, spec in ipairs(el.colspecs) do
    local extra = wanted > 0 and spare * (cells[i] - words[i]) / wanted or 0
    el.colspecs[i] = { spec[1], (words[i] + extra) / line }
  end
  return el
end

-- A short table stays on one page.
local function table_(el)
  if FORMAT == "docx" then
    return widths(el)
  end
  if FORMAT == "typst" and rows(el) <= UNBROKEN then
    return wrapped("#block(breakable: false, width: 100%)[", { el }, "]")
  end
end

-- Nor does the heading of one table among several.
local function blocks(list)
  local result = pandoc.Blocks({})
  for i, block in ipairs(list) do
    local above_table = block.t == "Para" and list[i + 1] and list[i + 1].t == "Table"
    result:extend(above_table and wrapped("#block(sticky: true)[", { block }, "]") or { block })
  end
  return result
end

local FEWEST = 3 -- sections from which a page has its own list of contents

-- On the web: the contents of the page under its title, and a link at every heading that leads to itself.
local function contents(doc)
  local list, first, spot = pandoc.List({}), nil, 0
  for i, block in ipairs(doc.blocks) do
    if block.t == "Header" and block.level == 1 then
      first = first or i
    elseif block.t == "Header" and block.level == 2 and block.identifier ~= "" then
      list:insert({ pandoc.Plain({ pandoc.Link(block.content, "#" .. block.identifier) }) })
    end
  end
  local label = doc.meta.inhoudsopgave and pandoc.utils.stringify(doc.meta.inhoudsopgave)
  if label and label ~= "" and first and #list >= FEWEST then
    spot = first
    local after = doc.blocks[first + 1]
    if after and after.t == "Div" and after.classes:includes("synthetisch") then
      spot = first + 1
    end
    doc.blocks:insert(spot + 1, pandoc.Div({
      pandoc.RawBlock("html", '<details class="inhoudsopgave"><summary>' .. label .. "</summary>"),
      pandoc.BulletList(list),
      pandoc.RawBlock("html", "</details>"),
    }))
  end
  local anchor = doc.meta.ankerwoord and pandoc.utils.stringify(doc.meta.ankerwoord)
  if not anchor then
    return doc
  end
  return doc:walk({
    Header = function(el)
      if el.level > 1 and el.identifier ~= "" then
        local attributes = { { "aria-label", anchor } }
        el.content:insert(pandoc.Link({ pandoc.Str("#") }, "#" .. el.identifier, "", pandoc.Attr("", { "anker" }, attributes)))
      end
      return el
    end,
  })
end

-- Each format has the filters that do something in it: looking at every list of blocks, or at the whole text, takes time.
local filters = { { Meta = read_meta }, { Image = image, Div = div } }
if FORMAT:match("html") then
  table.insert(filters, 2, { Pandoc = contents })
else
  table.insert(filters, { Table = table_ })
end
if FORMAT == "typst" then
  filters[2].Blocks = blocks
end

return filters
