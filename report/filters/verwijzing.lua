-- Both renderers: what the staging step cannot know because it depends on the format.
-- Cross-page links (HTML), PNG instead of SVG (DOCX), scope on table headers, the table of numbers under a figure.
-- Drawings stand in the page itself (HTML).
-- Letters are named: what %w and %p are is up to the machine, and on Windows the first byte of an apostrophe is a letter.

local html = FORMAT:match("html") ~= nil
local pages = {}
local terms = {}
local prefix = ""
local address = ""

local function read_pages(meta)
  for anchor, page in pairs(meta.ankers or {}) do
    pages[anchor] = pandoc.utils.stringify(page)
  end
  for word, anchor in pairs(meta.begrippen or {}) do
    terms[word] = pandoc.utils.stringify(anchor)
  end
  address = meta.omslag and meta.omslag.adres and pandoc.utils.stringify(meta.omslag.adres) or ""
  prefix = meta.wortel and pandoc.utils.stringify(meta.wortel) or ""
end

local function link(el)
  local anchor = el.target:match("^#(.+)$")
  if html and anchor then
    local page = anchor:match("^ref%-") and pages["refs"] or pages[anchor]
    if page then
      el.target = prefix .. page .. ".html#" .. anchor
    end
  elseif not html and address ~= "" and el.target:match("^[a-z]+/[A-Za-z0-9_]+%.html$") then
    el.target = address .. el.target
  elseif not html and el.target:match("^indicatoren/") then
    return el.content
  elseif not html and el.target:match("^[a-z]+/[A-Za-z0-9_]+%.html$") then
    -- Without an address on the web paper has no links to pages: say where the page stands instead.
    return el.content .. { pandoc.Str(","), pandoc.Space(), pandoc.Code("html/" .. el.target) }
  end
  return el
end

local function image(el)
  if FORMAT == "docx" then
    el.src = el.src:gsub("%.svg$", ".png")
  end
  return el
end

-- Widths come from the renderer, not from the number of dashes in the pipe table; typst would centre what has no side.
local function plain_widths(el)
  for i, spec in ipairs(el.colspecs) do
    local side = spec[1] == "AlignDefault" and "AlignLeft" or spec[1]
    el.colspecs[i] = { side, nil }
  end
end

local function scopes(el)
  for _, row in ipairs(el.head.rows) do
    for _, cell in ipairs(row.cells) do
      cell.attr.attributes.scope = "col"
    end
  end
  for _, body in ipairs(el.bodies) do
    body.row_head_columns = 1
    for _, row in ipairs(body.body) do
      row.cells[1].attr.attributes.scope = "row"
    end
  end
end

local function table_(el)
  plain_widths(el)
  if html then scopes(el) end
  return el
end

local function details(el)
  if not html then
    return {}
  end
  return {
    pandoc.RawBlock("html", '<details class="gegevens"><summary>' .. el.attributes.naam .. "</summary>"),
    pandoc.Div(el.content),
    pandoc.RawBlock("html", "</details>"),
  }
end

-- Each table scrolls in a region of its own, reached by keyboard and named for screen readers.
local function regions(el)
  local name, count = el.attributes.naam, 0
  if not html then
    return el.content
  end
  return el.content:map(function(block)
    if block.t ~= "Table" then
      return block
    end
    count = count + 1
    local label = count == 1 and name or name .. " (" .. count .. ")"
    -- Pairs, not a table by name: Lua would write those in another order every time.
    local attributes = { { "role", "region" }, { "tabindex", "0" }, { "aria-label", label } }
    return pandoc.Div(block, pandoc.Attr("", el.classes, attributes))
  end)
end

local ESCAPES = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }

-- A drawing as part of the page: its letters can be found, copied and enlarged, its marks say their value.
local function drawing(path, form, alt)
  local file = io.open(path, "r")
  if not file then
    return ""
  end
  local svg = file:read("a")
  file:close()
  local label = alt:gsub('[&<>"]', ESCAPES)
  return (svg:gsub("^<svg ", function()
    return '<svg class="' .. form .. '" role="img" aria-label="' .. label .. '" '
  end))
end

-- Each figure twice, for a wide and for a narrow screen; the style shows one.
local function figure_region(el)
  if not html then
    return nil
  end
  el.content = el.content:map(function(block)
    local image = block.t == "Para" and block.content[1].t == "Image" and block.content[1]
    if not image then
      return block
    end
    local alt = image.attributes["fig-alt"] or ""
    local narrow = drawing(image.src:gsub("%.svg$", "_smal.svg"), "smal", alt)
    local wide = drawing(image.src, narrow == "" and "enig" or "breed", alt)
    if wide == "" then
      return block
    end
    local attributes = { { "role", "group" } }
    if el.classes:includes("figuur") then
      table.insert(attributes, { "aria-labelledby", el.identifier .. "-titel" })
    else
      table.insert(attributes, { "aria-label", alt })
    end
    table.insert(attributes, { "aria-description", image.attributes.hint or "" })
    return pandoc.Div(pandoc.RawBlock("html", wide .. narrow), pandoc.Attr("", { "figuurvak" }, attributes))
  end)
  return el
end

-- A row with nothing but a name heads the rows below it, as a group of its own.
local function grouped(el)
  local bodies, width = {}, #el.colspecs
  for _, row in ipairs(el.bodies[1].body) do
    local alone = #row.cells == width
    for i = 2, width do
      alone = alone and #(row.cells[i] and row.cells[i].contents or {}) == 0
    end
    if alone or #bodies == 0 then
      table.insert(bodies, { attr = pandoc.Attr(), body = {}, head = {}, row_head_columns = 1 })
    end
    local body = bodies[#bodies]
    if alone then
      -- In the head of its group: a row of the body could not reach beyond its own column of names.
      local attributes = { { "scope", "rowgroup" } }
      local name = pandoc.Cell(row.cells[1].contents, "AlignLeft", 1, width, pandoc.Attr("", {}, attributes))
      table.insert(body.head, pandoc.Row({ name }))
    else
      table.insert(body.body, row)
    end
  end
  el.bodies = bodies
  return el
end

local function div(el)
  if not html and (el.classes:includes("alleenweb") or el.classes:includes("meenemen")) then
    return {}
  end
  if html and el.classes:includes("alleenpapier") then
    return {}
  end
  if el.classes:includes("groepen") then
    el = el:walk({ Table = grouped })
  end
  if el.classes:includes("figuur") or el.classes:includes("beeld") then
    return figure_region(el)
  elseif el.classes:includes("gegevens") then
    return details(el)
  elseif el.classes:includes("tabelvak") then
    return regions(el)
  end
end

-- The first time that a page uses a term, it leads to the glossary; in running text only.
local function first_use(doc)
  if not next(terms) then
    return nil
  end
  local seen = {}
  local here = pages["termen"]
  if doc.meta.hier and pandoc.utils.stringify(doc.meta.hier) == here then
    return nil
  end
  local function paragraph(el)
    el.content = el.content:walk({
      traverse = "topdown",
      Link = function(link) return link, false end,
      Cite = function(cite) return cite, false end,
      Code = function(code) return code, false end,
      Str = function(str)
        local before, word, after = str.text:match("^([!-/:-@%[\\%]^_`{-~]*)([A-Za-z0-9%-]+)(.*)$")
        local anchor = word and terms[word]
        if not anchor or seen[anchor] or after:match("^[A-Za-z0-9]") then
          return nil
        end
        seen[anchor] = true
        local target = prefix .. here .. ".html#" .. anchor
        local link = pandoc.Link({ pandoc.Str(word) }, target, "", pandoc.Attr("", { "begrip" }))
        return { pandoc.Str(before), link, pandoc.Str(after) }
      end,
    })
    return el
  end
  local blocks = pandoc.Blocks({})
  for _, block in ipairs(doc.blocks) do
    if block.t == "Para" then
      block = paragraph(block)
    elseif block.t == "Div" and (block.classes:includes("microdata") or block.classes:includes("svo")) then
      block.content = block.content:map(function(inner) return inner.t == "Para" and paragraph(inner) or inner end)
    end
    blocks:insert(block)
  end
  doc.blocks = blocks
  return doc
end

local filters = { { Meta = read_pages }, { Link = link, Image = image, Table = table_, Div = div } }
if html then
  table.insert(filters, 2, { Pandoc = first_use })
end

return filters
