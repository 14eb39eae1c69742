"""An address as a picture that a phone reads."""

import io

import segno


def qr_code(address: str) -> str:
    """An address as an SVG of its own."""
    out = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(
        out, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=4, dark="#000", light="#fff", svgclass="code"
    )
    return out.getvalue().decode()
