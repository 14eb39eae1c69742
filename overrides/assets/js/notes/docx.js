// The notes as a Word file in the school's form, four columns: a zip archive whose files are stored as they are.
const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
const PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
const OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
const WIDTHS = [1500, 4200, 4200, 2300] // Twentieths of a point; together an A4 sheet across, but for its margins.
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

const inXml = text => text.replace(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "").replace(/&/g, "&amp;").replace(/</g, "&lt;")
const run = (line, bold) => `<w:r><w:rPr><w:rFonts w:ascii="SimSun" w:eastAsia="SimSun"/>${bold ? "<w:b/>" : ""}<w:sz w:val="21"/></w:rPr><w:t xml:space="preserve">${inXml(line)}</w:t></w:r>`
const paragraphs = (text, bold) => text.split("\n").map(line => `<w:p>${run(line, bold)}</w:p>`).join("")
const cell = (text, place, bold) => `<w:tc><w:tcPr><w:tcW w:w="${WIDTHS[place]}" w:type="dxa"/></w:tcPr>${paragraphs(text, bold)}</w:tc>`
const row = (texts, isHead) => `<w:tr><w:trPr><w:cantSplit/>${isHead ? "<w:tblHeader/>" : ""}</w:trPr>${texts.map((text, place) => cell(text, place, isHead)).join("")}</w:tr>`

function documentOf(notes) {
  const sides = ["top", "left", "bottom", "right", "insideH", "insideV"]
  const lines = sides.map(side => `<w:${side} w:val="single" w:sz="4" w:color="000000"/>`).join("")
  const rows = notes.map(one => row([one.day, one.quote, one.thought, `《${one.title}》\n${one.url}`], false))
  const grid = WIDTHS.map(width => `<w:gridCol w:w="${width}"/>`).join("")
  const table = `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>${lines}</w:tblBorders></w:tblPr><w:tblGrid>${grid}</w:tblGrid>`
  const page = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"/></w:sectPr>'
  return `${HEAD}<w:document xmlns:w="${WORD}"><w:body>${paragraphs("学习随身记", true)}${table}${row(["日期", "摘抄", "感悟", "来源"], true)}${rows.join("")}</w:tbl><w:p/>${page}</w:body></w:document>`
}

function partsOf(notes) {
  return {
    "[Content_Types].xml": `${HEAD}<Types xmlns="${PACKAGE}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${OFFICE}.main+xml"/></Types>`,
    "_rels/.rels": `${HEAD}<Relationships xmlns="${PACKAGE}relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/document.xml": documentOf(notes),
  }
}

// CRC-32 as zip has it (ISO 3309).
function checksum(bytes) {
  let sum = -1
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return ~sum >>> 0
}

// Numbers of two bytes (positive) or four (given as [n]) in the order of zip.
function packed(...numbers) {
  const bytes = []
  for (const one of numbers) {
    const value = Array.isArray(one) ? one[0] : one
    for (let place = 0; place < (Array.isArray(one) ? 4 : 2); place += 1) bytes.push((value >>> (8 * place)) & 255)
  }
  return new Uint8Array(bytes)
}

function docxOf(notes) {
  const encoder = new TextEncoder()
  const files = [], index = []
  let offset = 0, size = 0
  for (const [name, text] of Object.entries(partsOf(notes))) {
    const title = encoder.encode(name), content = encoder.encode(text)
    // Version 2.0, names in UTF-8, stored, on 1 January 1980.
    const facts = [20, 0x0800, 0, 0, 33, [checksum(content)], [content.length], [content.length], title.length, 0]
    const head = packed([0x04034b50], ...facts)
    const entry = packed([0x02014b50], 20, ...facts, 0, 0, 0, [0], [offset])
    files.push(head, title, content)
    index.push(entry, title)
    offset += head.length + title.length + content.length
    size += entry.length + title.length
  }
  const count = index.length / 2
  return new Blob([...files, ...index, packed([0x06054b50], 0, 0, count, count, [size], [offset], 0)], { type: OFFICE })
}

export { docxOf }
