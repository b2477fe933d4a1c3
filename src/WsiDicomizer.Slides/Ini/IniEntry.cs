namespace WsiDicomizer.Slides.Ini;

/// <summary>A line of an INI file.</summary>
/// <param name="Section">The section that it is in; empty before the first.</param>
/// <param name="Key">Trimmed; empty for a comment or a line without <c>=</c>.</param>
/// <param name="Value">Trimmed; the whole line where there is no key.</param>
/// <param name="Range">The bytes of the value in the file.</param>
internal sealed record IniEntry(string Section, string Key, string Value, ByteRange Range);
